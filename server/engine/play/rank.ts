/** The order of a digest: how ready an account is, then what it pays, then who was first. */
import type { DigestData } from '../../../shared/destination/message.ts'

type Item = DigestData['items'][number]

export function rankDigest(items: readonly Item[]): Item[] {
  return [...items].sort(
    (a, b) =>
      (b.readiness ?? -1) - (a.readiness ?? -1) ||
      revenueOf(b) - revenueOf(a) ||
      a.firedAt - b.firedAt ||
      (a.alert < b.alert ? -1 : 1),
  )
}

/** Its monthly revenue, as its trait says; nothing where it says none. */
function revenueOf({ traits }: Item): number {
  const { mrr } = traits.account
  return typeof mrr === 'number' ? mrr : 0
}
