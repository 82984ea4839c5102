/**
 * Whoever reads the control database must not be able to enter the console with it: of a session's
 * token only the SHA-256 is kept. better-auth compares and writes tokens as they are, so that they
 * are hashed on the way between it and its adapter. A token has 190 bits, which need no salt.
 */
import type { DBAdapterInstance } from '@better-auth/core/db/adapter'
import { hashToken } from '../../../store/control/keys.ts'

type Adapter = ReturnType<DBAdapterInstance>
type TransactionAdapter = Omit<Adapter, 'transaction'>
type Clause = { field: string; value: unknown }
type Asked = { model: string; where?: Clause[]; update?: object; data?: object; set?: object }
type Row = Record<string, unknown> | null

/** What of better-auth's holds tokens. */
const model = 'session'

/** What of an adapter takes tokens or answers rows with them. Others of its methods see no session. */
const methods = [
  'create',
  'findOne',
  'findMany',
  'count',
  'update',
  'updateMany',
  'delete',
  'deleteMany',
  'consumeOne',
  'incrementOne',
] as const

/** Rows come back with the token that was asked with, or with its hash, which opens nothing. */
export function storeHashedTokens(open: DBAdapterInstance): DBAdapterInstance {
  return (options) => {
    const adapter = open(options)
    return {
      ...wrap(adapter),
      transaction: (run) => adapter.transaction((inner) => run(wrap(inner))),
    }
  }
}

function wrap<A extends TransactionAdapter>(adapter: A): A {
  const wrapped = methods.map((name) => {
    const run = adapter[name].bind(adapter) as (asked: Asked) => Promise<unknown>
    return [name, (asked: Asked) => (asked.model === model ? hashed(run, asked) : run(asked))]
  })
  return { ...adapter, ...Object.fromEntries(wrapped) }
}

async function hashed(run: (asked: Asked) => Promise<unknown>, asked: Asked): Promise<unknown> {
  const tokens = new Map<string, string>()
  const hide = (token: unknown): unknown => {
    if (Array.isArray(token)) return token.map(hide)
    if (typeof token !== 'string') return token
    const hash = hashToken(token)
    tokens.set(hash, token)
    return hash
  }
  const hideIn = <T extends object | undefined>(values: T): T =>
    values && 'token' in values ? { ...values, token: hide(values.token) } : values
  const answer = await run({
    ...asked,
    ...(asked.where && {
      where: asked.where.map((one) =>
        one.field === 'token' ? { ...one, value: hide(one.value) } : one,
      ),
    }),
    ...(asked.data && { data: hideIn(asked.data) }),
    ...(asked.update && { update: hideIn(asked.update) }),
    ...(asked.set && { set: hideIn(asked.set) }),
  })
  const show = (row: Row): Row =>
    row && typeof row.token === 'string'
      ? { ...row, token: tokens.get(row.token) ?? row.token }
      : row
  if (Array.isArray(answer)) return answer.map(show)
  return typeof answer === 'object' ? show(answer as Row) : answer
}
