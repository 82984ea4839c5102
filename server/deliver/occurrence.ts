/**
 * A message as an event about somebody, for tools that know events of people: flat, short, and named so
 * that one event is one thing to act on.
 */
import type { FactValue, Traits } from '../../shared/event/event.ts'
import type { OfAccount } from './send.ts'
import { clip, storyOf } from './story.ts'

export type Occurrence = {
  name: string
  /** Null where it is about nobody in particular. */
  person: string | null
  account: string
  /** Epoch ms. */
  at: number
  properties: Record<string, string>
}

/** Who is told of what is about nobody: by a trait of the account. And of samples: who is set up. */
export type Whom = { userTrait?: string | undefined; sampleUser?: string | undefined }

/** What Intercom takes of a text, and no other takes less. */
const longest = 255

export function occurrenceOf({ id, message, home }: OfAccount, whom: Whom): Occurrence {
  const { data, type, timestamp, isSample } = message
  const { title, lines, link } = storyOf(message, home)
  const signal = message.type === 'signal_fired' ? message.data : undefined
  const said: Record<string, string | null | undefined> = {
    type,
    title,
    why: lines.join('; '),
    account: data.account,
    trigger: signal?.trigger,
    family: signal?.family,
    offer: signal ? signal.recommends : textOf(message.data, 'offer'),
    // Half an address leads nowhere.
    link: link && link.length <= longest ? link : null,
    delivery: id,
  }
  const properties = Object.entries(said).flatMap(([name, text]) =>
    text ? [[name, clip(text, longest)]] : [],
  )
  const person = (isSample && whom.sampleUser) || data.user
  return {
    name: signal ? `brim_${signal.trigger}` : `brim_${type}`,
    person: person ?? traitOf(data.traits?.account, whom.userTrait),
    account: data.account,
    at: Date.parse(timestamp),
    properties: Object.fromEntries(properties),
  }
}

/** As a text, where it is one or a number; null where there is none. */
export function traitOf(traits: Traits | undefined, name: string | undefined): string | null {
  if (name === undefined || !traits || !Object.hasOwn(traits, name)) return null
  const value: FactValue | undefined = traits[name]
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
    ? String(value)
    : null
}

const textOf = (data: Record<string, unknown>, name: string) =>
  typeof data[name] === 'string' ? data[name] : null

/** It can’t be sent as an event of somebody, and won’t be until another trait is named. */
export function aboutNobody(tool: string, { userTrait }: Whom): string {
  const why = `It is about an account and nobody in it, and ${tool} takes events of people only.`
  return userTrait
    ? `${why} The account has no trait “${userTrait}” that says whom to tell instead`
    : `${why} Set a trait of accounts that holds somebody’s id`
}
