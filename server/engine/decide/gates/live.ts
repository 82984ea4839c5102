import { lengthInWords } from '../../../../shared/words/measure.ts'
import { fail, type GateCheck, pass } from '../gate.ts'

/** Published, not paused, inside its schedule. */
export const live: GateCheck = ({ candidate, moment }) => {
  const { startsAt, endsAt } = candidate
  if (!candidate.isLive) {
    return fail('live', 'not_live', 'when it is resumed', { value: 'paused', threshold: 'live' })
  }
  if (startsAt !== undefined && moment.now < startsAt) {
    return fail('live', 'not_live', `in ${lengthInWords(startsAt - moment.now)}`, {
      value: 'before its start',
      threshold: new Date(startsAt).toISOString(),
    })
  }
  if (endsAt !== undefined && moment.now >= endsAt) {
    return fail('live', 'not_live', 'when its schedule is extended', {
      value: 'after its end',
      threshold: new Date(endsAt).toISOString(),
    })
  }
  return pass('live')
}
