/** What a request carries along, by audience, and the routers for it. */
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { issuesOf } from '../../shared/protocol/error.ts'
import type { Deps } from '../deps.ts'
import type { Identity } from '../pipeline/input.ts'
import type { Membership } from '../store/control/people.ts'
import type { Store } from '../store/open.ts'
import { invalid } from './answer/api-error.ts'
import type { ActiveKey } from './key/key-ring.ts'
import type { FaultLog } from './watch/fault-log.ts'

type Common = {
  deps: Deps
  requestId: string
  /** What fails for many at once, as when a database is away. */
  tellFault: FaultLog
  /** Whose request it turned out to be, for the log. */
  workspaceId?: string
}
export type AppEnv = { Variables: Common }

export type AppContext = Context<AppEnv>

/** Of a request what can be read, whatever else its audience carries along. */
export type Asked = Pick<Context<AppEnv>, 'env' | 'req'> & { get(name: 'deps'): Deps }

/** The workspace that a key or a membership opens. */
export type Workspace = { id: string; db: Store['db'] }

/** After `requireSecretKey`. */
export type KeyEnv = {
  Variables: Common & {
    key: ActiveKey
    workspace: Workspace
    /** Under which id something enters the log: its own, or one that is made of the key of the write or here. */
    identityOf(messageId?: string): Identity
  }
}

export type Person = { id: string; name: string; email: string }
/** After `requirePerson`. */
export type PersonEnv = {
  Variables: Common & {
    person: Person
    /** The id of theirs, which opens nothing. */
    session: string
  }
}
/** After `requireMember`. */
export type MemberEnv = {
  Variables: Common & { person: Person; workspace: Workspace; role: Membership['role'] }
}

/** A router whose routes are in the OpenAPI document. */
export function createPublicRouter<E extends AppEnv = AppEnv>() {
  return new OpenAPIHono<E>({
    defaultHook: (result) => {
      if (!result.success) throw invalid(issuesOf(result.error))
    },
  })
}
