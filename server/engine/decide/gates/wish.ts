import { lengthInWords } from '../../../../shared/words/measure.ts'
import { fail, type GateCheck, pass } from '../gate.ts'

/** What this user asked for: never again, or not yet. */
export const wish: GateCheck = ({ candidate, facts, moment }) => {
  const one = facts.wishes.get(candidate.nudge.key)
  if (one?.wish === 'never') return fail('wish', 'opted_out', null, { value: 'never' })
  if (one?.until && one.until > moment.now) {
    return fail('wish', 'snoozed', `in ${lengthInWords(one.until - moment.now)}`, {
      value: 'snoozed until',
      threshold: new Date(one.until).toISOString(),
    })
  }
  return pass('wish')
}
