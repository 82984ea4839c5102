/** Who is signed in, where they may go, and where else they are signed in. */

import { type Context, Hono } from 'hono'
import { personActor } from '../../../../shared/audit/actor.ts'
import { listMemberships } from '../../../store/control/people.ts'
import { findSecondFactor } from '../../../store/control/second-factors.ts'
import { endOtherSessions, endSession, listSessions } from '../../../store/control/sessions.ts'
import { ApiError } from '../../answer/api-error.ts'
import type { AppEnv } from '../../router.ts'
import { findPerson, findSession } from '../membership.ts'

export const me = new Hono<AppEnv>()
  /** `null` when nobody is signed in, which is no fault. */
  .get('/', async (c) => {
    const deps = c.get('deps')
    const person = await findPerson(deps.auth, c.req.raw.headers)
    if (!person) return c.json(null)
    const { db } = deps.control
    const [workspaces, factor] = await Promise.all([
      listMemberships(db, person.id),
      findSecondFactor(db, person.id),
    ])
    const hasSecondFactor = Boolean(factor?.confirmedAt)
    return c.json({ person: { ...person, hasSecondFactor }, workspaces })
  })
  .get('/sessions', async (c) => {
    const { control, now } = c.get('deps')
    const { person, session } = await demandSession(c)
    const all = await listSessions(control.db, person.id, now())
    return c.json(all.map((one) => ({ ...one, isThis: one.id === session })))
  })
  /** All but the one that asks. */
  .delete('/sessions', async (c) => {
    const { person, session } = await demandSession(c)
    const { control, now } = c.get('deps')
    const which = { person: person.id, keep: session }
    const doing = { by: personActor(person), at: now() }
    return c.json({ ended: await endOtherSessions(control.db, which, doing) })
  })
  .delete('/sessions/:id', async (c) => {
    const { person } = await demandSession(c)
    const { control, now } = c.get('deps')
    const which = { person: person.id, id: c.req.param('id') }
    const doing = { by: personActor(person), at: now() }
    if (!(await endSession(control.db, which, doing))) {
      throw new ApiError('not_found', 'There is no such session of yours')
    }
    return c.json({ ended: 1 })
  })

async function demandSession(c: Context<AppEnv>) {
  const found = await findSession(c.get('deps').auth, c.req.raw.headers)
  if (!found) throw new ApiError('unauthenticated', 'Sign in first')
  return found
}
