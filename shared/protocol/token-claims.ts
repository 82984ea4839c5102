/** What an identity token says: a JWT that names user, account and workspace, and tells of them. */
import { z } from 'zod'
import { traits } from '../event/event.ts'
import { externalId } from '../value/key.ts'

/** `null` is what a backend has where it has nothing to say. */
const maybe = <S extends z.ZodType>(claim: S) =>
  claim.nullish().transform((said) => said ?? undefined)

/** What Brim reads of a token. Claims of others' making may stand beside these. */
export const tokenClaims = z.object({
  sub: externalId,
  /** Absent: the user is an account of one. */
  account_id: maybe(externalId),
  iat: z.number(),
  exp: z.number(),
  role: maybe(z.string().max(64)),
  email: maybe(z.string().max(320)),
  plan: maybe(z.string().max(64)),
  /** Facts about the user. */
  traits: maybe(traits),
  /** Facts about the account. */
  account_traits: maybe(traits),
})
export type TokenClaims = z.infer<typeof tokenClaims>
