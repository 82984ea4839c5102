/** Who is asking, and what they may do. */
import { createMiddleware } from 'hono/factory'
import { refusalInWords } from '../../../shared/words/role.ts'
import { may } from '../../../shared/workspace/role.ts'
import { findAccess } from '../../store/control/people.ts'
import { isPassing } from '../../store/fault.ts'
import { ApiError } from '../answer/api-error.ts'
import type { MemberEnv, Person, PersonEnv } from '../router.ts'
import type { Auth } from './auth/auth.ts'
import { rightFor } from './route-rights.ts'

export async function findPerson(auth: Auth, headers: Headers): Promise<Person | undefined> {
  return (await findSession(auth, headers))?.person
}

/** `session`: its id, which opens nothing. */
export async function findSession(
  auth: Auth,
  headers: Headers,
): Promise<{ person: Person; session: string } | undefined> {
  const session = await auth.getSession({ headers }).catch((error: unknown) => {
    // It was to be prolonged, which can wait: reading goes on while nothing can be written.
    if (!isPassing(error)) throw error
    return auth.getSession({ headers, query: { disableRefresh: true } })
  })
  if (!session) return undefined
  const { id, name, email } = session.user
  return { person: { id, name, email }, session: session.session.id }
}

export const requirePerson = createMiddleware<PersonEnv>(async (c, next) => {
  const found = await findSession(c.get('deps').auth, c.req.raw.headers)
  if (!found) throw new ApiError('unauthenticated', 'Sign in first')
  c.set('person', found.person)
  c.set('session', found.session)
  await next()
})

/** A workspace that somebody is no member of is, to them, not there. */
export const requireMember = createMiddleware<MemberEnv>(async (c, next) => {
  const deps = c.get('deps')
  const person = c.get('person')
  const id = c.req.param('workspace') ?? ''
  const access = await findAccess(deps.control.db, person.id, id)
  if (!access) throw new ApiError('not_found', 'There is no such workspace')
  if (access.lacksSecondFactor) {
    throw new ApiError(
      'second_factor_needed',
      'This workspace asks for a second factor: set one up',
    )
  }
  const { role } = access
  const right = rightFor(c)
  if (right === undefined) throw new ApiError('forbidden', 'Nobody may do this yet')
  if (right && !may(role, right)) throw new ApiError('forbidden', refusalInWords(role, right))
  c.set('role', role)
  c.set('workspaceId', id)
  c.set('workspace', { id, db: (await deps.openWorkspace(id)).db })
  await next()
})
