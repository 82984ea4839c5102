/** A message in words, for those who are told by people’s tools: chats, mails, tasks. */
import type { Message } from '../../shared/destination/message.ts'
import type { FactValue } from '../../shared/event.ts'
import { measureInWords, valueSeenInWords } from '../../shared/words/evidence.ts'
import { valueInWords } from '../../shared/words/operator.ts'

export type Story = {
  title: string
  /** Why: a line for each thing that was seen. */
  lines: string[]
  /** What is known of whom it is about. */
  facts: { name: string; value: string }[]
  /** To the account in the console; null where nobody has said where that is. */
  link: string | null
  foot: string
}

/** The traits that a person who sells looks at first. */
const shownTraits = ['plan', 'seats', 'mrr', 'industry', 'employees', 'owner', 'country']

/** `home`: Brim’s own origin; null where it is not known. */
export function storyOf(message: Message, home: string | null): Story {
  const { data, isSample } = message
  const name = nameOf(data.traits.account?.name, data.account)
  // One line, whatever somebody calls themselves.
  const title = titleOf(message, name).replaceAll(/\s+/g, ' ')
  return {
    title: isSample ? `Sample: ${title}` : title,
    lines: linesOf(message),
    facts: factsOf(message),
    link: home && `${home}/console/accounts/${encodeURIComponent(data.account)}`,
    foot: isSample ? 'A sample from Brim. Nothing has happened.' : 'Brim',
  }
}

function titleOf({ type, data }: Message, name: string): string {
  switch (type) {
    case 'signal_fired':
      return `${name}: ${data.name}`
    case 'trial_started':
      return `${name} has started a trial`
    case 'trial_extended':
      return `${name} has more time to try`
    case 'trial_ended':
      return `The trial of ${name} is over`
    case 'conversion':
      return `${name} has bought`
    default:
      return type satisfies never
  }
}

function linesOf(message: Message): string[] {
  if (message.type === 'signal_fired') {
    return (message.data.evidence ?? [])
      .filter((leaf) => leaf.verdict === 'true')
      .map((leaf) => `${measureInWords(leaf)}: ${valueSeenInWords(leaf)}`)
  }
  const { plan, offer, endsAt, mrrDelta, currency } = message.data
  const said: [string, unknown][] = [
    ['Plan', plan],
    ['Offer', offer],
    ['Until', typeof endsAt === 'number' ? new Date(endsAt).toISOString().slice(0, 10) : undefined],
    [
      'Monthly revenue',
      typeof mrrDelta === 'number' && typeof currency === 'string'
        ? moneyInWords(mrrDelta, currency)
        : undefined,
    ],
  ]
  return said.flatMap(([what, value]) =>
    value === undefined || value === null ? [] : [`${what}: ${value}`],
  )
}

function factsOf({ data }: Message): Story['facts'] {
  const { account = {}, user } = data.traits ?? {}
  const facts = shownTraits.flatMap((trait) => {
    const value = Object.hasOwn(account, trait) ? account[trait] : undefined
    return value === undefined || value === null
      ? []
      : [{ name: trait.charAt(0).toUpperCase() + trait.slice(1), value: valueInWords(value) }]
  })
  if (data.user === null) return facts
  return [{ name: 'User', value: nameOf(user?.name ?? user?.email, data.user) }, ...facts]
}

/** Minor units, with a sign: it is what changes. */
function moneyInWords(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    signDisplay: 'exceptZero',
  })
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions()
  return format.format(minor / 10 ** digits)
}

function nameOf(trait: FactValue | undefined, id: string): string {
  return typeof trait === 'string' && trait.trim() !== '' ? trait : id
}

/** Cut between characters, never within one. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text
  return `${[...text.slice(0, length - 1)].filter((one) => !/^[\ud800-\udfff]$/.test(one)).join('')}…`
}
