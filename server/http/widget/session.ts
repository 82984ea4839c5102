/** Who stands behind a request of the widget, and what it says about them. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { accountOfOne, type Traits } from '../../../shared/event/event.ts'
import type { openRequest, Refusal } from '../../../shared/protocol/api.ts'
import { type Verdict, verdictInWords } from '../../../shared/protocol/identity.ts'
import type { TokenClaims } from '../../../shared/protocol/token-claims.ts'
import type { Input } from '../../pipeline/input.ts'
import { accountTraits, identityOf, userTraits } from '../../pipeline/normalise.ts'
import type { Visitor } from '../../pipeline/work.ts'
import { findAccountRow } from '../../store/workspace/queries/accounts.ts'
import { findUserRow } from '../../store/workspace/queries/users.ts'
import { ApiError, invalid, parse } from '../answer/api-error.ts'
import { enterWithKey } from '../key/enter-with-key.ts'
import type { ActiveKey } from '../key/key-ring.ts'
import { allowsOrigin } from '../key/origin.ts'
import { pathOf } from '../page/page.ts'
import { readJson } from '../request/body.ts'
import { refuseUnspeakable } from '../request/reserved.ts'
import type { AppEnv, Workspace } from '../router.ts'
import { judgeTraits } from './said.ts'

/**
 * Reads the body, lets the key and the origin of the page in, and only then looks at the rest; at
 * who is there first. `signed`: what the site's own backend says of them.
 */
export async function readSession<S extends z.ZodType<Session>>(
  c: Context<AppEnv>,
  schema: S,
): Promise<{ workspace: Workspace; request: z.output<S>; signed: TokenClaims | null }> {
  const { workspace, request } = await readPage(c, schema)
  return { workspace, request, signed: await prove(c.get('deps'), workspace.id, request) }
}

/** The same, but for who is there: whoever looks at that proves it. */
export async function readPage<S extends z.ZodType>(
  c: Context<AppEnv>,
  schema: S,
): Promise<{ workspace: Workspace; request: z.output<S> }> {
  const body = await readJson(c)
  const id = await enter(c, keyOf(body))
  c.set('workspaceId', id)
  // Items are judged one by one, where they are; all else is said by the page itself.
  refuseUnspeakable({ ...(body as object), items: [] })
  const request = parse(schema, body)
  const { db } = c.get('deps').lendWorkspace(id)
  return { workspace: { id, db }, request }
}

/** What a valid token says. Where the workspace asks for one, nobody comes in without. */
export async function prove(
  { identity }: AppEnv['Variables']['deps'],
  workspace: string,
  { token, user, account }: Session,
): Promise<TokenClaims | null> {
  const claimed = { token: token ?? undefined, user: user.id, account: account?.id }
  const { mode, verdict, detail, claims } = await identity.check(workspace, claimed)
  if (mode === 'enforce' && verdict !== null && verdict !== 'valid') {
    throw new ApiError(codeOf(verdict), verdictInWords(verdict, detail))
  }
  return claims
}

/** What the widget can act on; the message has the rest. */
function codeOf(verdict: Exclude<Verdict, 'valid'>) {
  if (verdict === 'missing') return 'token_missing'
  return verdict === 'expired' ? 'token_expired' : 'token_invalid'
}

function keyOf(body: unknown): string {
  const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : undefined
  if (typeof key !== 'string')
    throw invalid([{ path: 'key', message: 'A publishable key is needed' }])
  return key
}

async function enter(c: Context<AppEnv>, token: string): Promise<string> {
  const key = await findPublishableKey(c, token)
  const origin = c.req.header('origin')
  const isAllowed = allowsOrigin(key.origins, origin)
  // A page says by `open` that it is there; that it stays away is news each time.
  if (!isAllowed || c.req.path.endsWith('/open')) {
    c.get('deps').pageOrigins.note(key, origin, isAllowed)
  }
  demandOrigin(key, origin)
  return key.workspace
}

export async function findPublishableKey(c: Context<AppEnv>, token: string): Promise<ActiveKey> {
  const key = await enterWithKey(c, 'publishable', token.length <= 128 ? token : undefined)
  if (key) return key
  if (token.length <= 128) {
    await c.get('deps').pageOrigins.noteWrongKey(token, c.req.header('origin'))
  }
  throw new ApiError('unknown_key', 'There is no such publishable key, or it was revoked')
}

/** Refuses pages of origins that are not in the key's list, and whoever tells none. */
export function demandOrigin(key: ActiveKey, origin: string | undefined): void {
  if (allowsOrigin(key.origins, origin)) return
  throw new ApiError(
    'origin_not_allowed',
    !origin || origin === 'null'
      ? 'A request without an origin is not let in: the widget runs on a page of one'
      : `origin ${origin.slice(0, 200)} is not in this key's list: add it under Set up -> Keys`,
  )
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

export type Saying = { db: Workspace['db']; at: number; newId(prefix: string): string }

/**
 * What the page says about its user and account, as hints; nothing where it is known already, so
 * that each page that opens doesn't write the same once more.
 */
export async function hintsOf(
  session: Who,
  { db, at, newId }: Saying,
): Promise<{ inputs: Input[]; refused: Refusal[] }> {
  const { user, account } = session
  const { account: accountId } = visitorOf(session)
  const inputs: Input[] = []
  const refused: Refusal[] = []
  const take = (said: Record<string, unknown>, path: string): Traits => {
    const judged = judgeTraits(said, path)
    refused.push(...judged.refused)
    return judged.traits
  }
  const said = () => ({ ...identityOf({}, newId), account: accountId, trust: 'hint', at }) as const
  if (account?.traits) {
    const traits = take(account.traits, 'account.traits')
    if (!isKnown(traits, (await findAccountRow(db, account.id))?.hints)) {
      inputs.push(accountTraits({ ...said(), traits }))
    }
  }
  if (user.traits) {
    const traits = take(user.traits, 'user.traits')
    const row = await findUserRow(db, user.id)
    if (row?.account !== accountId || !isKnown(traits, row.hints)) {
      inputs.push(userTraits({ ...said(), user: user.id, traits }))
    }
  }
  return { inputs, refused }
}

export function isKnown(said: Traits, before: Traits | undefined): boolean {
  return (
    before !== undefined &&
    Object.entries(said).every(
      ([name, value]) => JSON.stringify(before[name] ?? null) === JSON.stringify(value),
    )
  )
}
