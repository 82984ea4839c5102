import { evidenceOf } from '../../condition.ts'
import { fail, type GateCheck, pass } from '../gate.ts'
import { nearestLeaf } from '../nearest.ts'

/** The account, user, page, device and locale are the ones it is for. */
export const audience: GateCheck = ({ candidate, facts }) => {
  const condition = candidate.audience
  if (!condition) return pass('audience', { value: 'everyone' })
  const evidence = evidenceOf(condition, facts.facts)
  return condition.test(facts.facts) === true
    ? pass('audience', { evidence })
    : fail('audience', 'audience', nearestLeaf(condition, facts.facts), { evidence })
}
