/** The days that somebody asks for, whatever they left out. */
import type { Issue } from '../../shared/protocol/error.ts'
import { longestDays, type ResultsQuery, usualDays } from '../../shared/results/results.ts'
import { dateAt } from '../../shared/value/zone.ts'
import { firstOf, lengthOf, type Period } from '../engine/results/calendar.ts'

export function periodOf(query: ResultsQuery, now: number): Period {
  const { zone, to = dateAt(now, zone), from = firstOf(usualDays, to) } = query
  return { from, to, zone }
}

export function issuesOfPeriod(period: Period): Issue[] {
  const days = lengthOf(period)
  if (days < 1) return [{ path: 'to', message: 'Ends before it begins' }]
  return days > longestDays ? [{ path: 'from', message: `At most ${longestDays} days` }] : []
}
