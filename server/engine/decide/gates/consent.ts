import { fail, type GateCheck, pass } from '../gate.ts'

/** The user has not refused prompts, and has agreed to them where that is asked for. */
export const consent: GateCheck = ({ catalogue, facts }) => {
  if (facts.consent === 'refused') return fail('consent', 'no_consent', null, { value: 'refused' })
  if (facts.consent === null && catalogue.settings.consent === 'required') {
    const seen = { value: 'not given', threshold: 'given' }
    return fail('consent', 'no_consent', 'the user’s consent', seen)
  }
  return pass('consent', { value: facts.consent ?? 'assumed' })
}
