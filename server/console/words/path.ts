/** Where in a nudge a fault or a difference is. */
import { localeInWords } from './nudge.ts'

const names: Record<string, string> = {
  key: 'Key',
  name: 'Name',
  format: 'Format',
  placement: 'Placement',
  trigger: 'Trigger',
  audience: 'Audience',
  all: 'condition',
  any: 'condition',
  trait: 'trait',
  value: 'value',
  offer: 'Offer',
  defaultLocale: 'Default locale',
  copy: 'Copy',
  title: 'Title',
  body: 'Body',
  list: 'List',
  actions: 'Actions',
  label: 'label',
  url: 'address',
  kind: 'kind',
  dismiss: 'Close button',
  caps: 'How often',
  perUser: 'per user',
  perAccount: 'per account',
  every: 'period',
  times: 'times',
  lifetime: 'in all',
  snooze: 'Snooze',
  tags: 'Tags',
  offerLasts: 'Offer lasts',
  stopAfterConversion: 'Stop once taken',
  schedule: 'Schedule',
  startsAt: 'start',
  endsAt: 'end',
  priority: 'Priority',
}

/** `copy.en.actions.0.label` is "English: action 1, label". */
export function pathInWords(path: string): string {
  const [first = '', ...rest] = path.split('.')
  if (first === 'copy' && rest[0] !== undefined) {
    const inside = rest.slice(1)
    const place = inside.length > 0 ? placeInWords(inside) : 'Copy'
    return `${place} (${localeInWords(rest[0])})`
  }
  return placeInWords([first, ...rest]) || 'The nudge'
}

function placeInWords(parts: readonly string[]): string {
  const words: string[] = []
  for (const part of parts) {
    const isPlace = /^\d+$/.test(part)
    if (isPlace && words.length > 0)
      words.push(`${singular(words.pop() ?? '')} ${Number(part) + 1}`)
    else words.push(names[part] ?? part)
  }
  return words.join(', ')
}

const singular = (word: string) =>
  word === 'Actions' ? 'Action' : word === 'List' ? 'List line' : word
