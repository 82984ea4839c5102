/** Sales has an account: somebody has claimed it, or it is in an open opportunity. */
import { z } from 'zod'

export const claimKinds = ['claim', 'opportunity'] as const

export const claim = z
  .object({
    /** Who holds it. */
    by: z.string(),
    kind: z.enum(claimKinds),
    /** Epoch ms. */
    at: z.number(),
    /** When it ends by itself; null: when it is released. */
    until: z.number().nullable(),
  })
  .meta({ id: 'Claim' })
export type Claim = z.infer<typeof claim>

/** Its end is the first moment without it. */
export function isHeld(claim: Claim | null | undefined, now: number): claim is Claim {
  return claim != null && (claim.until === null || claim.until > now)
}
