import { type GateCheck, pass } from '../gate.ts'

/** The nudge is made for this place: of all that is published only that is a candidate. */
export const placement: GateCheck = ({ moment }) => pass('placement', { value: moment.text })
