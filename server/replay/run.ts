/** One replay: the log through the fold, the firings into a report. */

import type { ReplayMessage, ReplayRequest } from '../../shared/replay/replay.ts'
import { durationMs } from '../../shared/value/duration.ts'
import { createCandidates } from '../engine/replay/candidates.ts'
import { compileConversion } from '../engine/replay/conversion.ts'
import { createFold } from '../engine/replay/fold.ts'
import { createGathering, gatheredNames, TooManyFirings } from '../engine/replay/gathering.ts'
import { looksAtUsers, meetingOf } from '../engine/replay/meeting.ts'
import { type Wanted, wantedBy } from '../engine/replay/names.ts'
import { reportOf } from '../engine/replay/report.ts'
import { type SweptLeaf, sweptLeaf } from '../engine/replay/sweep.ts'
import type { Span } from '../engine/replay/types.ts'
import { createVariants } from '../engine/replay/variants.ts'
import { compileTrigger } from '../engine/trigger.ts'
import type { Store } from '../store/open.ts'
import { readEnds } from './log.ts'
import type { ReadLog } from './log-memory.ts'
import { readFirstSeen, readKnownBefore, readPublished, readUsers } from './published.ts'
import { createReader } from './reader.ts'

export type ReplayJob = {
  request: ReplayRequest
  /** Epoch ms: the end of history, unless the request names an earlier one. */
  now: number
}

/** Progress after each page, then a report or a failure. Whoever has heard enough stops listening. */
export async function* runReplay(
  store: Store,
  job: ReplayJob,
  readLog?: ReadLog,
): AsyncGenerator<ReplayMessage> {
  try {
    yield* replay(store, job, readLog)
  } catch (error) {
    if (!(error instanceof TooManyFirings)) throw error
    yield { type: 'failed', error: { code: 'too_large', message: error.message } }
  }
}

async function* replay(
  store: Store,
  { request, now }: ReplayJob,
  readLog?: ReadLog,
): AsyncGenerator<ReplayMessage> {
  const { trigger, sweep } = request
  const { catalogue, live } = await readPublished(store)
  const { last, startsAt = now, logStart } = await readEnds(store.client)
  const knownBefore = await readKnownBefore(store, logStart)
  const span = spanOf(request, startsAt, now)
  const leaf = sweep && leafOf(request, sweep.path)
  const draft = compileTrigger(trigger, catalogue.meters)
  const conversion = compileConversion(request.conversion, catalogue.plans)
  const wanted = alsoGathered(wantedBy(draft), gatheredNames(conversion))
  const isChoosing = leaf !== undefined && sweep?.values === undefined
  const part = { last, before: span.to, passes: isChoosing ? 2 : 1 }
  const reader = createReader(store.client, part, readLog)

  let values = [...new Set(sweep?.values)].sort((a, b) => a - b)
  if (isChoosing) {
    const candidates = createCandidates()
    const fold = createFold({
      triggers: [draft],
      catalogue,
      logStart,
      knownBefore,
      onFiring: () => {},
      onLook: ({ condition }, _who, facts) => {
        const value = condition.leaves.find((one) => one.path === leaf.path)?.read(facts)
        if (typeof value === 'number') candidates.see(value)
      },
    })
    yield* reader.pass(wanted, fold.take)
    fold.passTime(span.to)
    values = candidates.chosen(leaf.threshold)
  }

  const gathering = createGathering({ span, conversion, live, variants: 1 + values.length })
  const variants = createVariants({
    trigger,
    sweep: leaf && { leaf, values },
    catalogue,
    logStart,
    knownBefore,
    onFiring: gathering.fire,
  })
  yield* reader.pass(wanted, (entry) => {
    variants.take(entry)
    gathering.take(entry)
  })
  variants.passTime(span.to)

  const { firings, ...all } = gathering.all()
  const [ofDraft = new Map(), ...ofValues] = firings
  const firstSeenAt = await readFirstSeen(store)
  const users = looksAtUsers(draft) ? await readUsers(store) : new Map<string, string[]>()
  yield reportOf({
    ...all,
    span,
    firstSeenAt,
    meeting: meetingOf(
      draft,
      [...firstSeenAt.keys()].map((account) => ({ account, users: users.get(account) ?? [] })),
      (who) => variants.factsOf(who, span.to),
    ),
    firings: ofDraft,
    expiresMs: draft.expiresMs,
    sweep: leaf && {
      leaf,
      variants: values.map((value, i) => ({ value, firings: ofValues[i] ?? new Map() })),
    },
  })
}

/** Of both passes: the log is read once, and the second time it is in memory where it has room there. */
function alsoGathered({ names, withProperties }: Wanted, gathered: readonly string[]): Wanted {
  return {
    names: names && new Set([...names, ...gathered]),
    withProperties: new Set([...withProperties, ...gathered]),
  }
}

/** History begins with the log, and ends before now. */
function spanOf({ from, to, horizon }: ReplayRequest, startsAt: number, now: number): Span {
  const end = to === undefined ? now : Math.min(now, Date.parse(to))
  const start = from === undefined ? startsAt : Math.max(startsAt, Date.parse(from))
  return { from: Math.min(start, end), to: end, horizonMs: durationMs(horizon) }
}

function leafOf({ trigger }: ReplayRequest, path: string): SweptLeaf {
  const leaf = sweptLeaf(trigger, path)
  if ('message' in leaf) throw new Error(`A sweep passed the check: ${leaf.message}`)
  return leaf
}
