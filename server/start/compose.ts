/** Makes the parts of a running server, and gives each of them those that it needs. */
import { join, resolve } from 'node:path'
import { hourMs } from '../../shared/value/duration.ts'
import { createAttempt } from '../deliver/attempt.ts'
import { createCall } from '../deliver/call.ts'
import { type Courier, startCourier } from '../deliver/courier.ts'
import { createSend } from '../deliver/send.ts'
import { createTargets } from '../deliver/target.ts'
import { createVotes } from '../deliver/votes.ts'
import { type DemoKeys, demoWorkspace } from '../demo-workspace.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../env.ts'
import { describeError } from '../http/answer/describe-error.ts'
import { createAuth } from '../http/console/auth/auth.ts'
import { countTogether, createThrottle } from '../http/console/auth/throttle.ts'
import { createLive } from '../http/console/live.ts'
import { createQueue } from '../http/console/queue.ts'
import { createRecentPayloads } from '../http/inbound/recent.ts'
import { createKeyRing } from '../http/key/key-ring.ts'
import { createPageOrigins } from '../http/key/page-origins.ts'
import { createChecks } from '../http/ops/checks.ts'
import { readStaticFiles } from '../http/page/static-files.ts'
import { keepReleases } from '../http/widget/keep-releases.ts'
import { createIdentityRing } from '../identity/identity-ring.ts'
import { askArmed } from '../live/ask-armed.ts'
import { createNewsFeed, type NewsFeed } from '../live/news.ts'
import { createTickets } from '../live/ticket.ts'
import { createVisitors } from '../live/visitors.ts'
import type { Logger } from '../log.ts'
import { createMailer, type Mailer } from '../mail/mailer.ts'
import { createTellOwners } from '../mail/tell-owners.ts'
import { createMetrics } from '../metrics.ts'
import { after, createAdmission } from '../overload/admission.ts'
import { createGuard } from '../overload/guard.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import { createPost } from '../post/post.ts'
import { createReadiness } from '../readiness/readiness.ts'
import { type Refresher, startRefresher } from '../readiness/refresher.ts'
import { createReplayer } from '../replay/replayer.ts'
import { shareResults } from '../results/reader.ts'
import { createSealer } from '../seal.ts'
import { createSecondFactors } from '../second-factor/second-factors.ts'
import { findOwners } from '../store/control/members.ts'
import { retireControl } from '../store/control/retire.ts'
import { hasWorkspace } from '../store/control/workspaces.ts'
import { newId } from '../store/new-id.ts'
import { lastArrival } from '../store/workspace/queries/last-arrival.ts'
import { type Sweeper, startSweeper } from '../sweeper.ts'
import { bound } from '../thread/bound.ts'
import type { Data } from './data.ts'
import { startPipeline } from './pipeline.ts'
import { type ReadThreads, startReadThreads } from './read-threads.ts'
import { type Turns, takeTurns } from './turns.ts'

const build = resolve(import.meta.dirname, '..')
/** Ten wrong passwords for one person from one place; the right one is not counted. */
const wrongPasswords = { most: 10, withinMs: 5 * 60_000 }
/** Wrong codes for one person: a code has six digits, and three of them are good at a time. */
const wrongCodes = { most: 5, withinMs: 15 * 60_000 }
/** Links for new passwords: for one address of mail, and asked for from one place. */
const resets = { byEmail: { most: 3, withinMs: hourMs }, byAddress: { most: 20, withinMs: hourMs } }
/** Invitations that one person has mailed. */
const mailedInvitations = { most: 50, withinMs: hourMs }
/** How often mails that did not go out are looked for. */
const mailEveryMs = 30_000
/** So soon other nodes show what a source has sent. */
const recentMs = 3_000
/** Passwords that may wait to be checked: who has half of them is guessing under many names. */
const mostPasswords = 40
/** Of the largest that are taken, all of them are in memory while they wait. */
const mostPictures = 8
/** A database that is silent for longer is not waited for: a caller has to know in time. */
const answerWithinMs = 5_000

/** What runs, with or without a port. */
export type House = {
  deps: Deps
  /** Without the bounds of `deps.pipeline`, which are for requests. */
  pipeline: Pipeline
  turns: Turns
  courier: Courier
  sweeper: Sweeper
  refresher: Refresher
  reads: ReadThreads
  news: NewsFeed
}

export type Ground = { env: Env; data: Data; log: Logger; demoKeys: DemoKeys }

export async function compose(ground: Ground): Promise<House> {
  const { env, data, log } = ground
  const { control, stores } = data
  const { now } = data
  const isAlone = env.store.kind === 'files'
  const pipeline = startPipeline(env, data.lag, log)
  const turns = takeTurns({ control, isAlone, now })
  const sealer = createSealer(data.secret, env.secretsBefore)
  const targets = createTargets(sealer)
  const votes = createVotes(data.secret, env.secretsBefore)
  const mail = env.mail && createMailer(env.mail)
  const call = createCall({ allowsPrivate: env.allowsPrivateWebhooks })
  const send = createSend({ call, mail: mail?.send ?? null })
  const courier = startCourier({
    pipeline,
    workspaces: turns.deliver.workspaces,
    isThere: createMade((id) => hasWorkspace(control.db, id)),
    attempt: createAttempt({
      send,
      targets,
      home: env.url,
      voteLink: env.url === null ? null : votes.linkFrom(env.url),
      now,
    }),
    tellOwners:
      mail &&
      createTellOwners({
        send: mail.send,
        ownersOf: (workspace) => findOwners(control.db, workspace),
        home: env.url,
      }),
    now,
    onError: (error) => log.warn(describeError(error), 'the outbox goes on in half a minute'),
  })
  const reads = startReadThreads(env.store)
  const news = createNewsFeed({
    pipeline,
    openWorkspace: stores.open,
    isAlone,
    onError: (error) => log.warn(describeError(error), 'live streams go on in a moment'),
  })
  const sweeper = startSweeper({
    pipeline,
    workspaces: turns.sweep.workspaces,
    lastArrival: async (workspace, before) =>
      lastArrival((await stores.open(workspace)).db, before),
    retireControl: (at) => retireControl(control.db, at),
    log,
    now,
    elapsed: () => performance.now(),
  })
  const refresher = startRefresher({
    run: reads.readiness,
    pipeline,
    workspaces: turns.readiness.workspaces,
    now,
    elapsed: () => performance.now(),
    after,
    onError: (error, workspace) =>
      log.warn({ ...describeError(error), workspace }, 'readiness is reckoned later'),
  })
  const deps = await createDeps(ground, {
    pipeline,
    courier,
    refresher,
    sealer,
    targets,
    votes,
    send,
    mail,
    reads,
    news,
    now,
  })
  return { deps, pipeline, turns, courier, sweeper, refresher, reads, news }
}

type Parts = Pick<House, 'pipeline' | 'courier' | 'refresher' | 'reads' | 'news'> &
  Pick<Deps, 'sealer' | 'targets' | 'votes' | 'send' | 'now'> & { mail: Mailer | null }

async function createDeps({ env, data, log, demoKeys }: Ground, parts: Parts): Promise<Deps> {
  const { secret, control, stores } = data
  const { pipeline, courier, refresher, sealer, targets, votes, send, mail, reads, news, now } =
    parts
  const folder = env.store.kind === 'files' ? env.store.folder : null
  const admission = createAdmission({
    mostInputs: env.mostInputs,
    withinMs: answerWithinMs,
    after,
  })
  const admitted = admission.admit(pipeline)
  const throttle = (limit: Parameters<typeof createThrottle>[0], what: string) =>
    createThrottle(limit, now, countTogether({ control, sealer }, what, now))
  const live = createLive(news)
  const visitors = createVisitors({
    news,
    ask: askArmed(admitted, now),
    onError: (error) => log.warn(describeError(error), 'a live stream is told later'),
  })
  const metrics = createMetrics(live, visitors)
  return {
    url: env.url,
    isDemo: env.isDemo,
    openToDebug: env.isDemo ? demoWorkspace : null,
    control,
    openWorkspace: stores.open,
    lendWorkspace: stores.lend,
    pipeline: admitted,
    replayer: createReplayer({
      run: reads.replay,
      onFault: (error) => log.error(describeError(error), 'a replay failed'),
    }),
    results: shareResults(reads.results),
    readiness: createReadiness(reads.readiness),
    rank: bound(reads.rank),
    keys: createKeyRing(control, now),
    recent: createRecentPayloads({
      now,
      pipeline: admitted,
      openWorkspace: stores.open,
      later: (run) => setTimeout(run, recentMs).unref(),
      onFault: (error, workspace) =>
        log.warn({ workspace, ...describeError(error) }, 'what sources sent last was not kept'),
    }),
    pageOrigins: createPageOrigins(control, now),
    identity: createIdentityRing({
      store: control,
      sealer,
      now,
      onFault: (error) => log.error(describeError(error), 'an identity key cannot be used'),
    }),
    sealer,
    auth: createAuth(control, { secret, url: env.url }),
    signInThrottle: throttle(wrongPasswords, 'sign_in'),
    secondFactors: createSecondFactors({ control, sealer, now }),
    codeThrottle: throttle(wrongCodes, 'code'),
    resetThrottles: {
      byAddress: throttle(resets.byAddress, 'reset_address'),
      byEmail: throttle(resets.byEmail, 'reset_email'),
    },
    inviteThrottle: throttle(mailedInvitations, 'invite'),
    post:
      mail &&
      createPost({
        ...{ control, sealer, mail, now, newId, everyMs: mailEveryMs },
        onFault: (error, message, more) => log.warn({ ...describeError(error), ...more }, message),
        onResult: (result) => metrics.mails.inc({ result }),
      }),
    passwords: createQueue(mostPasswords),
    pictures: createQueue(mostPictures),
    live,
    tickets: createTickets(secret, now),
    visitors,
    guard: createGuard({ ...env, admission }, () => performance.now()),
    targets,
    votes,
    send,
    deliver: (workspace) => void courier.deliver(workspace),
    reckon: refresher.mark,
    files: {
      widget: await keepReleases(join(build, 'widget'), join(env.dataFolder, 'widget')),
      console: await readStaticFiles(join(build, 'console')),
      demo: env.isDemo
        ? await readStaticFiles(join(build, 'demo'), { __BRIM_KEY__: demoKeys.publishable })
        : new Map(),
    },
    log,
    metrics,
    checks: createChecks({
      pipeline,
      control,
      folder,
      now,
      onFault: (error, check) => log.error({ check, ...describeError(error) }, 'a check failed'),
    }),
    operatorToken: env.operatorToken,
    now,
    newId,
  }
}

/** What is there stays there: it is looked up once. */
function createMade(look: (workspace: string) => Promise<boolean>) {
  const known = new Set<string>()
  return async (workspace: string) => {
    if (!known.has(workspace) && (await look(workspace))) known.add(workspace)
    return known.has(workspace)
  }
}
