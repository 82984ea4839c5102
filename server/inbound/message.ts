/**
 * What one message of a tool says, in words that all tools share. Each tool's own file makes it of
 * what came; `translate.ts` makes of it what Brim takes in.
 */

import type { Properties } from '../../shared/event/event.ts'
import type { Happening } from '../../shared/event/support.ts'

/** Facts as they came: of any type, nested or not. */
export type Foreign = Readonly<Record<string, unknown>>

/** What a message says happened, or is so. */
export type Statement =
  | { kind: 'event'; name: string; properties: Foreign }
  | { kind: 'page'; properties: Foreign }
  /** Only what its `traits` say of the user. */
  | { kind: 'user' }
  /** Facts of a group; who is in it, where it is said, stands in `user`. */
  | { kind: 'group'; facts: Foreign }
  /** Somebody asks a help desk; in its properties ids are looked for, and nothing of them is kept. */
  | { kind: 'inquiry'; inquiry: Inquiry; properties: Foreign }
  /** Nothing that Brim takes in, and why. */
  | { kind: 'nothing'; why: string }

export type Inquiry = {
  happened: Happening
  /** What the customer has written, without markup: only to be judged. */
  words: string
  tags: readonly string[]
  /** Those of the tags that are new, where it was tagged. */
  added: readonly string[]
  /** What is kept of it beside its topic: names no person. */
  about: Properties
  /** Whom to ask about, where nothing tells whose it is: an id of the help desk's, and words for people. */
  requester: { id: string; who: string } | null
}

export type Message = {
  /** As the tool knows it again; null where it does not. */
  id: string | null
  /** When it happened, by the clock of whoever says so: ISO 8601; null for now. */
  at: string | null
  /** The client's clock when it sent this, where that can be told; null: `at` is right. */
  sentAt: string | null
  /** The user as the tool knows them; null for somebody who has not been identified. */
  user: string | null
  /** The groups that it is in, by type; under the empty name where the tool has but one kind. */
  groups: Readonly<Record<string, string>>
  /** What it says of the user. */
  traits: Foreign
  says: Statement
}

/** What cannot be read as a message of this tool: why, and where it shows. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly path: string

  constructor(path: string, message: string) {
    super(message)
    this.path = path
  }
}

/**
 * One of several as it came, without the key it came with, and what is made of it. `kept`: what may be
 * kept of it where it is refused; absent: all of it.
 */
export type Incoming = { raw: Foreign; kept?: Foreign; read(): Message }

/** Of several as they came: `strip` leaves the key out, and an odd one is kept under `as`. */
export function incomingOf(
  all: readonly unknown[],
  { as, strip, read }: { as: string; strip(one: Foreign): Foreign; read(raw: Foreign): Message },
): Incoming[] {
  return all.map((one) => {
    if (isRecord(one)) {
      const raw = strip(one)
      return { raw, read: () => read(raw) }
    }
    return {
      raw: { [as]: one },
      read() {
        throw new Unreadable('', 'A message is an object')
      },
    }
  })
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const recordOf = (value: unknown): Foreign => (isRecord(value) ? value : {})

/** An id, which some send as a number. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  return text === '' ? null : text
}

/** The same without these names. */
export function without(facts: Foreign, isLeftOut: (name: string) => boolean): Foreign {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !isLeftOut(name)))
}

export const nobody = {
  id: null,
  at: null,
  sentAt: null,
  user: null,
  groups: {},
  traits: {},
} as const
