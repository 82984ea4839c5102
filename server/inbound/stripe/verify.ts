/**
 * Whether Stripe has sent it. `Stripe-Signature: t=<s>,v1=<hex>,…` is over `t.body` with the endpoint's
 * secret, the text `whsec_…` as it is.
 * https://docs.stripe.com/webhooks?verify=verify-manually
 */
import { type Signed, verifySigned } from '../billing/signed.ts'

const form = { time: 't', hash: 'v1', between: ',', join: '.' }

export const verifyStripe = (signed: Signed) => verifySigned(signed, form)
