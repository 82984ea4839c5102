/** What a condition on accounts sees of one: its traits and its age. It counts nothing. */
import type { Traits } from '../../../shared/event/event.ts'
import type { Facts } from '../facts.ts'
import { emptyWorld } from '../world.ts'
import { type Counts, WorldFacts } from '../world-facts.ts'

export const noCounts: Counts = {
  counted: () => 0,
  leavesAt: () => undefined,
  newFeatures: () => 0,
  buckets: () => [],
}

export type KnownAccount = {
  id: string
  traits: Traits
  hints: Traits
  firstSeenAt: number
  now: number
}

export function accountFacts({ id, traits, hints, firstSeenAt, now }: KnownAccount): Facts {
  const known = { id, account: '', traits, hints, consent: null, firstSeenAt, lastSeenAt: now }
  const world = { ...emptyWorld(), accounts: new Map([[id, known]]) }
  const source = { world, catalogue: { meters: new Map(), plans: new Map() }, counts: noCounts }
  return new WorldFacts(source, { account: id, user: null, now })
}
