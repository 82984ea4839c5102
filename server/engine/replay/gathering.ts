/** What a replay keeps of all that passes by: firings, conversions, and signals of live triggers. */
import { type ConversionTest, mergeConversions } from './conversion.ts'
import type { Firing, LoggedEntry } from './fold.ts'
import { createMoments } from './moments.ts'
import type { LiveSignals } from './overlap.ts'
import type { Replayed } from './report.ts'
import type { Moments, Span } from './types.ts'

/** Of all variants together. A draft that fires more often is a mistake, and would take all memory. */
export const mostFirings = 5_000_000

export class TooManyFirings extends Error {
  override name = 'TooManyFirings'
  constructor() {
    super(
      `It fires more than ${mostFirings} times: give it a longer cooldown or a higher threshold`,
    )
  }
}

/** Entries that it needs to see. */
export const gatheredNames = ({ names }: ConversionTest): readonly string[] => [
  ...names,
  'signal_fired',
]

export type Gathering = {
  take(entry: LoggedEntry): void
  fire(variant: number, firing: Firing): void
  /** `firings` by variant. */
  all(): Pick<Replayed, 'events' | 'conversions' | 'live'> & { firings: Moments[] }
}

export type GatheringOptions = {
  span: Span
  conversion: ConversionTest
  live: readonly Omit<LiveSignals, 'signals'>[]
  variants: number
}

export function createGathering({ span, conversion, live, variants }: GatheringOptions): Gathering {
  const conversions = createMoments()
  const signals = new Map(live.map((one) => [one.trigger, createMoments()]))
  const firings = Array.from({ length: variants }, createMoments)
  let events = 0
  let fired = 0
  return {
    take(entry) {
      events++
      if (conversion.test(entry)) conversions.add(entry.account, entry.occurredAt)
      if (entry.name !== 'signal_fired') return
      signals.get(String(entry.properties.trigger))?.add(entry.account, entry.receivedAt)
    },
    fire(variant, { account, at }) {
      if (at < span.from || at >= span.to) return
      if (++fired > mostFirings) throw new TooManyFirings()
      firings[variant]?.add(account, at)
    },
    all: () => ({
      events,
      conversions: new Map(
        [...conversions.all()].map(([account, moments]) => [account, mergeConversions(moments)]),
      ),
      live: live.map((one) => ({
        ...one,
        signals: signals.get(one.trigger)?.all() ?? new Map(),
      })),
      firings: firings.map((one) => one.all()),
    }),
  }
}
