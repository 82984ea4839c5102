/** Who is ready for more: accounts in order, with the reasons why each stands where it does. */
import { Hono } from 'hono'
import { z } from 'zod'
import { accountFilters } from '../../../shared/account-view.ts'
import { rankAccounts } from '../../store/workspace/queries/ranked-accounts.ts'
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
    const { db } = c.get('workspace')
    const person = c.get('person').email
    const now = c.get('deps').now()
    return c.json(await rankAccounts(db, { filters, person, now, offset, limit }))
  },
)
