import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overlapOf } from './overlap.ts'
import type { Moments } from './types.ts'

const moments: fc.Arbitrary<Moments> = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 60 })), {
    maxLength: 20,
  })
  .map((all) => {
    const byAccount = new Map<string, number[]>()
    for (const [account, at] of all.sort(([, a], [, b]) => a - b)) {
      byAccount.set(account, [...(byAccount.get(account) ?? []), at])
    }
    return byAccount
  })
const lifetime = fc.integer({ min: 1, max: 20 })

test('counts the firings whose signal would share a moment with another one’s', () => {
  fc.assert(
    fc.property(moments, moments, lifetime, lifetime, (firings, signals, ours, theirs) => {
      const span = { from: 10, to: 50, horizonMs: 5 }
      let [overlapping, all] = [0, 0]
      for (const [account, fired] of firings) {
        for (const f of fired) {
          all++
          const shares = (s: number) =>
            Array.from({ length: ours }, (_, i) => f + i).some((t) => t >= s && t < s + theirs)
          if ((signals.get(account) ?? []).some(shares)) overlapping++
        }
      }
      const within = [...signals.values()].flat().filter((s) => s >= 10 && s < 50)
      expect(
        overlapOf(span, firings, ours, [{ trigger: 't', expiresMs: theirs, signals }]),
      ).toEqual([
        {
          trigger: 't',
          signals: within.length,
          firings: overlapping,
          share: all > 0 ? overlapping / all : null,
        },
      ])
    }),
    { numRuns: 2_000 },
  )
})
