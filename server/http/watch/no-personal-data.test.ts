/**
 * Requests that are full of people's data go to every route there is, with whole and with broken
 * databases; then the log is searched for any of it.
 */
import { Writable } from 'node:stream'
import { format } from 'node:util'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createLogger } from '../../log.ts'
import { PipelineUnavailable } from '../../pipeline/pipeline.ts'
import { home, origin, testApp } from '../../test-app.ts'

/** There are more routes each week, and each gets all of the bodies. */
const withinMs = 120_000

const mark = 'marathompson'
const email = `${mark}@example.com`
const traits = { name: mark, email, phone: mark, plan: 'free' }

/** Bodies that one or the other route takes, and all the others refuse loudly. */
const bodies = [
  { events: [{ name: 'used', account: mark, user: mark, properties: { note: mark, email } }] },
  { events: [{ name: mark, nonsense: mark }, mark, { account: email }] },
  { readings: [{ account: mark, meter: 'seats', used: 1, limit: 2 }] },
  { traits },
  { traits, account: mark },
  { consent: 'granted' },
  { user: mark, account: mark, placements: ['page'] },
  { account: mark, user: mark, kind: 'plan_change', plan: mark, messageId: mark },
  { by: email },
  { name: mark, tier: 1 },
  { body: { name: mark, tier: 1 }, revision: 0 },
  { email, password: `${mark} password` },
  { kind: 'secret', name: mark },
  { token: mark, name: mark, email, password: `${mark} password`, workspace: mark },
  { holdout: mark },
  { [mark]: mark },
].map((one) => JSON.stringify(one))
const broken = `{"name": "${mark}", ${mark}`

function logOf() {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  // What libraries print past the log stands beside it.
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...said) => {
      lines.push(format(...said))
    })
    onTestFinished(() => spy.mockRestore())
  }
  return { log: createLogger('debug', sink), lines }
}

type Test = Awaited<ReturnType<typeof testApp>>
/** By route: bodies that it can read, whatever it makes of them then. */
type Readable = ReadonlyMap<string, string[]>
/** Bodies of one route. */
const enough = 3

/**
 * What each test sends: every route with a marked address, query, body and headers. `readable`: what is
 * broken behind a route is met by these bodies alone, all others it refuses before.
 */
async function ask({ app, keys }: Test, cookie: string, readable?: Readable) {
  const statuses = new Set<number>()
  const read = new Map<string, string[]>()
  const send = async (method: string, path: string, text: string | undefined, more = {}) => {
    const response = await app.request(`${home}${path}?query=${mark}&email=${email}`, {
      method,
      headers: {
        'content-type': 'application/json',
        origin: path.startsWith('/b/') ? origin : home,
        authorization: `Bearer ${keys.secret}`,
        cookie,
        'user-agent': mark,
        'x-forwarded-for': mark,
        'x-request-id': email,
        ...more,
      },
      ...(text === undefined ? {} : { body: text }),
    })
    statuses.add(response.status)
    await response.body?.cancel()
    return response.status
  }
  const session = { v: 1, key: keys.publishable, page: `/${mark}`, sentAt: '2026-11-23T10:00:00Z' }
  const widget = {
    ...session,
    user: { id: mark, traits },
    account: { id: mark, traits },
    items: [{ type: 'event', messageId: mark, name: 'used', properties: { email } }],
    ask: ['page'],
  }
  // Each once: a route is listed with every handler that it has.
  const routes = new Map(
    app.routes
      .filter((one) => one.method !== 'ALL' && !one.path.endsWith('/live'))
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  )
  for (const [name, { method, path }] of routes) {
    const address = path.replaceAll(/:workspace\b/g, 'w1').replaceAll(/:\w+|\*/g, mark)
    if (method === 'GET') {
      await send(method, address, undefined)
      continue
    }
    const all = path.startsWith('/b/') ? [JSON.stringify(widget)] : bodies
    for (const text of readable ? (readable.get(name) ?? []) : all) {
      const status = await send(method, address, text)
      const before = read.get(name) ?? []
      // A route that asks for no body takes any.
      if (status !== 400 && before.length < enough) read.set(name, [...before, text])
    }
    await send(method, address, broken)
    await send(method, address, broken, { authorization: `Bearer sk_${mark}` })
  }
  return { statuses, routes: routes.size, read }
}

/** How a server on which all is well takes it, and what its log says then. Asked once. */
let asked: Promise<Awaited<ReturnType<typeof ask>> & { app: Test; lines: string[] }> | undefined
const askWhereAllIsWell = () => {
  const run = async () => {
    const { log, lines } = logOf()
    const app = await testApp({ log })
    return { ...(await ask(app, await signedIn(app))), app, lines }
  }
  asked ??= run()
  return asked
}

async function signedIn({ request, owner }: Test) {
  const { email: who, password } = owner
  const entered = await request(
    'POST',
    '/console/api/auth/sign-in/email',
    { email: who, password },
    { origin: home },
  )
  return entered.headers.getSetCookie().map((one) => one.split(';')[0])[0] ?? ''
}

const leaks = (lines: string[], { keys }: Test) => {
  const secrets = [mark, keys.secret, keys.publishable, '@example.com']
  return lines.filter((line) => secrets.some((one) => line.includes(one)))
}

test(
  'the log of requests that go well or are refused says nothing of people',
  async () => {
    const { app, lines, statuses, routes } = await askWhereAllIsWell()
    expect(routes).toBeGreaterThan(50)
    expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 400, 401, 404]))
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.some((line) => line.includes('"workspace":"w1"'))).toBe(true)
    expect(leaks(lines, app)).toEqual([])
  },
  withinMs,
)

test(
  'nor does it when the databases fail',
  async () => {
    const { read } = await askWhereAllIsWell()
    const { log, lines } = logOf()
    const app = await testApp({ log })
    const cookie = await signedIn(app)
    // Keys are known for some seconds: they let in what then fails.
    await app.api('GET', '/accounts/acme')
    await app.widget('/open', app.session())
    const workspace = (await app.deps.openWorkspace('w1')).db
    const tables = await workspace.all<{ name: string }>(
      sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    for (const { name } of tables) await workspace.run(sql.raw(`DROP TABLE "${name}"`))
    await app.deps.control.db.run(sql`PRAGMA foreign_keys = off`)
    for (const name of ['people', 'keys', 'setup_links', 'credentials']) {
      await app.deps.control.db.run(sql.raw(`DROP TABLE ${name}`))
    }
    const { statuses } = await ask(app, cookie, read)
    expect([...statuses]).toContain(500)
    expect(lines.some((line) => line.includes('DrizzleQueryError'))).toBe(true)
    expect(leaks(lines, app)).toEqual([])
  },
  withinMs,
)

test('a stream that breaks off is told there as all that fails, and nowhere beside it', async () => {
  const { log, lines } = logOf()
  const app = await testApp({ log })
  const cookie = await signedIn(app)
  const workspace = (await app.deps.openWorkspace('w1')).db
  await workspace.run(sql`DROP TABLE signals`)
  const listened = await app.request('GET', '/console/api/w/w1/live', undefined, { cookie })
  expect([listened.status, await listened.text()]).toEqual([200, 'retry: 1000\n\n'])
  expect(leaks(lines, app)).toEqual([])
  const told = lines.flatMap((line) => (line.includes('streams broke off') ? JSON.parse(line) : []))
  expect(told).toMatchObject([{ error: 'DrizzleQueryError', times: 1 }])
  expect(lines.filter((line) => !line.startsWith('{'))).toEqual([])
})

test(
  'nor does it when the pipeline fails in words of its own',
  async () => {
    const { read } = await askWhereAllIsWell()
    const { log, lines } = logOf()
    const faults = [
      new PipelineUnavailable(`no room for ${email}`),
      // What comes from a thread has lost its class.
      new Error(`Failed query: insert into users values (?)\nparams: ${mark}`),
      new SyntaxError(`Unexpected token 'm', "${mark}" is not valid JSON`),
      new TypeError(`Cannot read "${mark}" of '${mark}' for \`${mark}\``),
    ]
    let turn = 0
    const fail = () => Promise.reject(faults[turn++ % faults.length])
    const app = await testApp({
      log,
      pipeline: (real) => ({ ...real, submit: fail, save: fail, recordRefused: fail }),
    })
    const { statuses } = await ask(app, await signedIn(app), read)
    expect([...statuses]).toEqual(expect.arrayContaining([500, 503]))
    expect(turn).toBeGreaterThanOrEqual(2 * faults.length)
    expect(leaks(lines, app)).toEqual([])
  },
  withinMs,
)

test('names that hold people’s data are blotted out, should somebody log them after all', () => {
  const { log, lines } = logOf()
  log.warn({ email, user: { id: mark }, error: { params: [mark], cause: { token: mark } } }, 'x')
  expect(lines.join('')).toContain('"email":"…"')
  expect(lines.join('')).not.toContain(mark)
})
