/**
 * The backend of the demo's product, mounted at /demo/api. It reaches Brim only as a customer's
 * backend would, over the API with a secret key; `onCommit` feeds the drawer and nothing else.
 */
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { issuesOf } from '../../shared/protocol/error.ts'
import { ApiError, invalid } from '../http/answer/api-error.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import { accessOf, isFull } from './access.ts'
import { type BrimAddress, createBrimClient } from './brim-client.ts'
import { createHeardLog } from './heard.ts'
import { signIn, signInRequest } from './sign-in.ts'
import type { DemoStore } from './store.ts'
import {
  addBoard,
  addCard,
  addMember,
  boardLimit,
  changeCard,
  changePlan,
  columns,
  labels,
  type Member,
  memberLimit,
  removeCard,
  type Tide,
  toCsv,
} from './tideboard.ts'
import { createTidings } from './tidings.ts'
import { createTokenSigner, type SigningKey } from './token.ts'

export type DemoDeps = {
  brim: BrimAddress
  /** Signs who is on the pages. */
  identityKey: SigningKey
  /** Of `openDemoStore`; the caller closes it. */
  store: DemoStore
  /** The demo's workspace, and what is committed to it. */
  workspace: string
  onCommit: Pipeline['onCommit']
  /** The caller's way to make an id that nobody can guess. */
  newId(prefix: string): string
  /** Aborted when the server stops: ends the streams. */
  closing: AbortSignal
  /** Brim did not answer; the demo goes on. */
  onError(error: unknown): void
}

const title = z.string().trim().min(1).max(120)
const bodies = {
  board: z.strictObject({ name: title }),
  card: z.strictObject({ title, column: z.enum(columns) }),
  cardChange: z.strictObject({
    column: z.enum(columns).optional(),
    label: z.enum(labels).optional(),
    before: z.string().max(64).optional(),
  }),
  member: z.strictObject({
    name: z.string().trim().min(1).max(60),
    department: z.string().trim().min(1).max(40),
    by: z.string().max(128),
  }),
  plan: z.strictObject({ plan: z.enum(['free', 'team', 'business']) }),
}

const keepAliveMs = 15_000

export function demoRoutes(deps: DemoDeps) {
  const { store, newId, workspace, onCommit, closing } = deps
  const brim = createBrimClient(deps.brim)
  const sign = createTokenSigner(deps.identityKey)
  const tidings = createTidings(brim, deps.onError)
  const heard = createHeardLog({ workspace, onCommit, brim })

  const closed = new Promise<void>((done) => {
    closing.addEventListener('abort', () => done(), { once: true })
  })

  const find = async (id: string) => (await store.find(id)) ?? missing()
  const change = async (id: string, apply: (tide: Tide) => Tide) =>
    (await store.change(id, apply)) ?? missing()

  return new Hono()
    .post('/session', async (c) => {
      const { tide, person } = await signIn(
        { brim, store, tidings, newId },
        await read(c, signInRequest),
      )
      const [access, token] = await Promise.all([accessOf(brim, tide), sign(tide, person)])
      return c.json({ tide, person, access, token })
    })
    .get('/accounts/:account/access', async (c) =>
      c.json(await accessOf(brim, await find(c.req.param('account')))),
    )
    .get('/accounts/:account/members/:member/token', async (c) => {
      const tide = await find(c.req.param('account'))
      const person = tide.members.find((one) => one.id === c.req.param('member')) ?? missing()
      return c.json({ token: await sign(tide, person) })
    })
    .post('/accounts/:account/boards', async (c) => {
      const { name } = await read(c, bodies.board)
      const tide = await find(c.req.param('account'))
      const { limits } = await accessOf(brim, tide)
      if (isFull(limits.boards ?? boardLimit, tide.boards.length)) throw full('boards')
      const board = { id: newId('board'), name }
      return c.json(await change(tide.id, (one) => addBoard(one, board)))
    })
    .post('/accounts/:account/boards/:board/cards', async (c) => {
      const { account, board } = c.req.param()
      const card = { id: newId('card'), ...(await read(c, bodies.card)) }
      return c.json(await change(account, (tide) => addCard(tide, board, card)))
    })
    .patch('/accounts/:account/boards/:board/cards/:card', async (c) => {
      const { account, board, card } = c.req.param()
      const wanted = await read(c, bodies.cardChange)
      return c.json(await change(account, (tide) => changeCard(tide, board, card, wanted)))
    })
    .delete('/accounts/:account/boards/:board/cards/:card', async (c) => {
      const { account, board, card } = c.req.param()
      return c.json(await change(account, (tide) => removeCard(tide, board, card)))
    })
    .post('/accounts/:account/members', async (c) => {
      const { by, name, department } = await read(c, bodies.member)
      const tide = await find(c.req.param('account'))
      const { limits } = await accessOf(brim, tide)
      if (isFull(limits.seats ?? memberLimit, tide.members.length)) throw full('seats')
      const member: Member = { id: newId('person'), name, role: 'member', department }
      const changed = await change(tide.id, (one) => addMember(one, member))
      await tidings.hasJoined(changed, member, by)
      return c.json(changed)
    })
    .post('/accounts/:account/plan', async (c) => {
      const { plan } = await read(c, bodies.plan)
      const tide = await change(c.req.param('account'), (one) => changePlan(one, plan))
      await tidings.hasChangedPlan(tide)
      return c.json({ tide, access: await accessOf(brim, tide) })
    })
    .get('/accounts/:account/boards/:board/export.csv', async (c) => {
      const tide = await find(c.req.param('account'))
      const board = tide.boards.find((one) => one.id === c.req.param('board')) ?? missing()
      const { features } = await accessOf(brim, tide)
      if (!features.includes('export')) throw new ApiError('forbidden', 'Export is part of Team')
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="${fileName(board.name)}.csv"`)
      return c.body(toCsv(board))
    })
    .get('/accounts/:account/heard', (c) => {
      const account = c.req.param('account')
      c.header('X-Accel-Buffering', 'no')
      return streamSSE(c, async (stream) => {
        const write = (one: object) => void stream.writeSSE({ data: JSON.stringify(one) })
        const stop = heard.watch(account, write)
        for (const one of heard.recent(account)) write(one)
        const beat = setInterval(() => void stream.write(': still here\n\n'), keepAliveMs)
        await Promise.race([new Promise<void>((done) => stream.onAbort(done)), closed])
        clearInterval(beat)
        stop()
      })
    })
}

async function read<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const body: unknown = await c.req.json().catch(() => {
    throw new ApiError('malformed_json', 'The body is not JSON')
  })
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw invalid(issuesOf(parsed.error))
  return parsed.data
}

function missing(): never {
  throw new ApiError('not_found', 'There is no such account here')
}

function full(meter: string): ApiError {
  return new ApiError('forbidden', `Every one of the ${meter} of this plan is taken`)
}

function fileName(text: string): string {
  return text.replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'board'
}
