/** A whole server without a port, on fresh databases: `const { app, keys, clock } = await testApp()`. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import { onTestFinished } from 'vitest'
import { cli } from '../shared/audit/actor.ts'
import { defaultMapping, type Sender, type Vendor } from '../shared/event/source.ts'
import { dayMs } from '../shared/value/duration.ts'
import type { Role } from '../shared/workspace/role.ts'
import { createApp } from './app.ts'
import { createCall } from './deliver/call.ts'
import { createSend, type Send } from './deliver/send.ts'
import { createTargets } from './deliver/target.ts'
import { createVotes } from './deliver/votes.ts'
import type { Deps } from './deps.ts'
import { describeError } from './http/answer/describe-error.ts'
import { createAuth } from './http/console/auth/auth.ts'
import { countTogether, createThrottle } from './http/console/auth/throttle.ts'
import { createLive } from './http/console/live.ts'
import { createQueue } from './http/console/queue.ts'
import { createRecentPayloads } from './http/inbound/recent.ts'
import { createKeyRing } from './http/key/key-ring.ts'
import { createPageOrigins } from './http/key/page-origins.ts'
import { type ChecksOptions, createChecks } from './http/ops/checks.ts'
import { createIdentityRing } from './identity/identity-ring.ts'
import { askArmed } from './live/ask-armed.ts'
import { createNewsFeed } from './live/news.ts'
import { createTickets } from './live/ticket.ts'
import { createVisitors } from './live/visitors.ts'
import type { Logger } from './log.ts'
import type { Mailer } from './mail/mailer.ts'
import { createMetrics } from './metrics.ts'
import { type Admission, after, createAdmission } from './overload/admission.ts'
import { createGuard, type Rates, unlimited } from './overload/guard.ts'
import { createPipeline } from './pipeline/in-process.ts'
import type { Pipeline } from './pipeline/pipeline.ts'
import { createPost } from './post/post.ts'
import { rankingHere } from './ranking/in-process.ts'
import { readinessHere } from './readiness/in-process.ts'
import { createReadiness } from './readiness/readiness.ts'
import { startRefresher } from './readiness/refresher.ts'
import { replaysHere } from './replay/in-process.ts'
import { createReplayer } from './replay/replayer.ts'
import { resultsHere } from './results/in-process.ts'
import { shareResults } from './results/reader.ts'
import { createSealer } from './seal.ts'
import { createSecondFactors } from './second-factor/second-factors.ts'
import { addKey, createToken } from './store/control/keys.ts'
import { members } from './store/control/schema.ts'
import { createFirstWorkspace } from './store/control/setup.ts'
import { newId } from './store/new-id.ts'
import {
  openControlStore,
  openWorkspaceConnection,
  openWorkspaceReader,
  openWorkspaceStore,
} from './store/open.ts'
import { createStoreCache } from './store/store-cache.ts'

export const origin = 'https://app.example.com'
/** The server's own address in tests. */
export const home = 'http://brim.test'

const owner = { email: 'ada@example.com', password: 'a long password' }
/** Slow on purpose, and the same for every test. */
const hashedOnce = hashPassword(owner.password)

export type TestOptions = {
  /** Nobody and nothing is there yet. */
  isEmpty?: boolean
  /** Of another app, which lasts longer: this is a node beside it, on the same databases. */
  folder?: string
  files?: Partial<Deps['files']>
  url?: string
  pipeline?: (real: Pipeline) => Pipeline
  log?: Logger
  limits?: ChecksOptions['limits']
  /** Without: nothing is refused. */
  admission?: Admission
  /** Without: nothing is limited. */
  rates?: Partial<Rates>
  trustedProxies?: string[]
  /** Without: nothing is mailed. */
  mail?: Mailer
  /** Without: nothing is reached that is not of the internet. */
  send?: Send
}

export async function testApp(options: TestOptions = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'brim-http-')))
  const location = { kind: 'files', folder } as const
  const clock = { now: Date.parse('2026-11-23T10:00:00Z') }
  const now = () => clock.now
  const control = await openControlStore(location)
  const stores = createStoreCache({
    openStore: (id) => openWorkspaceStore(location, id),
    most: 500,
    now,
  })
  const real = createPipeline({
    open: (id) => openWorkspaceConnection(location, id),
    newId,
    now: () => clock.now,
  })
  const admission =
    options.admission ??
    createAdmission({ mostInputs: Number.POSITIVE_INFINITY, withinMs: 60_000, after })
  const pipeline = admission.admit(options.pipeline?.(real) ?? real)
  const news = createNewsFeed({
    pipeline,
    openWorkspace: stores.open,
    isAlone: false,
    onError: (error) => write(error),
    everyMs: 20,
  })
  const logged: unknown[] = []
  const write = (...entry: unknown[]) => void logged.push(entry)
  const sealer = createSealer('a secret for tests, long enough')
  // What is well is told at `debug`, which nobody keeps.
  const log = options.log ?? { debug: () => {}, info: write, warn: write, error: write }
  const throttle = (limit: Parameters<typeof createThrottle>[0], what: string) =>
    createThrottle(limit, now, countTogether({ control, sealer }, what, now))
  const live = createLive(news)
  const visitors = createVisitors({
    news,
    ask: askArmed(pipeline, now),
    onError: (error) => write(error),
    gatherMs: 20,
  })
  const metrics = createMetrics(live, visitors)
  const deps: Deps = {
    url: options.url ?? null,
    isDemo: false,
    openToDebug: null,
    control,
    openWorkspace: stores.open,
    lendWorkspace: stores.lend,
    pipeline,
    replayer: createReplayer({
      run: replaysHere((id) => openWorkspaceReader(location, id)),
      onFault: write,
    }),
    results: shareResults(resultsHere((id) => openWorkspaceReader(location, id))),
    readiness: createReadiness(readinessHere((id) => openWorkspaceReader(location, id))),
    rank: rankingHere((id) => openWorkspaceReader(location, id)),
    keys: createKeyRing(control, now),
    recent: createRecentPayloads({
      now,
      pipeline,
      openWorkspace: stores.open,
      // Written when somebody looks.
      later: () => {},
      onFault: write,
    }),
    pageOrigins: createPageOrigins(control, now),
    identity: createIdentityRing({ store: control, sealer, now, onFault: write }),
    sealer,
    auth: createAuth(control, {
      secret: 'a secret for tests, long enough',
      url: options.url ?? null,
    }),
    signInThrottle: throttle({ most: 10, withinMs: 300_000 }, 'sign_in'),
    secondFactors: createSecondFactors({ control, sealer, now }),
    codeThrottle: throttle({ most: 5, withinMs: 900_000 }, 'code'),
    resetThrottles: {
      byAddress: throttle({ most: 20, withinMs: 3_600_000 }, 'reset_address'),
      byEmail: throttle({ most: 3, withinMs: 3_600_000 }, 'reset_email'),
    },
    inviteThrottle: throttle({ most: 50, withinMs: 3_600_000 }, 'invite'),
    post: options.mail
      ? createPost({
          ...{ control, sealer, mail: options.mail, now, newId },
          onFault: (error, message, more) =>
            log.warn({ ...describeError(error), ...more }, message),
          onResult: (result) => metrics.mails.inc({ result }),
        })
      : null,
    passwords: createQueue(20),
    pictures: createQueue(20),
    live,
    tickets: createTickets('a secret of tests, long enough', now),
    visitors,
    guard: createGuard(
      {
        rates: { ...unlimited, ...options.rates },
        trustedProxies: options.trustedProxies ?? [],
        admission,
      },
      now,
    ),
    targets: createTargets(sealer),
    votes: createVotes('a secret for tests, long enough'),
    send: options.send ?? createSend({ call: createCall({ allowsPrivate: false }) }),
    deliver: () => {},
    reckon: () => {},
    files: { widget: new Map(), console: new Map(), demo: new Map(), ...options.files },
    log,
    metrics,
    checks: createChecks({
      pipeline,
      control,
      folder,
      now,
      onFault: write,
      ...(options.limits ? { limits: options.limits } : {}),
    }),
    operatorToken: null,
    now,
    newId,
  }
  const app = createApp(deps)
  // By itself it does nothing here: a test says when.
  const refresher = startRefresher({
    run: readinessHere((id) => openWorkspaceReader(location, id)),
    pipeline: real,
    workspaces: async () => [],
    now,
    elapsed: now,
    after: () => () => {},
    onError: write,
  })
  onTestFinished(async () => {
    deps.live.close()
    deps.visitors.close()
    news.close()
    await refresher.stop()
    await real.close()
    await stores.close()
    control.close()
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
  })

  const request = (method: string, path: string, body?: unknown, headers = {}) =>
    app.request(`${home}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

  const keys = {
    publishable: createToken('publishable'),
    secret: createToken('secret'),
    others: createToken('secret'),
  }
  if (!options.isEmpty && options.folder === undefined) {
    const passwordHash = await hashedOnce
    const at = clock.now - dayMs
    const key = { at, name: 'Test', origins: [] }
    await createFirstWorkspace(control.db, {
      workspace: { id: 'w1', name: 'First' },
      owner: { id: 'ada', name: 'Ada', email: owner.email, passwordHash, at },
      keys: [
        {
          ...key,
          id: 'k1',
          workspace: 'w1',
          kind: 'publishable',
          token: keys.publishable,
          origins: [origin],
        },
        { ...key, id: 'k2', workspace: 'w1', kind: 'secret', token: keys.secret },
      ],
      at,
    })
    await createFirstWorkspace(control.db, {
      workspace: { id: 'w2', name: 'Second' },
      owner: { id: 'bob', name: 'Bob', email: 'bob@example.com', passwordHash, at },
      keys: [{ ...key, id: 'k3', workspace: 'w2', kind: 'secret', token: keys.others }],
      at,
    })
    // Nobody is held out by chance.
    await real.saveSettings('w1', { holdout: 0 })
  }

  /** Signs in and gives what asks in that person's name. */
  const signIn = async (email = owner.email, password = owner.password) => {
    const response = await request(
      'POST',
      '/console/api/auth/sign-in/email',
      { email, password },
      { origin: options.url ?? home },
    )
    const cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    return (method: string, path: string, body?: unknown, headers = {}) =>
      request(method, `/console/api${path}`, body, {
        cookie,
        origin: options.url ?? home,
        ...headers,
      })
  }

  return {
    app,
    folder,
    deps,
    /** Scores anew what has changed. */
    refresh: (workspace = 'w1') => refresher.refresh(workspace),
    clock,
    keys,
    logged,
    request,
    signIn,
    owner,
    /** Asks the API with a secret key. */
    api: (method: string, path: string, body?: unknown, token = keys.secret, headers = {}) =>
      request(method, `/v1${path}`, body, { authorization: `Bearer ${token}`, ...headers }),
    /** Asks as the widget does: text, from a page. */
    widget: (path: string, body: unknown, headers = {}) =>
      app.request(`${home}/b/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', origin, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    session: (more = {}) => ({
      v: 1,
      key: keys.publishable,
      user: { id: 'mara' },
      account: { id: 'acme' },
      page: '/reports',
      sentAt: new Date(clock.now).toISOString(),
      ...more,
    }),
    addMember: (person: string, workspace: string, role: Role) =>
      control.db.insert(members).values({ person, workspace, role, createdAt: clock.now }),
    /** A source of a workspace; answers its write key. */
    addSource: async (
      vendor: Vendor,
      { workspace = 'w1', sender = 'server' as Sender, mapping = defaultMapping(vendor) } = {},
    ) => {
      const token = createToken('source')
      const source = { vendor, sender, mapping, sealed: null }
      const id = newId('source')
      const of = { workspace, name: 'Tool', origins: [], at: clock.now }
      await addKey(control.db, { ...of, id, kind: 'source', token, source }, cli)
      return { id, token }
    },
    addKey: (
      kind: 'publishable' | 'secret',
      workspace: string,
      token: string,
      origins: string[] = [],
    ) =>
      addKey(
        control.db,
        { id: newId('key'), workspace, kind, name: 'More', token, origins, at: clock.now },
        cli,
      ),
  }
}
