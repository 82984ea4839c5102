/** Accounts: who they are, what they did, what Brim made of it. */
import { Hono } from 'hono'
import { z } from 'zod'
import { findAccount, listAccounts } from '../../store/workspace/queries/accounts.ts'
import { listSignals } from '../../store/workspace/queries/signals.ts'
import { readTimeline } from '../../store/workspace/queries/timeline.ts'
import { listTrials } from '../../store/workspace/queries/trials.ts'
import { listUsers } from '../../store/workspace/queries/users.ts'
import { ApiError } from '../api-error.ts'
import type { MemberEnv } from '../router.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { limitOf } from './limit.ts'
import { validated } from './validated.ts'

const listQuery = z.object({ query: z.string().max(200).default(''), limit: limitOf(50) })
const pageQuery = z.object({ before: z.string().max(500).optional(), limit: limitOf(50) })

export const accounts = new Hono<MemberEnv>()
  .get('/', validated('query', listQuery), async (c) => {
    const { query, limit } = c.req.valid('query')
    const now = c.get('deps').now()
    return c.json(await listAccounts(c.get('workspace').db, { text: query.trim(), limit, now }))
  })
  .get('/:id', async (c) => {
    const { db } = c.get('workspace')
    const now = c.get('deps').now()
    const id = c.req.param('id')
    const account = await findAccount(db, id, now)
    if (!account) throw new ApiError('not_found', 'There is no such account')
    const [users, trials, signals] = await Promise.all([
      listUsers(db, id, 200),
      listTrials(db, id, now),
      listSignals(db, { account: id, activeAt: now, limit: 50 }),
    ])
    return c.json({ ...account, users, trials, signals })
  })
  .get('/:id/timeline', validated('query', pageQuery), async (c) => {
    const { before, limit } = c.req.valid('query')
    const page = await readTimeline(c.get('workspace').db, {
      account: c.req.param('id'),
      before: before === undefined ? null : readCursor(before),
      limit,
    })
    return c.json({ items: page.items, before: page.before && writeCursor(page.before) })
  })
