/** Who is ready for more: accounts in order, with the reasons why each stands where it does. */
import { Hono } from 'hono'
import { z } from 'zod'
import { accountFilters } from '../../../shared/account-view.ts'
import { ApiError } from '../api-error.ts'
import type { MemberEnv } from '../router.ts'
import { limitOf } from './limit.ts'
import { validated } from './validated.ts'

const rankingQuery = accountFilters.extend({
  limit: limitOf(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

/** A ranking of many accounts takes less. */
const retryAfterS = 1

export const ranking = new Hono<MemberEnv>().get(
  '/',
  validated('query', rankingQuery),
  async (c) => {
    const { limit, offset, ...filters } = c.req.valid('query')
    const deps = c.get('deps')
    const person = c.get('person').email
    const asked = { filters, person, now: deps.now(), offset, limit }
    const ranked = await deps.rank(c.get('workspace').id, asked)
    if (ranked === 'busy') {
      throw new ApiError('rate_limited', 'Accounts are being ranked for many', { retryAfterS })
    }
    return c.json(ranked)
  },
)
