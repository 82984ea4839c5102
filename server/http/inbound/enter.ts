/** Lets in whoever comes with a write key, to the address that is for its tool. */
import { type Vendor, vendorNames } from '../../../shared/event/source.ts'
import { ApiError } from '../answer/api-error.ts'
import { enterWithKey } from '../key/enter-with-key.ts'
import type { ActiveKey } from '../key/key-ring.ts'
import { takeOfAddress } from '../request/limit-address.ts'
import type { AppContext } from '../router.ts'
import { patternOf } from '../watch/watched.ts'
import { payloadOf, type Sending } from './recent.ts'

export type ActiveSource = ActiveKey & { source: NonNullable<ActiveKey['source']> }

/** `vendors`: whose messages are read at this address. */
export async function enterWithSource(
  c: AppContext,
  token: string | undefined,
  vendors: readonly Vendor[],
): Promise<ActiveSource> {
  const key = await enterWithKey(c, 'source', token && token.length <= 128 ? token : undefined)
  if (!key?.source) {
    throw new ApiError(
      'unknown_key',
      'There is no such write key, or it was revoked: see Set up -> Sources',
    )
  }
  const { vendor, sender } = key.source
  c.set('workspaceId', key.workspace)
  // A browser's key is in everybody's hands: it is bound like a page.
  if (sender === 'browser') takeOfAddress(c)
  if (!vendors.includes(vendor)) {
    const message = `This write key is for ${vendorNames[vendor]}, and this is the address of ${vendorNames[vendors[0] ?? vendor]}: use the address that its source shows`
    tellFault(c, key, message)
    throw new ApiError('unknown_key', message)
  }
  return { ...key, source: key.source }
}

/** Shown with what the source sent, beside the others. Of the address its pattern: a key may stand in it. */
export function tellFault(c: AppContext, source: Sending, message: string): void {
  const { recent, now } = c.get('deps')
  const text = JSON.stringify({ path: patternOf(c) })
  recent.note(source, [payloadOf(text, now(), { message: null, issues: [{ path: '', message }] })])
}
