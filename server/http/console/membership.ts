/** Who is asking, and what they may do. */
import { createMiddleware } from 'hono/factory'
import { findRole } from '../../store/control/people.ts'
import type { Role } from '../../store/control/schema.ts'
import { isPassing } from '../../store/fault.ts'
import { ApiError } from '../api-error.ts'
import type { MemberEnv, Person, PersonEnv } from '../router.ts'
import type { Auth } from './auth.ts'

export async function findPerson(auth: Auth, headers: Headers): Promise<Person | undefined> {
  const session = await auth.getSession({ headers }).catch((error: unknown) => {
    // It was to be prolonged, which can wait: reading goes on while nothing can be written.
    if (!isPassing(error)) throw error
    return auth.getSession({ headers, query: { disableRefresh: true } })
  })
  if (!session) return undefined
  const { id, name, email } = session.user
  return { id, name, email }
}

export const requirePerson = createMiddleware<PersonEnv>(async (c, next) => {
  const person = await findPerson(c.get('deps').auth, c.req.raw.headers)
  if (!person) throw new ApiError('unauthenticated', 'Sign in first')
  c.set('person', person)
  await next()
})

const writers: readonly Role[] = ['owner', 'admin', 'editor']
const readMethods = ['GET', 'HEAD']
/** Questions that are too long for an address: they change nothing. */
const questions = /\/w\/[^/]+\/(preview|replay|lint|forecast|file\/plan|identity\/inspect)$/

/** A workspace that somebody is no member of is, to them, not there. */
export const requireMember = createMiddleware<MemberEnv>(async (c, next) => {
  const deps = c.get('deps')
  const person = c.get('person')
  const id = c.req.param('workspace') ?? ''
  const role = await findRole(deps.control.db, person.id, id)
  if (!role) throw new ApiError('not_found', 'There is no such workspace')
  const isReading = readMethods.includes(c.req.method) || questions.test(c.req.path)
  if (!isReading && !writers.includes(role)) {
    throw new ApiError('forbidden', 'A viewer can look at everything and change nothing')
  }
  c.set('role', role)
  c.set('workspaceId', id)
  c.set('workspace', { id, db: (await deps.openWorkspace(id)).db })
  await next()
})

const keepers: readonly Role[] = ['owner', 'admin']

/** Keys, and what is stored of people, are for those who own the workspace or run it. */
export const requireKeeper = createMiddleware<MemberEnv>(async (c, next) => {
  if (!keepers.includes(c.get('role'))) {
    throw new ApiError('forbidden', 'This is for owners and admins')
  }
  await next()
})
