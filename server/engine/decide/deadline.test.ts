// A countdown must be true: until its end the offer can be had, and afterwards it cannot.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { offerEndsAt } from '../rules.ts'
import { deadlineOf, type Proposing } from './deadline.ts'

const now = Date.parse('2026-03-04T12:00:00Z')
const proposing = (offerLastsMs: number | null, endsAt?: number): Proposing => ({
  rules: { offerLastsMs },
  endsAt,
})
const seen = (ago: number) => ({ shownAt: now - ago, convertedAt: null })

test.each([
  ['nobody proposes it', [], undefined, null],
  ['it has no end', [proposing(null)], undefined, null],
  [
    'it lasts from now while nobody has seen it',
    [proposing(3 * dayMs)],
    undefined,
    now + 3 * dayMs,
  ],
  ['it lasts from when it was seen', [proposing(3 * dayMs)], seen(dayMs), now + 2 * dayMs],
  ['its schedule ends', [proposing(null, now + dayMs)], undefined, now + dayMs],
  ['its schedule ends first', [proposing(3 * dayMs, now + dayMs)], undefined, now + dayMs],
  ['it ends before its schedule', [proposing(dayMs, now + 9 * dayMs)], undefined, now + dayMs],
  ['another goes on longer', [proposing(dayMs), proposing(5 * dayMs)], undefined, now + 5 * dayMs],
  ['another has no end', [proposing(dayMs), proposing(null)], undefined, null],
  ['another is over', [proposing(dayMs), proposing(null, now)], undefined, now + dayMs],
  ['it is over', [proposing(dayMs)], seen(2 * dayMs), null],
])('an offer: %s', (_name, all, made, expected) => {
  expect(deadlineOf(all, made, now)).toBe(expected)
})

const nudges = fc.array(
  fc.record({
    lasts: fc.option(fc.integer({ min: 1, max: 60 })),
    ends: fc.option(fc.integer({ min: -10, max: 60 })),
  }),
  { maxLength: 6 },
)
const seenDaysAgo = fc.option(fc.integer({ min: 0, max: 60 }))

test('until the deadline some nudge proposes the offer, and from then on none does', () => {
  fc.assert(
    fc.property(nudges, seenDaysAgo, (given, ago) => {
      const all = given.map(({ lasts, ends }) =>
        proposing(
          lasts === null ? null : lasts * dayMs,
          ends === null ? undefined : now + ends * dayMs,
        ),
      )
      // Counted from the showing that the countdown is part of.
      const made = { shownAt: ago === null ? now : now - ago * dayMs, convertedAt: null }
      const isOpen = (at: number) =>
        all.some(
          ({ rules, endsAt }) =>
            at < (endsAt ?? Number.POSITIVE_INFINITY) &&
            at < (offerEndsAt(rules, made, at) ?? Number.POSITIVE_INFINITY),
        )
      const deadline = deadlineOf(all, ago === null ? undefined : made, now)
      if (deadline === null) expect(isOpen(now)).toBe(isOpen(now + 1000 * dayMs))
      else
        expect([isOpen(now), isOpen(deadline - 1), isOpen(deadline)]).toEqual([true, true, false])
    }),
  )
})
