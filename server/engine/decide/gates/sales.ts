import { isHeld } from '../../../../shared/account/claim.ts'
import { lengthInWords } from '../../../../shared/words/measure.ts'
import { formOf } from '../form.ts'
import { fail, type GateCheck, pass } from '../gate.ts'
import { keptByPlay } from '../kept.ts'

/** Nobody in sales has the account or its signal, or there is a form that leads to them. */
export const sales: GateCheck = (ask) => {
  const { now } = ask.moment
  const { claim } = ask.facts
  const kept = keptByPlay(ask)
  const isClaimed = isHeld(claim, now)
  if (!isClaimed && !kept) return pass('sales')
  if (formOf(ask) === 'contact') return pass('sales', { value: 'leads to sales instead' })
  if (!isClaimed) {
    const value = `left to the play “${kept?.play.name}”`
    return fail('sales', 'kept_by_play', null, { value })
  }
  const { by, kind, until } = claim
  const what = kind === 'claim' ? 'claimed' : 'in an opportunity'
  const nearest = until === null ? `when ${by} releases it` : `in ${lengthInWords(until - now)}`
  return fail('sales', 'claimed_by_sales', nearest, { value: `${what} by ${by}` })
}
