/** A message in words, for those who are told by people’s tools: chats, mails, tasks. */

import type { AccountMessage, Message } from '../../shared/destination/message.ts'
import type { FactValue } from '../../shared/event/event.ts'
import type { Worth } from '../../shared/play/alert.ts'
import { measureInWords, valueSeenInWords } from '../../shared/words/evidence.ts'
import { counted } from '../../shared/words/number.ts'
import { valueInWords } from '../../shared/words/operator.ts'

export type Story = {
  title: string
  /** Why: a line for each thing that was seen. */
  lines: string[]
  /** What is known of whom it is about. */
  facts: { name: string; value: string }[]
  /** To the account in the console; null where nobody has said where that is. */
  link: string | null
  /** Where it is said whether it was worth it; null where nobody is asked, or there is no such place. */
  votes: Votes | null
  /** Of a digest: what it is made of. */
  parts: Pick<Story, 'title' | 'lines' | 'link' | 'votes'>[]
  foot: string
}

export type Votes = Record<Worth, string>
/** Where somebody says of an alert whether it was worth it. */
export type VoteLink = (alert: string, worth: Worth) => string

/** The traits that a person who sells looks at first. */
const shownTraits = ['plan', 'seats', 'mrr', 'industry', 'employees', 'owner', 'country']

/** `home`: Brim’s own origin; null where it is not known. */
export function storyOf(
  message: Message,
  home: string | null,
  voteLink: VoteLink | null = null,
): Story {
  const told =
    message.type === 'digest'
      ? storyOfDigest(message, { home, voteLink })
      : storyOfOne(message, { home, voteLink })
  return message.isSample
    ? { ...told, title: `Sample: ${told.title}`, foot: 'A sample from Brim. Nothing has happened.' }
    : told
}

type Places = { home: string | null; voteLink: VoteLink | null }

function storyOfOne(message: AccountMessage, { home, voteLink }: Places): Story {
  const { data } = message
  const name = nameOf(data.traits.account?.name, data.account)
  return {
    // One line, whatever somebody calls themselves.
    title: titleOf(message, name).replaceAll(/\s+/g, ' '),
    lines: linesOf(message),
    facts: factsOf(message),
    link: home && `${home}/console/accounts/${encodeURIComponent(data.account)}`,
    votes: message.type === 'alert' ? votesOf(message.data.alert, voteLink) : null,
    parts: [],
    foot: message.type === 'alert' ? `Brim, by the play “${message.data.play.name}”` : 'Brim',
  }
}

function votesOf(alert: string, link: VoteLink | null): Votes | null {
  return link && { yes: link(alert, 'yes'), no: link(alert, 'no') }
}

type DigestMessage = Extract<Message, { type: 'digest' }>

function storyOfDigest({ timestamp, data }: DigestMessage, places: Places): Story {
  const { items, more } = data
  const all = counted(items.length + more, 'alert')
  return {
    title: `Your digest: ${all}`,
    lines: more > 0 ? [`${more} more in Brim.`] : [],
    facts: [],
    link: places.home && `${places.home}/console/alerts`,
    votes: null,
    parts: items.map((item) => storyOfOne({ type: 'alert', timestamp, data: item }, places)),
    foot: 'Brim: what was beyond your alerts of a day, or is for digests only',
  }
}

function titleOf({ type, data }: AccountMessage, name: string): string {
  switch (type) {
    case 'signal_fired':
    case 'alert':
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

function linesOf(message: AccountMessage): string[] {
  if (message.type === 'signal_fired' || message.type === 'alert') {
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

function factsOf({ data }: AccountMessage): Story['facts'] {
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
