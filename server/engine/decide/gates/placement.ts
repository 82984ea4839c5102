import { fail, type GateCheck, pass } from '../gate.ts'

/** The nudge is made for this place. */
export const placement: GateCheck = ({ candidate, moment }) => {
  const seen = { value: moment.text, threshold: candidate.nudge.placement }
  return candidate.nudge.placement === moment.text
    ? pass('placement', seen)
    : fail('placement', 'no_placement', `at ${candidate.nudge.placement}`, seen)
}
