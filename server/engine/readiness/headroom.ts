/**
 * How near the account is to a limit. A meter says 0 up to half of its limit and 1 at it, in a straight
 * line; or, where its trend leads there, 2^(-days / 14) for the days until then, whichever is more. The
 * fullest meter speaks: two limits that are near are no nearer than one.
 */
import { counted, numberInWords, shareInWords } from '../../../shared/words/number.ts'
import { mostReadings, type Runway, runwayOf } from '../runway.ts'
import type { MeterSeen } from './facts.ts'
import { capital, clamp, type Look, type PartRule } from './part.ts'

/** The share of a limit from which on it is felt. */
const felt = 0.5
/** Days of runway that count half. */
const halfDays = 14
/** How full a meter is in what would raise it. */
const nearly = 0.95

type Near = { meter: MeterSeen; limit: number; runway: Runway | undefined; value: number }

export const headroom: PartRule = {
  value: (look) => nearIn(look).reduce((most, one) => Math.max(most, one.value), 0),
  reasons(look) {
    const near = nearIn(look).toSorted(
      (a, b) => b.value - a.value || (a.meter.name < b.meter.name ? -1 : 1),
    )
    const [first] = near
    return {
      sentence: first ? sentenceOf(first) : 'No meter with a limit is known',
      evidence: near.map((one) => ({
        what: one.meter.name,
        seen: `${numberInWords(one.meter.reading.used)} of ${numberInWords(one.limit)}${runwayInWords(one)}`,
        gives: one.value,
      })),
      raise:
        first && first.value < fullness(nearly)
          ? {
              sentence: `${capital(first.meter.name)} ${shareInWords(nearly, 1)} full`,
              to: fullness(nearly),
            }
          : null,
    }
  },
}

const fullness = (share: number) => clamp((share - felt) / (1 - felt))

function nearIn({ facts, now }: Look): Near[] {
  return facts.meters.flatMap((meter) => {
    const { limit, used, resetsAt } = meter.reading
    if (limit === null || limit <= 0) return []
    // What was read in a period that is over says nothing about this one.
    if (resetsAt !== null && resetsAt <= now) return []
    const runway = runwayOf(meter.reading, meter.days.slice(-mostReadings), now)
    const soon = runway ? 2 ** (-runway.days / halfDays) : 0
    return [{ meter, limit, runway, value: Math.max(fullness(used / limit), soon) }]
  })
}

function sentenceOf(near: Near): string {
  const { meter, limit } = near
  return `${capital(meter.name)} is ${shareInWords(meter.reading.used, limit)} full${runwayInWords(near)}`
}

function runwayInWords({ runway }: Near): string {
  if (!runway || runway.days === 0) return ''
  const days = Math.ceil(runway.days)
  return `, full in about ${counted(days, 'day')}`
}
