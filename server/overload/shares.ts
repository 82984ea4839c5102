/**
 * Room that is shared, and never all taken by one: a holder may have as much as is still free. Alone
 * that is half of the whole, among n others who take what they can a part in n + 1, and whoever holds
 * little finds room however hard the others push. (Dynamic thresholds, as in switches with shared
 * memory: Choudhury and Hahne, 1998.)
 */

export type Shares = {
  /** False, and nothing taken, where it is too much. */
  take(holder: string, weight: number): boolean
  /** Whether it could be taken now. */
  fits(holder: string, weight: number): boolean
  /** What was taken, no more and no less. */
  give(holder: string, weight: number): void
  /** In all. */
  held(): number
}

export function createShares(room: number): Shares {
  const holders = new Map<string, number>()
  let free = room
  const heldBy = (holder: string) => holders.get(holder) ?? 0
  const fits = (holder: string, weight: number) => heldBy(holder) + weight <= free - weight
  return {
    take(holder, weight) {
      if (!fits(holder, weight)) return false
      free -= weight
      holders.set(holder, heldBy(holder) + weight)
      return true
    },
    fits,
    give(holder, weight) {
      free += weight
      const held = heldBy(holder) - weight
      if (held > 0) holders.set(holder, held)
      else holders.delete(holder)
    },
    held: () => room - free,
  }
}
