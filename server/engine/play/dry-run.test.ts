import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import { dateAt } from '../../../shared/value/zone.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { placeAll } from './dry-run.ts'
import { rulesOfRep } from './place.ts'
import { isQuiet } from './quiet.ts'

const start = Date.parse('2026-10-22T00:00:00Z')
const team = {
  ...settingsOf().sales,
  timeZone: 'Europe/Berlin',
  reps: [{ email: 'b@x.io', timeZone: 'America/New_York', alertsPerDay: 1 }],
}
const rulesOf = (email: string) => rulesOfRep({ ...team, alertsPerDay: 2 }, email)

const anyDue = fc
  .record({
    rep: fc.constantFrom('a@x.io', 'b@x.io'),
    minute: fc.integer({ min: 0, max: 6 * 1440 }),
    way: fc.constantFrom('alert' as const, 'alert' as const, 'digest' as const),
  })
  .map(({ rep, minute, way }) => {
    const at = start + minute * minuteMs
    return { play: 'p', way, rep, at, expiresAt: at + 7 * dayMs, endsAt: Number.POSITIVE_INFINITY }
  })

/** Minute by minute, as somebody would who looks at a clock and keeps a list. */
function byTheMinute(dues: ReturnType<typeof placeAll>[number]['due'][]) {
  const waiting = [...dues].sort((a, b) => a.at - b.at)
  const told = new Map<string, number>()
  const kinds = new Map<object, string>()
  for (let now = start; now < start + 12 * dayMs; now += minuteMs) {
    for (const due of waiting) {
      if (kinds.has(due) || due.at > now) continue
      const rep = rulesOf(due.rep)
      if (due.way === 'digest') {
        kinds.set(due, 'digest')
        continue
      }
      if (isQuiet(now, rep)) continue
      const place = `${due.rep} ${dateAt(now, rep.timeZone)}`
      const before = told.get(place) ?? 0
      if (before < rep.alertsPerDay) told.set(place, before + 1)
      kinds.set(due, before < rep.alertsPerDay ? 'told' : 'digest')
    }
  }
  return dues.map((due) => kinds.get(due))
}

test('tells what one would who looks at the clock every minute', () => {
  fc.assert(
    fc.property(fc.array(anyDue, { maxLength: 12 }), (dues) => {
      const placed = placeAll(dues, rulesOf)
      const kinds = dues.map((due) => placed.find((one) => one.due === due)?.kind)
      expect(kinds).toEqual(byTheMinute(dues))
    }),
    { numRuns: 25 },
  )
})

test('nobody is told more a day than they may be, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(anyDue, { maxLength: 60 }), (dues) => {
      const placed = placeAll(dues, rulesOf)
      expect(placed).toHaveLength(dues.length)
      const days = new Map<string, number>()
      for (const { kind, day, due } of placed) {
        if (kind === 'told') days.set(`${due.rep} ${day}`, (days.get(`${due.rep} ${day}`) ?? 0) + 1)
      }
      for (const [place, count] of days) {
        expect(count).toBeLessThanOrEqual(rulesOf(place.split(' ')[0] ?? '').alertsPerDay)
      }
    }),
  )
})

test.each([
  ['ran out', { expiresAt: start + 1 }],
  ['was ended', { endsAt: start + 1 }],
])('what %s before the night was over is told to nobody', (_, over) => {
  const due = {
    play: 'p',
    way: 'alert' as const,
    rep: 'a@x.io',
    at: start,
    expiresAt: start + 7 * dayMs,
    endsAt: Number.POSITIVE_INFINITY,
    ...over,
  }
  expect(placeAll([due], rulesOf)).toMatchObject([{ kind: 'over' }])
})
