/** How somebody who was erased is recognised: by a hash that cannot be made without the workspace's secret. */
import { createHmac } from 'node:crypto'
import type { Subject } from '../../../shared/account/erasure.ts'

/** The name of the setting that the secret is kept under; drawn with the first erasure. */
export const erasureSecret = 'erasure_secret'

/** As the ids begin under which what stays of somebody is kept: they lead to nobody. */
export const pseudonymPrefix = 'erased_'

export function erasureHash(secret: string, { kind, id }: Subject): string {
  return createHmac('sha256', secret).update(`${kind}\n${id}`).digest('base64url')
}

/** As a message id of somebody else is kept that told of whom was erased: sent again, it counts once still. */
export function messageIdHash(secret: string, messageId: string): string {
  return `hash_${createHmac('sha256', secret).update(`message\n${messageId}`).digest('base64url')}`
}
