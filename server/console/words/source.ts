/** Sources in words: what a message becomes, and what a rule says of an event. */
import type { IdPlace, Meaning, Sender } from '../../../shared/source.ts'
import type { TriedPayload } from '../contract.ts'

export const meaningWords: Readonly<Record<Meaning, string>> = {
  paywall_hit: 'a paywall hit',
  feature_used: 'a use of a feature',
  meter: 'a meter reading',
  support_inquiry: 'a support inquiry',
  nothing: 'nothing to us',
}

export const placeWords: Readonly<Record<IdPlace['in'], string>> = {
  user_id: 'the tool’s user id',
  group: 'its group',
  property: 'the property',
  trait: 'the trait',
}

export const senderWords: Readonly<Record<Sender, string>> = {
  browser: 'Browsers',
  server: 'A server',
}

export const senderHints: Readonly<Record<Sender, string>> = {
  browser:
    'The write key stands in your pages, where anybody reads it. What comes with it of plan, seats and role is a hint and never overrules your backend.',
  server: 'The write key is a secret. What comes with it of plan, seats and role holds.',
}

type Becomes = TriedPayload['becomes']
type Item = Extract<Becomes, { kind: 'items' }>['items'][number]

/** What a message becomes, in a line. */
export function becomesInWords(becomes: Becomes): string {
  switch (becomes.kind) {
    case 'ignored':
      return becomes.why
    case 'refused':
      return becomes.issues.map((one) => one.message).join('; ')
    case 'items':
      return becomes.items.map(itemInWords).join(', and ')
    default:
      return becomes satisfies never
  }
}

function itemInWords(item: Item): string {
  switch (item.kind) {
    case 'event': {
      const { name, account, user, properties = {} } = item.event
      const about = properties.feature ?? properties.topic
      return `${name}${typeof about === 'string' ? ` “${about}”` : ''} of ${whoInWords(account, user)}`
    }
    case 'meter': {
      const { meter, used, limit, account } = item.reading
      return `${meter}: ${used} of ${limit ?? 'unlimited'}, account ${account}`
    }
    case 'account_traits':
      return `${traitsInWords(item.traits)} account ${item.account}`
    case 'user_traits':
      return `${traitsInWords(item.traits)} ${whoInWords(item.account, item.user)}`
    default:
      return item satisfies never
  }
}

const whoInWords = (account: string, user: string | undefined) =>
  user === undefined ? `account ${account}` : `${user} in ${account}`

function traitsInWords(traits: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(traits)
  return names.length === 0 ? 'who is in it:' : `${names.slice(0, 4).join(', ')} of`
}
