/** Who is ready for more: accounts in order, with the reasons why each stands where it does. */
import { Hono } from 'hono'
import { z } from 'zod'
import { accountFilters } from '../../../shared/account/account-view.ts'
import { rankReady } from '../ready-accounts.ts'
import type { MemberEnv } from '../router.ts'
import { limitOf } from './limit.ts'
import { validated } from './validated.ts'

const rankingQuery = accountFilters.extend({
  limit: limitOf(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const ranking = new Hono<MemberEnv>().get(
  '/',
  validated('query', rankingQuery),
  async (c) => {
    const { limit, offset, ...filters } = c.req.valid('query')
    const deps = c.get('deps')
    const person = c.get('person').email
    const asked = { filters, person, now: deps.now(), offset, limit }
    return c.json(await rankReady(deps, c.get('workspace').id, asked))
  },
)
