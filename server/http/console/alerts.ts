/** What plays have set off, for the console: alerts and their worth, figures, a dry run. */
import { Hono } from 'hono'
import { personActor } from '../../../shared/audit/actor.ts'
import { worthRequest } from '../../../shared/play/alert.ts'
import { externalId } from '../../../shared/value/key.ts'
import { playFigures } from '../../store/workspace/queries/alerts.ts'
import { alertQuery, alertsOf, playedFor, sayWorth } from '../alerts.ts'
import { parse } from '../answer/api-error.ts'
import { findKnown } from '../claiming.ts'
import { streamDryRun } from '../replay.ts'
import type { MemberEnv } from '../router.ts'
import { validated } from './validated.ts'

export const alerts = new Hono<MemberEnv>()
  .get('/alerts', validated('query', alertQuery), async (c) =>
    c.json(await alertsOf(c.get('workspace'), c.req.valid('query'))),
  )
  .put('/alerts/:id/worth', validated('json', worthRequest), async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    const { worth } = c.req.valid('json')
    const said = { id: c.req.param('id'), worth, by: personActor(c.get('person')) }
    return c.json(await sayWorth(where, said))
  })
  .get('/accounts/:id/plays', async (c) => {
    const workspace = c.get('workspace')
    const id = parse(externalId, c.req.param('id'))
    await findKnown(workspace, id, c.get('deps').now())
    return c.json(await playedFor(workspace, id))
  })
  .get('/play-figures', async (c) => c.json(await playFigures(c.get('workspace').db)))
  .post('/dry-run', (c) => streamDryRun(c, c.get('person').id))
