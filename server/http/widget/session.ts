/** Who stands behind a request of the widget, and what it says about them. */
import type { Context } from 'hono'
import type { z } from 'zod'
import type { openRequest } from '../../../shared/api.ts'
import { accountOfOne, type Traits } from '../../../shared/event.ts'
import { accountTraits, userTraits } from '../../pipeline/normalise.ts'
import type { Input, Visitor } from '../../pipeline/pipeline.ts'
import { findAccountRow } from '../../store/workspace/queries/accounts.ts'
import { findUserRow } from '../../store/workspace/queries/users.ts'
import { ApiError, invalid, parse } from '../api-error.ts'
import { readJson } from '../body.ts'
import { allowsOrigin } from '../origin.ts'
import { pathOf } from '../page.ts'
import { refuseUnspeakable } from '../reserved.ts'
import type { AppEnv, Workspace } from '../router.ts'

/** Reads the body, lets the key and the origin of the page in, and only then looks at the rest. */
export async function readSession<S extends z.ZodType>(
  c: Context<AppEnv>,
  schema: S,
): Promise<{ workspace: Workspace; request: z.output<S> }> {
  const { deps } = c.var
  const body = await readJson(c)
  const workspace = await enter(c, keyOf(body))
  // Items are judged one by one, where they are; all else is said by the page itself.
  refuseUnspeakable({ ...(body as object), items: [] })
  const request = parse(schema, body)
  return { workspace: { id: workspace, db: (await deps.openWorkspace(workspace)).db }, request }
}

function keyOf(body: unknown): string {
  const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : undefined
  if (typeof key !== 'string')
    throw invalid([{ path: 'key', message: 'A publishable key is needed' }])
  return key
}

async function enter(c: Context<AppEnv>, token: string): Promise<string> {
  const key = token.length <= 128 ? await c.var.deps.keys.find(token) : undefined
  if (key?.kind !== 'publishable') {
    throw new ApiError('unknown_key', 'There is no such publishable key, or it was revoked')
  }
  const origin = c.req.header('origin')
  if (!allowsOrigin(key.origins, origin)) {
    throw new ApiError(
      'origin_not_allowed',
      !origin || origin === 'null'
        ? 'A request without an origin is not let in: the widget runs on a page of one'
        : `origin ${origin.slice(0, 200)} is not in this key's list: add it under Set up -> Keys`,
    )
  }
  return key.workspace
}

type Session = z.output<typeof openRequest>
type Who = Pick<Session, 'user' | 'account' | 'page' | 'locale' | 'device'>

export function visitorOf({ user, account, page, locale, device }: Who): Visitor {
  return {
    account: account?.id ?? accountOfOne(user.id),
    user: user.id,
    page: pathOf(page),
    locale: locale ?? null,
    device: device ?? null,
  }
}

type Saying = { db: Workspace['db']; at: number; newId(prefix: string): string }

/**
 * What the page says about its user and account, as hints; nothing where it is known already, so
 * that each page that opens doesn't write the same once more.
 */
export async function hintsOf(session: Who, { db, at, newId }: Saying): Promise<Input[]> {
  const { user, account } = session
  const { account: accountId } = visitorOf(session)
  const inputs: Input[] = []
  const said = () =>
    ({ messageId: newId('message'), account: accountId, trust: 'hint', at }) as const
  if (account?.traits && !isKnown(account.traits, await findAccountRow(db, account.id))) {
    inputs.push(accountTraits({ ...said(), traits: account.traits }))
  }
  if (user.traits) {
    const row = await findUserRow(db, user.id)
    if (row?.account !== accountId || !isKnown(user.traits, row)) {
      inputs.push(userTraits({ ...said(), user: user.id, traits: user.traits }))
    }
  }
  return inputs
}

function isKnown(said: Traits, row: { hints: Traits } | undefined): boolean {
  return (
    row !== undefined &&
    Object.entries(said).every(
      ([name, value]) => JSON.stringify(row.hints[name] ?? null) === JSON.stringify(value),
    )
  )
}
