/**
 * Token buckets by name, in memory: so many a second, and some seconds' worth at once. Of each only
 * one number is kept, the moment at which it is full again (as in GCRA): no timer fills them.
 */

export type Buckets = {
  /** Takes one token. 0: it was there; else nothing was taken, and after so long there is one. */
  take(name: string): number
  /** The same without taking. */
  waitMs(name: string): number
}

export type Rate = {
  /** 0: no limit. */
  perSecond: number
  /** How many seconds' worth may come at once. */
  burstS: number
}

/**
 * Names that are remembered. Made-up ones must not fill the memory: past half of it those that have
 * not come since the last half are forgotten, so who floods is never among them.
 */
const mostNames = 20_000
/** What sums of fractions are off by must not cost a token. */
const roundingMs = 0.01

export function createBuckets(rate: Rate, now: () => number, most = mostNames): Buckets {
  if (rate.perSecond === 0) return unlimited
  const eachMs = 1000 / rate.perSecond
  const deepMs = Math.max(eachMs, rate.burstS * 1000)
  let recent = new Map<string, number>()
  let older = new Map<string, number>()

  /** When it is full again. Never later than from empty: a clock that jumps back locks nobody out. */
  const fullAt = (name: string, at: number) => {
    const known = recent.get(name) ?? older.get(name) ?? at
    return known <= at ? at : Math.min(known, at + deepMs)
  }
  const remember = (name: string, fullAt: number) => {
    if (recent.size >= most / 2 && !recent.has(name)) {
      older = recent
      recent = new Map()
    }
    recent.set(name, fullAt)
  }
  const lackMs = (full: number, at: number) => {
    const lack = full + eachMs - deepMs - at
    return lack > roundingMs ? lack : 0
  }

  return {
    take(name) {
      const at = now()
      const full = fullAt(name, at)
      const wait = lackMs(full, at)
      remember(name, wait > 0 ? full : full + eachMs)
      return wait
    },
    waitMs(name) {
      const at = now()
      return lackMs(fullAt(name, at), at)
    },
  }
}

const unlimited: Buckets = { take: () => 0, waitMs: () => 0 }
