/** What Segment's webhook signs with: kept sealed, because it has to be read again. */
import { placeOf } from '../../inbound/place.ts'
import type { Sealer } from '../../seal.ts'
import { randomText } from '../../store/random-text.ts'
import type { ActiveSource } from './enter.ts'

type Where = Pick<ActiveSource, 'id' | 'workspace'>

export function createWebhookSecret(sealer: Sealer, where: Where) {
  const secret = randomText(40)
  return { secret, sealed: sealWebhookSecret(sealer, where, secret) }
}

/** One that the tool has made. */
export const sealWebhookSecret = (sealer: Sealer, where: Where, secret: string) =>
  sealer.seal(secret, placeOf(where))

/** Null where it was sealed with another secret of the server's. */
export function openWebhookSecret(sealer: Sealer, source: ActiveSource): string | null {
  const { sealed } = source.source
  try {
    return sealed === null ? null : sealer.open(sealed, placeOf(source))
  } catch {
    return null
  }
}
