/** What is known of one account or user, and by whose word. */
import type { Consent, FactValue, Traits } from '../../shared/event/event.ts'
import type { EventSource } from '../../shared/protocol/live.ts'

/** An account or a user. `traits` are trusted, `hints` are what browsers said. */
export type Known = {
  id: string
  /** The account a user last acted in; empty for accounts. */
  account: string
  traits: Traits
  hints: Traits
  /** What a user has said to prompts; null for nothing yet, and for accounts. */
  consent: Consent | null
  firstSeenAt: number
  lastSeenAt: number
}

export function newlyKnown(id: string, account: string, at: number): Known {
  return { id, account, traits: {}, hints: {}, consent: null, firstSeenAt: at, lastSeenAt: at }
}

/** What is known of somebody: what was said by those who know wins over what a browser said. */
export function effectiveTrait(known: Known | undefined, name: string): FactValue | undefined {
  if (!known) return undefined
  const { traits, hints } = known
  if (Object.hasOwn(traits, name)) return traits[name]
  return Object.hasOwn(hints, name) ? hints[name] : undefined
}

/** Where what somebody says is kept: a browser's word is a hint. */
export function traitsSaidBy(source: EventSource): 'traits' | 'hints' {
  return source === 'widget' || source === 'tool_browser' ? 'hints' : 'traits'
}

/** What of the given would be news; `null` forgets. */
export function changedTraits(before: Traits, given: Traits): Traits {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => !isSame(Object.hasOwn(before, name) ? before[name] : undefined, value),
    ),
  )
}

function isSame(a: FactValue | undefined, b: FactValue): boolean {
  return (a ?? null) === b || JSON.stringify(a ?? null) === JSON.stringify(b)
}

export function mergeTraits(known: Known | undefined, source: EventSource, changed: Traits) {
  const into = known?.[traitsSaidBy(source)] ?? {}
  for (const [name, value] of Object.entries(changed)) {
    if (value === null) delete into[name]
    else into[name] = value
  }
}
