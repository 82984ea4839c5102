/** Who gets which side of a nudge's experiment. */
import type { Arm } from '../../../shared/definition/nudge.ts'
import { armOf } from '../assign.ts'
import type { Ask } from './gate.ts'

/** `undefined` where the nudge has no experiment. */
export function assignedArm({ candidate, catalogue, facts }: Ask): Arm | undefined {
  const { experiment } = candidate.nudge
  if (!experiment) return undefined
  const subject = experiment.unit === 'account' ? facts.account : facts.user
  return armOf({ seed: catalogue.seed, experiment: experiment.key }, experiment.arms, subject)
}
