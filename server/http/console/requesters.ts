/** Who asks a help desk, and whose customers they are where nothing else tells. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isHelpDesk } from '../../../shared/event/source.ts'
import type { RequestersView } from '../../../shared/event/support.ts'
import { externalId } from '../../../shared/value/key.ts'
import { findSource } from '../../store/control/sources.ts'
import { findErasure } from '../../store/workspace/queries/erasures.ts'
import { listMapped, listWaiting } from '../../store/workspace/queries/requesters.ts'
import { ApiError } from '../answer/api-error.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const mostShown = 100

const mapping = z.strictObject({ account: externalId })
const requester = z
  .string()
  .max(300)
  .regex(/^(contact|requester|organization|email):./)

export const requesters = new Hono<MemberEnv>()
  .get('/:id/requesters', async (c) => {
    const { vendor } = await helpDesk(c, c.req.param('id'))
    const { db } = c.get('workspace')
    const [waiting, mapped] = await Promise.all([
      listWaiting(db, vendor, mostShown),
      listMapped(db, vendor, mostShown),
    ])
    return c.json({ waiting, mapped } satisfies RequestersView)
  })
  /** Whose customer it is: what waits for that is told, as of when it was asked. */
  .put('/:id/requesters/:requester', validated('json', mapping), async (c) => {
    const { pipeline } = c.get('deps')
    const link = await linkIn(c, c.req.param('id'), c.req.param('requester'))
    const { account } = c.req.valid('json')
    const { id, db } = c.get('workspace')
    if (await findErasure(db, { kind: 'account', id: account })) {
      throw new ApiError('erased', 'This account was erased')
    }
    await pipeline.linkRequester(id, { ...link, account })
    await pipeline.settleInquiries(id, link.at)
    return c.json({ requester: link.requester, account })
  })
  /** For what comes from now on; what was told stays told. */
  .delete('/:id/requesters/:requester', async (c) => {
    const link = await linkIn(c, c.req.param('id'), c.req.param('requester'))
    if (!(await c.get('deps').pipeline.unlinkRequester(c.get('workspace').id, link))) {
      throw new ApiError('not_found', 'Nobody has said whose customer this is')
    }
    return c.json({ requester: link.requester })
  })

async function linkIn(c: Context<MemberEnv>, id: string, named: string) {
  const { vendor } = await helpDesk(c, id)
  const checked = requester.safeParse(named)
  if (!checked.success) {
    throw new ApiError(
      'not_found',
      'A help desk knows people as contact:…, requester:… and the like',
    )
  }
  const { by, at } = doingIn(c)
  return { vendor, requester: checked.data, by, at }
}

async function helpDesk(c: Context<MemberEnv>, id: string) {
  const found = await findSource(c.get('deps').control.db, { workspace: c.get('workspace').id, id })
  if (!found || !isHelpDesk(found.source.vendor)) {
    throw new ApiError('not_found', 'There is no such help desk among the sources')
  }
  return found.source
}
