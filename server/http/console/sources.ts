/** Sources: tools that send on what they are sent, made, listed, mapped, tried and revoked. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import {
  newSource,
  sourceChange,
  sourceMapping,
  sourceSecret,
} from '../../../shared/event/source.ts'
import { tryRecent } from '../inbound/try-recent.ts'
import type { MemberEnv } from '../router.ts'
import {
  type ChangingSource,
  changeSource,
  checkTopics,
  createSource,
  giveSecret,
  keyOf,
  listSources,
  revokeSource,
} from '../sources.ts'
import { validated } from './validated.ts'

export const sources = new Hono<MemberEnv>()
  .get('/', async (c) => c.json(await listSources(changing(c))))
  .post('/', validated('json', newSource), async (c) =>
    c.json(await createSource(changing(c), c.req.valid('json')), 201),
  )
  .put('/:id', validated('json', sourceChange), async (c) => {
    const one = { id: c.req.param('id'), change: c.req.valid('json') }
    return c.json(await changeSource(changing(c), one))
  })
  .delete('/:id', async (c) => c.json(await revokeSource(changing(c), c.req.param('id'))))
  /** It is only ever written: no answer has it. */
  .put('/:id/secret', validated('json', sourceSecret), async (c) => {
    const one = { id: c.req.param('id'), ...c.req.valid('json') }
    return c.json(await giveSecret(changing(c), one))
  })
  /** What came lately, and what it would become by a mapping that is not saved yet. */
  .post('/:id/try', validated('json', z.strictObject({ mapping: sourceMapping })), async (c) => {
    const { id, source } = await keyOf(changing(c), c.req.param('id'))
    const { mapping } = c.req.valid('json')
    checkTopics(source.vendor, mapping)
    const asked = { vendor: source.vendor, mapping }
    const workspace = c.get('workspace')
    const payloads = await c.get('deps').recent.of({ workspace: workspace.id, id })
    return c.json(await tryRecent(workspace, payloads, asked))
  })

function changing(c: Context<MemberEnv>): ChangingSource {
  const by = personActor(c.get('person'))
  return { deps: c.get('deps'), workspace: c.get('workspace').id, by }
}
