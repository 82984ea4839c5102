/**
 * Whom a CRM knows by an address, asked once and kept for a while: nobody there goes often, and whoever
 * is missing may be added at any moment.
 */
import { hourMs, minuteMs } from '../../shared/value/duration.ts'
import type { Verdict } from './verdict.ts'

const knownMs = hourMs
const unknownMs = 5 * minuteMs
const mostKept = 1000

/** `why`: in words that go on from whoever is looked for. */
export type Found = { id: string } | { id: null; why: string }

export type Who = {
  /** Whose CRM: nobody else’s answer counts there. */
  crm: string
  email: string
  now: number
}

export type Owners = {
  /** A verdict, where it can’t be said now: it is asked again with the next attempt, and not kept. */
  find(who: Who, ask: () => Promise<Found | Verdict>): Promise<Found | Verdict>
  forget(who: Omit<Who, 'now'>): void
}

export function createOwners(): Owners {
  /** In the order in which they were asked. */
  const kept = new Map<string, { found: Found; until: number }>()
  const keyOf = ({ crm, email }: Omit<Who, 'now'>) => JSON.stringify([crm, email])
  return {
    async find(who, ask) {
      const key = keyOf(who)
      const known = kept.get(key)
      if (known && who.now < known.until) return known.found
      const found = await ask()
      kept.delete(key)
      if ('meaning' in found) return found
      const [oldest] = kept.size < mostKept ? [] : kept.keys()
      if (oldest !== undefined) kept.delete(oldest)
      kept.set(key, { found, until: who.now + (found.id === null ? unknownMs : knownMs) })
      return found
    },
    forget: (who) => void kept.delete(keyOf(who)),
  }
}
