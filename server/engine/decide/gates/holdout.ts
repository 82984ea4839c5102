import { isHeldOut } from '../../assign.ts'
import { fail, type GateCheck, pass } from '../gate.ts'

/** The account is not among those that are measured and never nudged. */
export const holdout: GateCheck = ({ catalogue: { seed, settings }, facts }) => {
  const seen = { threshold: `${Math.round(settings.holdout * 1000) / 10} % of accounts` }
  return isHeldOut(seed, settings.holdout, facts.account)
    ? fail('holdout', 'holdout', null, { value: 'held out', ...seen })
    : pass('holdout', { value: 'nudged', ...seen })
}
