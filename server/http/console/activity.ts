/** What happens in a workspace: now, lately, and summed up. */
import { Hono } from 'hono'
import { z } from 'zod'
import { dayMs } from '../../../shared/value/duration.ts'
import { findDecision } from '../../store/workspace/queries/decisions.ts'
import { listHeard } from '../../store/workspace/queries/heard.ts'
import { readOverview } from '../../store/workspace/queries/overview.ts'
import { listRefusals } from '../../store/workspace/queries/refusals.ts'
import { countFirings, listSignals } from '../../store/workspace/queries/signals.ts'
import { readTimeline } from '../../store/workspace/queries/timeline.ts'
import { readVocabulary } from '../../store/workspace/queries/vocabulary.ts'
import { ApiError } from '../answer/api-error.ts'
import { issueDebugCode } from '../key/debug-code.ts'
import type { MemberEnv } from '../router.ts'
import { limitOf } from './limit.ts'
import { streamLive } from './live.ts'
import { validated } from './validated.ts'

const heardMs = 30 * dayMs
const overviewQuery = z.object({ days: z.enum(['7', '30']).default('7').transform(Number) })

export const activity = new Hono<MemberEnv>()
  /** Server-sent events: a `LiveMessage` each, and on connecting the ones before. */
  .get('/live', (c) => streamLive(c))
  .get('/recent', validated('query', z.object({ limit: limitOf(100) })), async (c) => {
    const { items } = await readTimeline(c.get('workspace').db, c.req.valid('query'))
    return c.json(items)
  })
  .get('/overview', validated('query', overviewQuery), async (c) => {
    const { db } = c.get('workspace')
    const { days } = c.req.valid('query')
    const now = c.get('deps').now()
    const [{ figures, nudges }, signals] = await Promise.all([
      readOverview(db, now - days * dayMs),
      listSignals(db, { activeAt: now, limit: 20 }),
    ])
    return c.json({ days, figures, nudges, signals })
  })
  /** Where prompts could stand: what pages and backends have told of in the last thirty days. */
  .get('/heard', async (c) => {
    const day = Math.floor((c.get('deps').now() - heardMs) / dayMs)
    return c.json(await listHeard(c.get('workspace').db, day))
  })
  .get('/signals', validated('query', z.object({ limit: limitOf(50) })), async (c) =>
    c.json(await listSignals(c.get('workspace').db, c.req.valid('query'))),
  )
  /** How often each trigger has fired in 30 days; one that did not is not in it. */
  .get('/firings', async (c) => {
    // Whoever looks at the triggers is about to replay one.
    c.get('deps').replayer.warm(c.get('workspace').id)
    const since = c.get('deps').now() - 30 * dayMs
    return c.json(await countFirings(c.get('workspace').db, since))
  })
  /** What conditions can speak of, as it was reported lately. */
  .get('/vocabulary', async (c) => c.json(await readVocabulary(c.get('workspace').db)))
  .get('/decisions/:id', async (c) => {
    const decision = await findDecision(c.get('workspace').db, c.req.param('id'))
    if (!decision)
      throw new ApiError('not_found', 'There is no such decision; they are kept 30 days')
    return c.json(decision)
  })
  /** For the debug panel on the pages of the workspace's site. */
  .get('/debug-code', (c) => {
    const { id } = c.get('workspace')
    return c.json(issueDebugCode(c.get('deps'), id, c.get('person').id))
  })
  .get('/refusals', validated('query', z.object({ limit: limitOf(100) })), async (c) =>
    c.json(await listRefusals(c.get('workspace').db, c.req.valid('query').limit)),
  )
