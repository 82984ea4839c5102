/**
 * Whether Paddle has sent it. `Paddle-Signature: ts=<s>;h1=<hex>` is over `ts:body` with the secret key of
 * the notification destination, the text `pdl_ntfset_…` as it is.
 * https://developer.paddle.com/webhooks/about/signature-verification
 */
import { type Signed, verifySigned } from '../billing/signed.ts'

const form = { time: 'ts', hash: 'h1', between: ';', join: ':' }

export const verifyPaddle = (signed: Signed) => verifySigned(signed, form)
