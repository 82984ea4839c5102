import { isHeld } from '../../../../shared/claim.ts'
import { lengthInWords } from '../../../../shared/words/measure.ts'
import { formOf } from '../form.ts'
import { fail, type GateCheck, pass } from '../gate.ts'

/** Nobody in sales has the account, or there is a form that leads to them. */
export const sales: GateCheck = (ask) => {
  const { now } = ask.moment
  const { claim } = ask.facts
  if (!isHeld(claim, now)) return pass('sales')
  if (formOf(ask) === 'contact') return pass('sales', { value: 'leads to sales instead' })
  const { by, kind, until } = claim
  const what = kind === 'claim' ? 'claimed' : 'in an opportunity'
  const nearest = until === null ? `when ${by} releases it` : `in ${lengthInWords(until - now)}`
  return fail('sales', 'claimed_by_sales', nearest, { value: `${what} by ${by}` })
}
