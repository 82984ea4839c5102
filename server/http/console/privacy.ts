/** What is stored of an account or a user: handed over and erased, by those who run the workspace. */

import { Hono } from 'hono'
import type { Subject } from '../../../shared/account/erasure.ts'
import { personActor } from '../../../shared/audit/actor.ts'
import { externalId } from '../../../shared/value/key.ts'
import { findErasure } from '../../store/workspace/queries/erasures.ts'
import { ApiError, parse } from '../answer/api-error.ts'
import { streamExport } from '../export.ts'
import type { MemberEnv } from '../router.ts'

/** The same for accounts and for users. */
export function privacyOf(kind: Subject['kind']) {
  const idOf = (text: string) => parse(externalId, text)
  return new Hono<MemberEnv>()
    .get('/:id/export', (c) =>
      streamExport(c, { kind, id: idOf(c.req.param('id')) }, personActor(c.get('person'))),
    )
    .get('/:id/erasure', async (c) => {
      const found = await findErasure(c.get('workspace').db, { kind, id: idOf(c.req.param('id')) })
      if (!found) throw new ApiError('not_found', `This ${kind} was not erased`)
      return c.json(found)
    })
    .delete('/:id', async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const subject = { kind, id: idOf(c.req.param('id')) }
      const by = personActor(c.get('person'))
      await deps.pipeline.erase(workspace.id, { ...subject, by, at: deps.now() })
      return c.json(await findErasure(workspace.db, subject), 202)
    })
}
