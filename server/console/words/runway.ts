/** How long a meter will last, said as surely as it is known. */
import { counted } from '../../../shared/words/number.ts'
import type { Runway } from '../contract.ts'
import { relativeTime } from './time.ts'

type Meter = { used: number; limit: number | null; resetsAt: number | null }

/** Beyond this a trend tells nothing that anybody would act on. */
const farDays = 365

export function runwayInWords(meter: Meter, runway: Runway | undefined, now: number): string {
  const { used, limit, resetsAt } = meter
  if (limit === null) return 'It has no limit'
  const resets =
    resetsAt === null || resetsAt <= now ? '' : `, resets ${relativeTime(resetsAt, now)}`
  if (used >= limit) return `At the limit${resets}`
  if (!runway) return `No growth that stands out yet${resets}`
  const { days, low, high } = runway
  if (low > farDays) return 'Full in more than a year, as it grows now'
  const range =
    high === null || high > farDays
      ? `${wholeDays(low)} at the soonest`
      : `between ${Math.round(low)} and ${wholeDays(high)}`
  return `Full in about ${wholeDays(days)}, as it grows now (${range})${resets}`
}

const wholeDays = (days: number) => counted(Math.max(1, Math.round(days)), 'day')
