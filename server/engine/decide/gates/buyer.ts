import { formOf, needsAdmin, roleOf } from '../form.ts'
import { fail, type GateCheck, pass } from '../gate.ts'

/** The user may buy what is offered, or there is a form for those who may not. */
export const buyer: GateCheck = (ask) => {
  if (!needsAdmin(ask)) return pass('buyer')
  const { buyerRoles } = ask.catalogue.settings
  // A relay brings the wish of others to those who may buy, and to nobody else.
  if (!ask.candidate.nudge.relay && formOf(ask)) {
    return pass('buyer', { value: 'asks somebody else instead' })
  }
  const seen = { value: `role ${roleOf(ask)}`, threshold: buyerRoles.join(', ') }
  return fail('buyer', 'not_a_buyer', `role ${buyerRoles.join(' or ')}`, seen)
}
