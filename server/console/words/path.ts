/** Where in a nudge a fault or a difference is. */
import { capital } from '../../../shared/words/capital.ts'
import { localeInWords } from './nudge.ts'

const names: Record<string, string> = {
  key: 'Key',
  name: 'Name',
  format: 'Format',
  placement: 'Placement',
  position: 'Position',
  meter: 'Meter',
  trigger: 'Trigger',
  audience: 'Audience',
  all: 'condition',
  any: 'condition',
  trait: 'trait',
  value: 'value',
  offer: 'Offer',
  defaultLocale: 'Default language',
  copy: 'Copy',
  title: 'Title',
  body: 'Body',
  list: 'List',
  picture: 'Picture',
  alt: 'description',
  comparison: 'Comparison',
  current: 'their plan',
  offered: 'offered plan',
  rows: 'rows',
  countdown: 'Countdown',
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
  forms: 'Form',
  ask_admin: 'asking an admin',
  contact: 'leading to sales',
  experiment: 'Experiment',
  arms: 'arms',
  weight: 'weight',
  control: 'control',
  unit: 'Unit',
  lift: 'smallest lift',
  relay: 'Relay of requests',
  tags: 'Tags',
  offerLasts: 'Offer lasts',
  stopAfterConversion: 'Stop once taken',
  schedule: 'Schedule',
  startsAt: 'start',
  endsAt: 'end',
  priority: 'Priority',
  family: 'Family',
  subject: 'Who becomes ready',
  when: 'Condition',
  cooldown: 'Silence after a signal',
  rearm: 'Ready again',
  expires: 'Signal lasts',
  cancelOn: 'Ended by',
  recommends: 'Recommended offer',
  halfLife: 'Half-life',
  tier: 'Tier',
  prices: 'Prices',
  amount: 'amount, in cents',
  currency: 'currency',
  interval: 'paid every',
  per: 'for each',
  billingId: 'id in billing',
  limits: 'Limits',
  features: 'Features',
  plan: 'Plan',
  seats: 'Seats',
  addOn: 'Add-on',
  lasts: 'Lasts',
  used: 'What is counted',
  role: 'Role',
  owner: 'Owner',
  keys: 'Keys',
  origins: 'Where it may be used',
  scopes: 'What it may be used for',
  text: 'Recognised by',
  mode: 'Identity',
  algorithm: 'Algorithm',
  invitation: 'Invitation',
  isShared: 'Shared',
  expiresAt: 'Ends',
  until: 'Until',
  by: 'Held by',
  publishAt: 'Goes live',
  issues: 'Why not',
  status: 'State',
  ended: 'Sessions ended',
  created: 'Created',
  changed: 'Changed',
  deleted: 'Deleted',
  hash: 'Hash',
  width: 'Width',
  height: 'Height',
  size: 'Bytes',
  previousSignsUntil: 'The secret before signs until',
  paused: 'Everything paused',
  holdout: 'Share held out',
  consent: 'Consent',
  buyerRoles: 'Roles that may buy',
  budget: 'Attention budget',
  modalsPerUser: 'interruptions, per user',
  promptsPerAccount: 'prompts, per account',
  capGroups: 'Groups',
  defaults: 'Usually',
  readiness: 'Readiness',
  weights: 'weights',
  headroom: 'headroom',
  trend: 'trend of use',
  fit: 'fit',
  share: 'share of the value',
  full: 'mrr that counts in full',
  learnedAt: 'learned',
  points: 'points',
  keepEvents: 'Events are kept',
  webhook: 'Webhook',
  theme: 'Theme',
  accent: 'accent',
  radius: 'corners',
  font: 'typeface',
  preset: 'look',
}

/** `copy.en.actions.0.label` is "Action 1, label (English)". */
export function pathInWords(path: string): string {
  const parts = path.split('.')
  const at = parts.indexOf('copy')
  const locale = at < 0 ? undefined : parts[at + 1]
  if (locale === undefined) return capital(placeInWords(parts)) || 'The nudge'
  const inside = parts.slice(at + 2)
  const place = placeInWords([...parts.slice(0, at), ...(inside.length > 0 ? inside : ['copy'])])
  return `${place} (${localeInWords(locale)})`
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

const singulars: Record<string, string> = {
  Actions: 'Action',
  List: 'List line',
  arms: 'arm',
  rows: 'row',
  Prices: 'Price',
}
const singular = (word: string) => singulars[word] ?? word
