/** One replay: the log through the fold, the firings into a report. */
import { durationMs } from '../../shared/duration.ts'
import type { ReplayMessage, ReplayRequest } from '../../shared/replay.ts'
import { createCandidates } from '../engine/replay/candidates.ts'
import { compileConversion } from '../engine/replay/conversion.ts'
import { createGathering, TooManyFirings } from '../engine/replay/gathering.ts'
import { namesFor } from '../engine/replay/names.ts'
import { reportOf } from '../engine/replay/report.ts'
import { type SweptLeaf, sweptLeaf, withThreshold } from '../engine/replay/sweep.ts'
import type { CreateFold, Span } from '../engine/replay/types.ts'
import { compileTrigger } from '../engine/trigger.ts'
import type { Store } from '../store/open.ts'
import { readEnd } from './log.ts'
import { readFirstSeen, readPublished } from './published.ts'
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
  createFold: CreateFold,
): AsyncGenerator<ReplayMessage> {
  try {
    yield* replay(store, job, createFold)
  } catch (error) {
    if (!(error instanceof TooManyFirings)) throw error
    yield { type: 'failed', error: { code: 'too_large', message: error.message } }
  }
}

async function* replay(
  store: Store,
  { request, now }: ReplayJob,
  createFold: CreateFold,
): AsyncGenerator<ReplayMessage> {
  const { trigger } = request
  const draft = compileTrigger(trigger)
  const { plans, live } = await readPublished(store)
  const { last, startsAt = now } = await readEnd(store.client)
  const span = spanOf(request, startsAt, now)
  const leaf = request.sweep && leafOf(request, request.sweep.path)
  const names = namesFor(draft)
  const isChoosing = leaf !== undefined && request.sweep?.values === undefined
  const reader = createReader(store.client, { last, before: span.to, passes: isChoosing ? 2 : 1 })

  let values = [...new Set(request.sweep?.values)].sort((a, b) => a - b)
  if (isChoosing) {
    const candidates = createCandidates()
    const watch = { path: leaf.path, onValue: candidates.see }
    const fold = createFold({ variants: [draft], onFiring: () => {}, watch })
    yield* reader.pass(names, fold.take)
    fold.finish(span.to)
    values = candidates.chosen(leaf.threshold)
  }

  const variants = leaf
    ? values.map((value) => compileTrigger(withThreshold(trigger, leaf, value)))
    : []
  const conversion = compileConversion(request.conversion, plans)
  const gathering = createGathering({ span, conversion, live, variants: 1 + variants.length })
  const fold = createFold({ variants: [draft, ...variants], onFiring: gathering.fire })
  yield* reader.pass(names && new Set([...names, ...gathering.names]), (entry) => {
    fold.take(entry)
    gathering.take(entry)
  })
  fold.finish(span.to)
  const { firings, ...gathered } = gathering.all()
  const [ofDraft = new Map(), ...ofVariants] = firings
  yield reportOf({
    ...gathered,
    span,
    firstSeenAt: await readFirstSeen(store),
    firings: ofDraft,
    expiresMs: draft.expiresMs,
    sweep: leaf && {
      leaf,
      variants: values.map((value, i) => ({ value, firings: ofVariants[i] ?? new Map() })),
    },
  })
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
