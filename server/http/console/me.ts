import { Hono } from 'hono'
import { listMemberships } from '../../store/control/people.ts'
import type { PersonEnv } from '../router.ts'
import { requirePerson } from './membership.ts'

/** Who is signed in, and where they may go. */
export const me = new Hono<PersonEnv>().get('/', requirePerson, async (c) => {
  const { deps, person } = c.var
  return c.json({ person, workspaces: await listMemberships(deps.control.db, person.id) })
})
