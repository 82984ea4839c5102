import { fail, type GateCheck, pass } from '../gate.ts'

/** The account has not taken this offer yet, or the nudge goes on when it has. */
export const converted: GateCheck = ({ candidate, facts }) => {
  const at = facts.offersMade.get(candidate.nudge.offer)?.convertedAt ?? null
  if (at === null) return pass('converted')
  const value = `taken on ${new Date(at).toISOString().slice(0, 10)}`
  return candidate.rules.stopsAfterConversion
    ? fail('converted', 'converted', null, { value, threshold: 'not taken yet' })
    : pass('converted', { value })
}
