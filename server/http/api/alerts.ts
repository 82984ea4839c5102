/** Alerts to sales, what came of plays, and what a play would have made of history. */
import { createRoute, z } from '@hono/zod-openapi'
import { keyActor } from '../../../shared/audit/actor.ts'
import { alertPage, alertRecord, playFigures, worthRequest } from '../../../shared/play/alert.ts'
import { dryRunMessage, dryRunRequest } from '../../../shared/play/dry-run.ts'
import { playedSignals } from '../../../shared/play/play.ts'
import { externalId } from '../../../shared/value/key.ts'
import { findDefinition } from '../../store/workspace/queries/definitions.ts'
import { alertQuery, alertsOf, figuresOf, playedFor, sayWorth } from '../alerts.ts'
import { ApiError } from '../answer/api-error.ts'
import { findKnown } from '../claiming.ts'
import { answers, bodyErrors, bodyOf, lines } from '../openapi.ts'
import { streamDryRun } from '../replay.ts'
import { plainJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { params as ofPlay } from './definitions.ts'
import { requireScope } from './secret-key.ts'

const security = [{ secretKey: [] }]
const common = { tags: ['Alerts'], security }
const errors = ['unknown_key', 'forbidden'] as const
const params = z.object({
  id: z.string().min(1).max(64).meta({ description: 'The id of the alert' }),
})
const ofAccount = z.object({ id: externalId.meta({ description: 'Your own id of it' }) })

const dryRun = createRoute({
  method: 'post',
  path: '/plays/dry-run',
  tags: ['Plays'],
  security,
  summary: 'Try a play on history',
  description:
    'What a play that need not be saved would have done in the last days beside those that are live: whom it would have told, how many a day, and what would have gone into digests. Answers in lines of JSON: `progress`, then one `report` or `failed`. Hanging up stops it.',
  request: { body: bodyOf(dryRunRequest) },
  responses: lines(dryRunMessage, ...bodyErrors, ...errors, 'rate_limited'),
})

export const alerts = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/alerts',
      middleware: requireScope('read'),
      summary: 'List alerts',
      description:
        'What plays have told somebody at sales or are to tell, newest first: to whom, when, and why it waits. They are kept as long as events are.',
      request: { query: alertQuery },
      responses: answers(200, alertPage, 'invalid', ...errors),
    }),
    async (c) => c.json(await alertsOf(c.get('workspace'), c.req.valid('query')), 200),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'put',
      path: '/alerts/{id}/worth',
      middleware: [requireScope('author'), plainJson],
      summary: 'Say whether an alert was worth it',
      description:
        'Said again, it is what was said last. Answers `conflict` where nobody has been told of it yet.',
      request: { params, body: bodyOf(worthRequest) },
      responses: answers(200, alertRecord, ...bodyErrors, ...errors, 'not_found', 'conflict'),
    }),
    async (c) => {
      const where = { deps: c.get('deps'), workspace: c.get('workspace') }
      const { id } = c.req.valid('param')
      const said = { id, worth: c.req.valid('json').worth, by: keyActor(c.get('key')) }
      return c.json(await sayWorth(where, said), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/accounts/{id}/plays',
      middleware: requireScope('read'),
      summary: 'Read what an account’s signals set off',
      description:
        'Each play that was looked at for the newest signals of the account, and why it acted or did not.',
      request: { params: ofAccount },
      responses: answers(200, playedSignals, 'invalid', ...errors, 'not_found'),
    }),
    async (c) => {
      const workspace = c.get('workspace')
      const { id } = c.req.valid('param')
      await findKnown(workspace, id, c.get('deps').now())
      return c.json(await playedFor(workspace, id), 200)
    },
  )
  .openapi(
    createRoute({
      ...common,
      tags: ['Plays'],
      method: 'get',
      path: '/plays/{key}/figures',
      middleware: requireScope('read'),
      summary: 'Read what came of a play',
      description:
        'How many alerts it has made, and how many of those that somebody has judged were worth it.',
      request: { params: ofPlay },
      responses: answers(200, playFigures, 'invalid', ...errors, 'not_found'),
    }),
    async (c) => {
      const workspace = c.get('workspace')
      const { key } = c.req.valid('param')
      if (!(await findDefinition(workspace.db, 'play', key))) {
        throw new ApiError('not_found', 'There is no such play')
      }
      return c.json(await figuresOf(workspace, key), 200)
    },
  )

alerts.openAPIRegistry.registerPath(dryRun)
alerts.post('/plays/dry-run', requireScope('read'), (c) => streamDryRun(c))
