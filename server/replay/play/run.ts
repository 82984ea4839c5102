/** One dry run: the log through the live triggers, their signals through the plays. */
import type { Claim } from '../../../shared/account/claim.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import type { DryRunMessage } from '../../../shared/play/dry-run.ts'
import type { Play } from '../../../shared/play/play.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { isHeldOut } from '../../engine/assign.ts'
import type { Facts } from '../../engine/facts.ts'
import { createDryRun, isLookedAt } from '../../engine/play/dry-run.ts'
import { type CompiledPlay, compilePlay, inOrder } from '../../engine/play/set-off.ts'
import { changes } from '../../engine/project.ts'
import { createFold, type LoggedEntry } from '../../engine/replay/fold.ts'
import { wantedBy } from '../../engine/replay/names.ts'
import { type CompiledTrigger, compileTrigger } from '../../engine/trigger.ts'
import type { Store } from '../../store/open.ts'
import { listDefinitions } from '../../store/workspace/queries/definitions.ts'
import { readSeed, readSettings } from '../../store/workspace/queries/settings.ts'
import { readEnds } from '../log.ts'
import type { ReadLog } from '../log-memory.ts'
import { readFirstSeen, readKnownBefore, readPublished } from '../published.ts'
import { createReader } from '../reader.ts'

export type DryRunJob = {
  play: Play
  days: number
  /** Epoch ms: the end of history. */
  now: number
}

const claimNames = ['account_claimed', 'account_released']

/** Progress after each page, then a report. Whoever has heard enough stops listening. */
export async function* runDryRun(
  store: Store,
  { play, days, now }: DryRunJob,
  readLog?: ReadLog,
): AsyncGenerator<DryRunMessage> {
  const { catalogue } = await readPublished(store)
  const { sales, holdout } = await readSettings(store.db)
  const seed = await readSeed(store.db)
  const { last, startsAt = now, logStart } = await readEnds(store.client)
  const plays = await playsWith(store, play)
  const triggers = (await liveTriggers(store))
    .filter(({ key, family }) => isLookedAt(plays, { trigger: key, family }))
    .map((one) => compileTrigger(one, catalogue.meters))
  const byKey = new Map(triggers.map((one) => [one.trigger.key, one]))
  const firstSeenAt = await readFirstSeen(store)
  const from = Math.max(startsAt, now - days * dayMs)
  const dryRun = createDryRun({
    plays,
    draft: play.key,
    team: sales,
    from,
    isHeldOut: (account) => isHeldOut(seed, holdout, account),
  })
  const claims = new Map<string, Claim>()
  const ends = endings(byKey)
  const fold = createFold({
    triggers,
    catalogue,
    logStart,
    knownBefore: await readKnownBefore(store, logStart),
    onFiring: ({ trigger: key, account, user, at }) => {
      const compiled = byKey.get(key)
      if (!compiled) return
      const facts = sinceKnown(fold.factsOf({ account, user }, at), firstSeenAt.get(account))
      const claim = claims.get(account) ?? null
      const { family } = compiled.trigger
      const what = { trigger: key, family, account, user, at, expiresAt: at + compiled.expiresMs }
      ends.open(key, account, dryRun.take({ ...what, facts, claim }))
    },
  })
  const reader = createReader(store.client, { last, before: now, passes: 1 }, readLog)
  let events = 0
  const pass = reader.pass(wantedOf(triggers), (entry) => {
    noteClaim(claims, entry)
    fold.take(entry)
    ends.close(entry)
  })
  for await (const progress of pass) {
    events = progress.events
    yield progress
  }
  fold.passTime(now)
  yield dryRun.report({ days: Math.max(1, Math.ceil((now - from) / dayMs)), events })
}

/** Those that are live, with the draft in its own place. */
async function playsWith(store: Store, draft: Play): Promise<CompiledPlay[]> {
  const live = (await listDefinitions(store.db, 'play')).flatMap((one) =>
    one.status === 'live' && one.published && one.key !== draft.key ? [one.published] : [],
  )
  return [...live, draft].map((one) => compilePlay(one, 0)).sort(inOrder)
}

async function liveTriggers(store: Store): Promise<Trigger[]> {
  const all = await listDefinitions(store.db, 'trigger')
  return all.flatMap(({ status, published }) => (status === 'live' && published ? [published] : []))
}

/** All that any of them hears, what tells who accounts are, and who has them. */
function wantedOf(triggers: readonly CompiledTrigger[]) {
  const all = triggers.map(wantedBy)
  const isAll = all.some(({ names }) => names === undefined)
  const cancelling = triggers.flatMap(({ trigger }) => trigger.cancelOn)
  const names = all.flatMap((one) => [...(one.names ?? [])])
  return {
    names: isAll ? undefined : new Set([...names, ...cancelling, ...changes, ...claimNames]),
    withProperties: new Set([
      ...all.flatMap((one) => [...one.withProperties]),
      ...changes,
      ...claimNames,
    ]),
  }
}

/** The fold meets an account with the first entry that it reads of it, which may be later. */
function sinceKnown(facts: Facts, firstSeenAt: number | undefined): Facts {
  return Object.create(facts, {
    firstSeenAt: {
      value: (of: 'account' | 'user') =>
        (of === 'account' ? firstSeenAt : undefined) ?? facts.firstSeenAt(of),
    },
  })
}

function noteClaim(
  claims: Map<string, Claim>,
  { name, account, properties, receivedAt }: LoggedEntry,
) {
  if (name === 'account_released') claims.delete(account)
  if (name !== 'account_claimed') return
  const { by, kind, until } = properties
  claims.set(account, {
    by: String(by),
    kind: kind === 'opportunity' ? 'opportunity' : 'claim',
    at: receivedAt,
    until: typeof until === 'number' ? until : null,
  })
}

/** Signals that an event may end, by account. */
function endings(triggers: ReadonlyMap<string, CompiledTrigger>) {
  const open = new Map<string, { trigger: string; end(at: number): void }[]>()
  return {
    open(trigger: string, account: string, end: (at: number) => void) {
      if ((triggers.get(trigger)?.trigger.cancelOn.length ?? 0) === 0) return
      open.set(account, [...(open.get(account) ?? []), { trigger, end }])
    },
    close({ name, account, receivedAt }: LoggedEntry) {
      const known = open.get(account)
      if (!known) return
      const left = known.filter(({ trigger, end }) => {
        const isOver = triggers.get(trigger)?.trigger.cancelOn.includes(name) === true
        if (isOver) end(receivedAt)
        return !isOver
      })
      if (left.length < known.length) open.set(account, left)
    },
  }
}
