/** Reads the environment, opens the stores, starts the pipeline, listens, stops; nothing else. */
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { announce, type Ready } from './announce.ts'
import { createApp } from './app.ts'
import { createAttempt } from './deliver/attempt.ts'
import { startCourier } from './deliver/courier.ts'
import { createPost } from './deliver/post.ts'
import { demoRoutes } from './demo/routes.ts'
import { openDemoStore } from './demo/store.ts'
import {
  allowDemoOrigins,
  demoIdentity,
  demoKeys,
  demoLogin,
  demoWorkspace,
  keepDemoIdentity,
  makeDemoWorkspace,
} from './demo-workspace.ts'
import type { Deps } from './deps.ts'
import { type Env, EnvError, parseEnv } from './env.ts'
import { createAuth } from './http/console/auth.ts'
import { createLive } from './http/console/live.ts'
import { createQueue } from './http/console/queue.ts'
import { createThrottle } from './http/console/throttle.ts'
import { describeError } from './http/describe-error.ts'
import { createKeyRing } from './http/key-ring.ts'
import { createChecks } from './http/ops/checks.ts'
import { readStaticFiles } from './http/static-files.ts'
import { keepReleases } from './http/widget/keep-releases.ts'
import { createIdentityRing } from './identity/identity-ring.ts'
import { listen } from './listen.ts'
import { askArmed } from './live/ask-armed.ts'
import { createNewsFeed } from './live/news.ts'
import { createTickets } from './live/ticket.ts'
import { createVisitors } from './live/visitors.ts'
import { FolderInUse, lockFolder } from './lock.ts'
import { createLogger } from './log.ts'
import { createMetrics } from './metrics.ts'
import { finishRestore } from './operate/backup/finish-restore.ts'
import { openDoor } from './operate/door.ts'
import { runCommand } from './operate/run-command.ts'
import { runJobInThread } from './operate/threaded.ts'
import { after, createAdmission } from './overload/admission.ts'
import { createGuard } from './overload/guard.ts'
import { startPipelineThread } from './pipeline/threaded.ts'
import { createReplayer } from './replay/replayer.ts'
import { startReplayThread } from './replay/threaded.ts'
import { createSealer } from './seal.ts'
import { keepSecret } from './secret.ts'
import { hasPeople } from './store/control/people.ts'
import { retireControl } from './store/control/retire.ts'
import { createSetupToken } from './store/control/setup.ts'
import { hasWorkspace, listWorkspaceIds } from './store/control/workspaces.ts'
import { NamespaceMissing } from './store/namespaces.ts'
import { newId } from './store/new-id.ts'
import { openControlStore, openWorkspaceStore } from './store/open.ts'
import { isServerAway } from './store/server-fetch.ts'
import { createStoreCache } from './store/store-cache.ts'
import { startSweeper } from './sweeper.ts'
import { alwaysOurTurn, createTurn } from './turn.ts'

const build = resolve(import.meta.dirname, '..')
const keysFlushMs = 30_000
/** Ten wrong passwords for one person from one place; the right one is not counted. */
const wrongPasswords = { most: 10, withinMs: 5 * 60_000 }
/** Passwords that may wait to be checked: beyond it somebody is guessing under many names. */
const mostPasswords = 20

/** A database that is silent for longer is not waited for: a caller has to know in time. */
const answerWithinMs = 5_000

async function start(env: Env): Promise<void> {
  // Files that this process makes hold customers' data and keys: theirs alone.
  process.umask(0o077)
  const log = createLogger(env.logLevel)
  const now = () => Date.now()
  const location = env.store
  const lock = location.kind === 'files' ? await lockFolder(location.folder) : undefined
  if (location.kind === 'files' && (await finishRestore(location.folder))) {
    log.info('a restore that was interrupted is finished')
  }
  const secret = env.secret ?? (await keepSecret(env.dataFolder))
  const sealer = createSealer(secret)
  const control = await openControlStore(location)
  const stores = createStoreCache((id) => openWorkspaceStore(location, id))
  const pipeline = startPipelineThread({
    location,
    onDeath: (error) => {
      log.error(describeError(error), 'the pipeline has died')
      process.exit(1)
    },
  })
  const { mostInputs } = env
  const admission = createAdmission({ mostInputs, withinMs: answerWithinMs, after })
  const admitted = admission.admit(pipeline)
  const workspaces = () => listWorkspaceIds(control.db)
  const owner = newId('node')
  const turnAt = (name: string, forMs: number) =>
    location.kind === 'files'
      ? alwaysOurTurn(workspaces)
      : createTurn({ control, name, owner, forMs, workspaces, now })
  const turns = { sweep: turnAt('sweep', 90_000), deliver: turnAt('deliver', 45_000) }
  const courier = startCourier({
    pipeline,
    workspaces: turns.deliver.workspaces,
    attempt: createAttempt(createPost({ allowsPrivate: env.allowsPrivateWebhooks }), now),
    now,
    onError: (error) => log.warn(describeError(error), 'the outbox goes on in half a minute'),
  })
  const replays = startReplayThread(location)
  const sample = demoKeys(secret)
  const news = createNewsFeed({
    pipeline,
    openWorkspace: stores.open,
    isAlone: location.kind === 'files',
    onError: (error) => log.warn(describeError(error), 'live streams go on in a moment'),
  })
  const live = createLive(news)
  const visitors = createVisitors({
    news,
    ask: askArmed(admitted, now),
    onError: (error) => log.warn(describeError(error), 'a live stream is told later'),
  })
  const deps: Deps = {
    url: env.url,
    isDemo: env.isDemo,
    control,
    openWorkspace: stores.open,
    pipeline: admitted,
    replayer: createReplayer({
      run: replays.run,
      onFault: (error) => log.error(describeError(error), 'a replay failed'),
    }),
    keys: createKeyRing(control, now),
    identity: createIdentityRing({
      store: control,
      sealer,
      now,
      onFault: (error) => log.error(describeError(error), 'an identity key cannot be used'),
    }),
    sealer,
    auth: createAuth(control, { secret, url: env.url }),
    signInThrottle: createThrottle(wrongPasswords, now),
    passwords: createQueue(mostPasswords),
    live,
    tickets: createTickets(secret, now),
    visitors,
    guard: createGuard({ ...env, admission }, () => performance.now()),
    deliver: (workspace) => void courier.deliver(workspace),
    files: {
      widget: await keepReleases(join(build, 'widget'), join(env.dataFolder, 'widget')),
      console: await readStaticFiles(join(build, 'console')),
      demo: env.isDemo
        ? await readStaticFiles(join(build, 'demo'), { __BRIM_KEY__: sample.publishable })
        : new Map(),
    },
    log,
    metrics: createMetrics(live, visitors),
    checks: createChecks({
      pipeline,
      control,
      folder: location.kind === 'files' ? location.folder : null,
      now,
      onFault: (error, check) => log.error({ check, ...describeError(error) }, 'a check failed'),
    }),
    operatorToken: env.operatorToken,
    now,
    newId,
  }

  const door =
    location.kind === 'files'
      ? await openDoor({
          folder: location.folder,
          run: (command) =>
            runCommand(
              {
                location,
                control,
                upgrade: stores.open,
                isSecretKept: env.secret === null,
                version: __BRIM_VERSION__,
                runJob: runJobInThread,
                forgetKeys: deps.keys.forget,
                now,
                newId,
              },
              command,
            ),
          onFault: (error, command) =>
            log.error({ command, ...describeError(error) }, 'a command failed'),
        })
      : undefined
  const closing = new AbortController()
  let isStopping = false
  const demo = env.isDemo ? await openDemo() : undefined
  const app = createApp(deps, demo?.routes)
  const server = await listen(app.fetch, {
    host: env.host,
    port: env.port,
    connections: { most: env.mostConnections, addressOf: deps.guard.addressOf },
  })
  const url =
    env.url ??
    `http://${/^(0\.0\.0\.0|::)$/.test(env.host) ? 'localhost' : env.host}:${server.port}`
  if (demo) {
    const here = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${server.port}`)
    await allowDemoOrigins(control, [...new Set([...here, url])])
    deps.keys.forget()
  }
  const sweeper = startSweeper({
    pipeline,
    workspaces: turns.sweep.workspaces,
    retireControl: (at) => retireControl(control.db, at),
    log,
    now,
    elapsed: () => performance.now(),
  })
  const flush = setInterval(() => void flushKeys(), keysFlushMs)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  process.stdout.write(announce(await readyAt(url), env))
  log.info({ version: __BRIM_VERSION__, node: process.version }, 'started')

  async function openDemo() {
    if (!(await hasWorkspace(control.db, demoWorkspace))) {
      process.stdout.write(
        '\n  First start: writing 90 days of history, which takes some seconds\n',
      )
    }
    await makeDemoWorkspace({ control, location, pipeline, keys: sample, now: now() })
    const identityKey = demoIdentity(secret)
    await keepDemoIdentity(control, sealer, identityKey, now())
    const store = await openDemoStore(
      location.kind === 'files' ? `file:${join(location.folder, 'demo.db')}` : ':memory:',
    )
    const routes = demoRoutes({
      brim: {
        url: 'http://brim.internal',
        secretKey: sample.secret,
        fetch: (request) => app.fetch(request),
      },
      identityKey,
      store,
      workspace: demoWorkspace,
      onCommit: pipeline.onCommit,
      newId,
      closing: closing.signal,
      onError: (error) => log.warn(describeError(error), 'the demo went on without Brim'),
    })
    return { routes, store }
  }

  async function readyAt(url: string): Promise<Ready> {
    const isNobodyThere = !env.isDemo && !(await hasPeople(control.db))
    const token = isNobodyThere ? await createSetupToken(control.db, now()) : null
    return {
      url,
      demo: env.isDemo ? `${url}/demo/` : null,
      console: `${url}/console/`,
      docs: `${url}/docs`,
      setup: token && `${url}/console/setup#token=${token}`,
      login: env.isDemo ? demoLogin : null,
      publishableKey: env.isDemo ? sample.publishable : null,
      secretKey: env.isDemo ? sample.secret : null,
    }
  }

  async function flushKeys() {
    try {
      await deps.keys.flush()
      await deps.identity.flush()
    } catch (error) {
      log.warn(describeError(error), 'when keys were last used was not written')
    }
  }

  /** Accepts nothing more, finishes what was begun, and only then lets go of the databases. */
  async function stop() {
    if (isStopping) return
    isStopping = true
    deps.checks.stop()
    log.info('stopping')
    await wait(env.drainMs)
    clearInterval(flush)
    deps.live.close()
    deps.visitors.close()
    news.close()
    deps.replayer.close()
    closing.abort()
    await server.close()
    await door?.close()
    await sweeper.stop()
    await courier.stop()
    // The database server may be away: then their leases run out.
    await Promise.all([turns.sweep.end(), turns.deliver.end()]).catch(() => {})
    await replays.close()
    await pipeline.close()
    await flushKeys()
    await stores.close()
    demo?.store.close()
    control.close()
    await lock?.release()
    log.info('stopped')
    process.exit(0)
  }
}

// What nobody has caught is told like everything else: as it is, it might quote people's data.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    console.error(describeError(error))
    process.exit(1)
  })
}

try {
  await start(parseEnv(process.env, process.argv.slice(2)))
} catch (error) {
  const isKnown =
    error instanceof EnvError ||
    error instanceof FolderInUse ||
    error instanceof NamespaceMissing ||
    isServerAway(error)
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  const message = error instanceof Error ? error.message : String(error)
  console.error(isKnown || taken ? `Brim did not start.\n${message}` : describeError(error))
  process.exit(1)
}
