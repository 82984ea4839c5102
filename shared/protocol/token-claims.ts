/** What an identity token says: a JWT that names user, account and workspace, and tells of them. */
import { z } from 'zod'
import { traits } from '../event/event.ts'
import { externalId } from '../value/key.ts'

/** What Brim reads of a token. Claims of others' making may stand beside these. */
export const tokenClaims = z.object({
  sub: externalId,
  /** Absent: the user is an account of one. */
  account_id: externalId.optional(),
  iat: z.number(),
  exp: z.number(),
  role: z.string().max(64).optional(),
  email: z.string().max(320).optional(),
  plan: z.string().max(64).optional(),
  /** Facts about the user. */
  traits: traits.optional(),
  /** Facts about the account. */
  account_traits: traits.optional(),
})
export type TokenClaims = z.infer<typeof tokenClaims>
