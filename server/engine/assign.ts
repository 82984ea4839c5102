/**
 * Who belongs to which group: sticky by construction, because it is computed from the ids alone.
 * Version 1; what it answers for given ids is published with golden vectors and never changes.
 */
import { murmur3 } from './hash.ts'

/** Random to the eye, the same for ever, even over (0, 1). `salt` keeps uses of it independent. */
export function shareOf(seed: string, salt: string, subject: string): number {
  return (murmur3(JSON.stringify([1, seed, salt, subject])) + 0.5) / 2 ** 32
}

/** In the global holdout: measured, and never nudged. Growing the share only adds accounts. */
export function isHeldOut(seed: string, share: number, account: string): boolean {
  return shareOf(seed, 'holdout', account) < share
}

export type Arm = { key: string; weight: number }

/**
 * The arm of an experiment for a subject; `undefined` where no arm has weight. Weighted rendezvous
 * hashing: each arm draws its own lot and the shortest wait wins, -ln(u) / weight, so that each is
 * chosen in proportion to its weight, and a changed weight moves subjects to or from its own arm
 * only. C. Schindelhauer and G. Schomaker, "Weighted distributed hash tables", SPAA 2005.
 */
export function armOf<A extends Arm>(
  { seed, experiment }: { seed: string; experiment: string },
  arms: readonly A[],
  subject: string,
): A | undefined {
  let best: A | undefined
  let shortest = Number.POSITIVE_INFINITY
  for (const arm of arms) {
    const lot = shareOf(seed, JSON.stringify(['arm', experiment, arm.key]), subject)
    const wait = -Math.log(lot) / arm.weight
    if (wait < shortest) {
      shortest = wait
      best = arm
    }
  }
  return best
}
