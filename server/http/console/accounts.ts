/** Accounts: who they are, what they did, what Brim made of it. */

import { Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import { time } from '../../../shared/event/event.ts'
import { externalId } from '../../../shared/value/key.ts'
import { readRunways } from '../../pipeline/decision/runways.ts'
import { identityOf } from '../../pipeline/normalise.ts'
import { listAccounts } from '../../store/workspace/queries/accounts.ts'
import { listDefinitions } from '../../store/workspace/queries/definitions.ts'
import { listSignals } from '../../store/workspace/queries/signals.ts'
import { readTimeline } from '../../store/workspace/queries/timeline.ts'
import { listTrials } from '../../store/workspace/queries/trials.ts'
import { listUsers } from '../../store/workspace/queries/users.ts'
import { parse } from '../answer/api-error.ts'
import { claimAccount, findKnown, releaseAccount } from '../claiming.ts'
import { explainReady } from '../ready-accounts.ts'
import type { MemberEnv } from '../router.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { limitOf } from './limit.ts'
import { validated } from './validated.ts'

const listQuery = z.object({ query: z.string().max(200).default(''), limit: limitOf(50) })
const claimRequest = z.strictObject({ until: time.optional() })
const whyQuery = z.object({ user: externalId })
/** Placements that are weighed at once. */
const mostPlacements = 50
const pageQuery = z.object({ before: z.string().max(500).optional(), limit: limitOf(50) })

export const accounts = new Hono<MemberEnv>()
  .get('/', validated('query', listQuery), async (c) => {
    const { query, limit } = c.req.valid('query')
    const now = c.get('deps').now()
    return c.json(await listAccounts(c.get('workspace').db, { text: query.trim(), limit, now }))
  })
  .get('/:id', async (c) => {
    const workspace = c.get('workspace')
    const { db } = workspace
    const now = c.get('deps').now()
    const id = c.req.param('id')
    const account = await findKnown(workspace, id, now)
    const deps = c.get('deps')
    const [users, trials, signals, runways, ready] = await Promise.all([
      listUsers(db, id, 200),
      listTrials(db, id, now),
      listSignals(db, { account: id, activeAt: now, limit: 50 }),
      readRunways(db, id, account.meters, now),
      explainReady(deps, workspace.id, [id], now),
    ])
    const readiness = ready.get(id) ?? null
    return c.json({ ...account, users, trials, signals, runways, readiness })
  })
  /** In one's own name: nobody claims for somebody else. */
  .put('/:id/claim', validated('json', claimRequest), async (c) => {
    const deps = c.get('deps')
    const actor = personActor(c.get('person'))
    const which = { account: accountIn(c), ...identityOf({}, deps.newId), actor }
    const { until } = c.req.valid('json')
    const claiming = { ...which, by: c.get('person').email, kind: 'claim', until } as const
    return c.json(await claimAccount(deps, c.get('workspace'), claiming))
  })
  .delete('/:id/claim', async (c) => {
    const deps = c.get('deps')
    const actor = personActor(c.get('person'))
    const which = { account: accountIn(c), ...identityOf({}, deps.newId), actor }
    return c.json(await releaseAccount(deps, c.get('workspace'), which))
  })
  /** What each placement of a live nudge would show to somebody in it now. Stores and claims nothing. */
  .get('/:id/why', validated('query', whyQuery), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const at = deps.now()
    const account = accountIn(c)
    await findKnown(workspace, account, at)
    const nudges = await listDefinitions(workspace.db, 'nudge')
    const placements = [...new Set(nudges.flatMap(({ published }) => published?.placement ?? []))]
    const { decisions } = await deps.pipeline.submit(workspace.id, {
      at,
      inputs: [],
      question: {
        visitor: {
          account,
          user: c.req.valid('query').user,
          page: null,
          locale: null,
          device: null,
        },
        placements: placements.slice(0, mostPlacements),
        arm: false,
        store: false,
        supposes: true,
        explain: true,
      },
    })
    return c.json(decisions.map(({ placement, receipt }) => ({ placement, receipt })))
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

const accountIn = (c: { req: { param(name: 'id'): string } }) =>
  parse(externalId, c.req.param('id'))
