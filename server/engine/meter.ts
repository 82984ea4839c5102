/** What a condition can read off a meter. */
import type { MeterRead } from '../../shared/definition/trigger.ts'
import type { Reading } from './facts.ts'

/** `undefined` where it has no answer: no reading, or a limit that is unlimited or zero. */
export function readMeter(
  reading: Reading | undefined,
  read: Exclude<MeterRead, 'runwayDays'>,
): number | undefined {
  if (!reading) return undefined
  const { used, limit } = reading
  switch (read) {
    case 'used':
      return used
    case 'limit':
      return limit ?? undefined
    case 'remaining':
      return limit === null ? undefined : Math.max(0, limit - used)
    case 'ratio':
      return limit === null || limit === 0 ? undefined : used / limit
    default:
      return read satisfies never
  }
}
