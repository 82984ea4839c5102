/** How firings spread over days and accounts. */

import type { ReplayReport } from '../../../shared/replay/replay.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { quantile } from './sorted.ts'
import type { Moments, Span } from './types.ts'

type Firings = ReplayReport['firings']

/** Beyond it accounts are counted together. */
const mostInHistogram = 10

/** Every day of the span, UTC, the first and the last also where they are not whole. */
export function perDay({ from, to }: Span, firings: Moments): Firings['perDay'] {
  const first = Math.floor(from / dayMs)
  const length = to > from ? Math.ceil(to / dayMs) - first : 0
  const days = Array.from({ length }, (_, i) => ({
    date: new Date((first + i) * dayMs).toISOString().slice(0, 10),
    firings: 0,
    accounts: 0,
  }))
  for (const moments of firings.values()) {
    let last = Number.NaN
    for (const at of moments) {
      const place = Math.floor(at / dayMs) - first
      const day = days[place]
      if (!day) continue
      day.firings++
      if (place !== last) day.accounts++
      last = place
    }
  }
  return days
}

export function perAccount(firings: Moments): Firings['perAccount'] {
  const counts = [...firings.values()].map((moments) => moments.length).sort((a, b) => a - b)
  const histogram = Array.from({ length: mostInHistogram }, (_, i) => ({
    firings: i + 1,
    accounts: 0,
  }))
  for (const count of counts) {
    const bar = histogram[Math.min(count, mostInHistogram) - 1]
    if (bar) bar.accounts++
  }
  return {
    accounts: counts.length,
    max: counts.at(-1) ?? 0,
    median: quantile(counts, 0.5) ?? null,
    histogram,
  }
}
