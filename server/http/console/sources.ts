/** Sources: tools that send on what they are sent, made, listed, mapped, tried and revoked. */
import { Hono } from 'hono'
import { z } from 'zod'
import { defaultMapping, newSource, sourceMapping, sourceName } from '../../../shared/source.ts'
import { addKey, createToken, revokeKey } from '../../store/control/keys.ts'
import {
  changeSource,
  findSource,
  listSources,
  revisionOf,
  type SourceKey,
} from '../../store/control/sources.ts'
import { ApiError } from '../api-error.ts'
import { tryRecent } from '../inbound/try-recent.ts'
import { createWebhookSecret } from '../inbound/webhook-secret.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const change = z.strictObject({
  name: sourceName.optional(),
  mapping: sourceMapping.optional(),
  /** Of the mapping that was edited. Absent: it is saved over whatever is there. */
  revision: z.number().int().nonnegative().optional(),
})
const notFound = () => new ApiError('not_found', 'There is no such source')

export const sources = new Hono<MemberEnv>()
  .get('/', async (c) => {
    const { control, keys } = c.get('deps')
    // What came a moment ago has been used.
    await keys.flush()
    const all = await listSources(control.db, c.get('workspace').id)
    return c.json(all.map(describeSource))
  })
  .post('/', validated('json', newSource), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace').id
    const { vendor, sender, name } = c.req.valid('json')
    const id = deps.newId('source')
    const token = createToken('source')
    const webhook =
      vendor === 'segment_webhook' ? createWebhookSecret(deps.sealer, { workspace, id }) : null
    const source = {
      vendor,
      sender,
      mapping: defaultMapping(vendor),
      sealed: webhook?.sealed ?? null,
    }
    const at = deps.now()
    const key = { id, workspace, kind: 'source', name, token, origins: [], source, at } as const
    await addKey(deps.control.db, { ...key, origins: [] }, doingIn(c).by)
    const made = await findSource(deps.control.db, { workspace, id })
    if (!made) throw notFound()
    return c.json({ source: describeSource(made), secret: webhook?.secret ?? token }, 201)
  })
  .put('/:id', validated('json', change), async (c) => {
    const deps = c.get('deps')
    const which = { workspace: c.get('workspace').id, id: c.req.param('id') }
    const changed = await changeSource(deps.control.db, which, c.req.valid('json'), doingIn(c))
    switch (changed.kind) {
      case 'not_found':
        throw notFound()
      case 'conflict':
        throw new ApiError(
          'conflict',
          `Somebody else has saved the mapping of “${changed.source.name}” meanwhile: look at theirs first`,
        )
      case 'changed':
        deps.keys.forget()
        return c.json(describeSource(changed.source))
      default:
        return changed satisfies never
    }
  })
  .delete('/:id', async (c) => {
    const deps = c.get('deps')
    const which = { workspace: c.get('workspace').id, id: c.req.param('id') }
    const found = await findSource(deps.control.db, which)
    if (!found || !(await revokeKey(deps.control.db, which, doingIn(c)))) throw notFound()
    deps.keys.forget()
    return c.json({ revoked: which.id })
  })
  /** What came lately, and what it would become by a mapping that is not saved yet. */
  .post('/:id/try', validated('json', z.strictObject({ mapping: sourceMapping })), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const which = { workspace: workspace.id, id: c.req.param('id') }
    if (!(await findSource(deps.control.db, which))) throw notFound()
    const payloads = deps.recent.of(which.id)
    return c.json(await tryRecent(workspace, payloads, c.req.valid('json').mapping))
  })

/** `text`: all of a key that is public anyway, else what it is recognised by. */
function describeSource(one: SourceKey) {
  const { id, name, token, prefix, last4, createdAt, lastUsedAt } = one
  const { vendor, sender, mapping, sealed } = one.source
  const text = token ?? `${prefix}…${last4}`
  const what = { id, name, vendor, sender, mapping, revision: revisionOf(one), text }
  return { ...what, hasSecret: sealed !== null, createdAt, lastUsedAt }
}
