import { Hono } from 'hono'
import { listMemberships } from '../../store/control/people.ts'
import type { AppEnv } from '../router.ts'
import { findPerson } from './membership.ts'

/** Who is signed in, and where they may go; `null` when nobody is, which is no fault. */
export const me = new Hono<AppEnv>().get('/', async (c) => {
  const deps = c.get('deps')
  const person = await findPerson(deps.auth, c.req.raw.headers)
  if (!person) return c.json(null)
  return c.json({ person, workspaces: await listMemberships(deps.control.db, person.id) })
})
