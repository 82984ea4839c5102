import { assignedArm } from '../arm.ts'
import { fail, type GateCheck, pass } from '../gate.ts'

/** The arm draws something. A control fails, but goes on to the ranks: there it may be a ghost. */
export const experiment: GateCheck = (ask) => {
  const arm = assignedArm(ask)
  if (!arm) return pass('experiment')
  const seen = { value: arm.key }
  return arm.control ? fail('experiment', 'control', null, seen) : pass('experiment', seen)
}
