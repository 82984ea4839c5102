/**
 * The key that a request comes with, if it is one of this kind, and counted. Addresses that try keys
 * which don't exist are slowed: from then on only keys that are known already are let in from there,
 * and none is looked up. What a workspace that has no room would send is not read either.
 */

import { ApiError } from '../answer/api-error.ts'
import { addressOf } from '../request/address-of.ts'
import { count, tooMany } from '../request/too-many.ts'
import type { Asked } from '../router.ts'
import type { ActiveKey } from './key-ring.ts'

export async function enterWithKey(
  c: Asked,
  kind: ActiveKey['kind'],
  token: string | undefined,
): Promise<ActiveKey | undefined> {
  const { keys, guard } = c.get('deps')
  const { secretKey, publishableKey, unknownKey } = guard.rates
  const address = addressOf(c)
  const waitMs = unknownKey.waitMs(address)
  if (waitMs > 0 && !(token && keys.knows(token))) throw tooMany(waitMs, 'without a valid key')
  const key = token ? await keys.find(token) : undefined
  if (key?.kind !== kind) {
    unknownKey.take(address)
    return undefined
  }
  count(isOfBrowsers(key) ? publishableKey : secretKey, key.id, 'with this key')
  if (c.req.method !== 'GET' && !guard.admission.isOpenTo(key.workspace, bodyBytes(c))) {
    throw new ApiError('unavailable', 'Too much is waiting, nothing was read: send it again', {
      retryAfterS: 1,
    })
  }
  return key
}

const isOfBrowsers = ({ kind, source }: ActiveKey) =>
  kind === 'publishable' || source?.sender === 'browser'

const bodyBytes = (c: Asked) => Number(c.req.header('content-length') ?? 0)
