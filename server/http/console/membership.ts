/** Who is asking, and what they may do. */
import { createMiddleware } from 'hono/factory'
import { findRole } from '../../store/control/people.ts'
import type { Role } from '../../store/control/schema.ts'
import { ApiError } from '../api-error.ts'
import type { MemberEnv, PersonEnv } from '../router.ts'

export const requirePerson = createMiddleware<PersonEnv>(async (c, next) => {
  const session = await c.var.deps.auth.api.getSession({ headers: c.req.raw.headers })
  if (!session) throw new ApiError('unauthenticated', 'Sign in first')
  const { id, name, email } = session.user
  c.set('person', { id, name, email })
  await next()
})

const writers: readonly Role[] = ['owner', 'admin', 'editor']
const readMethods = ['GET', 'HEAD']

/** A workspace that somebody is no member of is, to them, not there. */
export const requireMember = createMiddleware<MemberEnv>(async (c, next) => {
  const { deps, person } = c.var
  const id = c.req.param('workspace') ?? ''
  const role = await findRole(deps.control.db, person.id, id)
  if (!role) throw new ApiError('not_found', 'There is no such workspace')
  if (!readMethods.includes(c.req.method) && !writers.includes(role)) {
    throw new ApiError('forbidden', 'A viewer can look at everything and change nothing')
  }
  c.set('role', role)
  c.set('workspace', { id, db: (await deps.openWorkspace(id)).db })
  await next()
})

const keepers: readonly Role[] = ['owner', 'admin']

/** Keys are for those who own the workspace or run it. */
export const requireKeeper = createMiddleware<MemberEnv>(async (c, next) => {
  if (!keepers.includes(c.var.role)) {
    throw new ApiError('forbidden', 'Keys are kept by owners and admins')
  }
  await next()
})
