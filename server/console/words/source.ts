/** Sources in words: what a message becomes, and what a rule says of an event. */
import { secretPrefixes } from '../../../shared/event/signing-secret.ts'
import {
  type Meaning,
  type Sender,
  type UserPlace,
  type Vendor,
  vendorNames,
} from '../../../shared/event/source.ts'
import type { ReplyCount } from '../../../shared/event/support.ts'
import type { TriedPayload } from '../contract.ts'

export const meaningWords: Readonly<Record<Meaning, string>> = {
  paywall_hit: 'a paywall hit',
  feature_used: 'a use of a feature',
  meter: 'a meter reading',
  support_inquiry: 'a support inquiry',
  nothing: 'nothing to us',
}

export const placeWords: Readonly<
  Record<UserPlace['in'] | 'company' | 'external_id' | 'field', string>
> = {
  user_id: 'the tool’s user id',
  group: 'its group',
  property: 'the property',
  trait: 'the trait',
  email: 'whose e-mail it is',
  company: 'its company’s id with you',
  external_id: 'the contact’s id with you',
  field: 'the field',
}

/** Of a customer in a conversation that has begun. */
export const replyWords: Readonly<Record<ReplyCount, string>> = {
  never: 'do not count',
  on_topic: 'count if a rule’s words fit',
  always: 'all count',
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

/** What the vendor signs with is called, and where it stands there. */
export function secretWords(vendor: Vendor): { label: string; where: string; placeholder: string } {
  const prefix = secretPrefixes[vendor]
  const placeholder = prefix === undefined ? '' : `${prefix}…`
  switch (vendor) {
    case 'intercom':
      return {
        label: 'Client secret of the app',
        where: 'It stands in Intercom’s Developer Hub, under Basic information of your app.',
        placeholder,
      }
    case 'zendesk':
      return {
        label: 'Signing secret of the webhook',
        where: 'Zendesk shows it on the page of the webhook, once that is saved.',
        placeholder,
      }
    default:
      return {
        label: `Secret from ${vendorNames[vendor]}`,
        where: `${vendorNames[vendor]} shows it once the address is there.`,
        placeholder,
      }
  }
}

const mostNamed = 3

/** Of events that came, none of which a rule is for. */
export function noneFitsInWords(events: readonly string[]): string {
  const named = events.slice(0, mostNamed).map((one) => `“${one}”`)
  const others = events.length - named.length
  const all = others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ')
  return `No rule is for anything that came last: ${all}.`
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
    case 'waiting': {
      const { event, requester } = becomes.inquiry
      return `${event.name} “${event.properties.topic}” of ${requester.who}: it waits until somebody says whose customer that is`
    }
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
