/**
 * What a trigger would have done, kept beside it while it is built. One replay answers a whole curve:
 * other thresholds of the chosen leaf are read from it at once, while the days and the lead time of
 * the new one are on their way. Older answers are dropped.
 */
import { computed, createModel, effect, signal, untracked } from '@preact/signals'
import type { Finding } from '../../../../shared/definition/lint.ts'
import type { Trigger } from '../../../../shared/definition/trigger.ts'
import { replayFindings } from '../../../../shared/replay/findings.ts'
import type { ReplayReport, ReplayRequest, SweepPoint } from '../../../../shared/replay/replay.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { sameBody } from '../editor/draft.ts'
import { leavesIn } from './leaves.ts'
import { compared, isLeaf, thresholdOf } from './measure.ts'
import { changeAt, nodeAt } from './tree.ts'
import type { TriggerEditor } from './trigger-editor.ts'

/** A moving slider is let come to rest; typing takes longer. */
const restMs = 30
/** Another replay is at work, or has taken the place of this one: asked again so soon, and not for ever. */
const againMs = 150
const mostTries = 20
/** For so long somebody who publishes waits for what the replay says. */
const longestMs = 3_000

export type Progress = { done: number; of: number }
type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const ReplayingModel = createModel(
  (api: WorkspaceApi, editor: TriggerEditor, wait: Wait) => {
    const chosen = signal<string | null>(null)
    const answered = signal<{ of: Trigger; report: ReplayReport } | null>(null)
    const report = computed(() => answered.value?.report ?? null)
    /** With the trigger that it is of, whose chosen threshold does not matter. */
    const curve = signal<{ shape: string; sweep: NonNullable<ReplayReport['sweep']> } | null>(null)
    const progress = signal<Progress | null>(null)
    const failure = signal<string | null>(null)
    const isRunning = signal(false)

    const turnable = computed(() =>
      leavesIn(editor.draft.value.when).filter(({ leaf }) => thresholdOf(leaf)),
    )
    /** The leaf whose threshold is turned: the chosen one while it is there, else the first. */
    const path = computed(() => {
      const found = turnable.value.find((one) => one.path === chosen.value) ?? turnable.value[0]
      return found?.path ?? null
    })
    const threshold = computed(() => {
      const node = path.value && nodeAt(editor.draft.value.when, path.value)
      return node && isLeaf(node) ? (thresholdOf(node)?.value ?? null) : null
    })
    const shape = computed(() => shapeOf(editor.draft.value, path.value))
    const sweep = computed(() => (curve.value?.shape === shape.value ? curve.value.sweep : null))

    let running: AbortController | undefined
    const run = async (draft: Trigger, isWhole: boolean) => {
      running?.abort()
      const own = new AbortController()
      running = own
      const of = shapeOf(draft, path.value)
      const request: ReplayRequest = {
        trigger: draft,
        horizon: '30d',
        ...(isWhole && path.value && { sweep: { path: path.value } }),
      }
      isRunning.value = true
      try {
        await wait(restMs, own.signal)
        for (let tries = 1; ; tries++) {
          const refused = await listen(request, of, own.signal)
          if (!refused) break
          if (refused.code !== 'rate_limited' || tries === mostTries) {
            failure.value = failureInWords(refused)
            break
          }
          await wait(againMs, own.signal)
        }
      } catch (error) {
        if (!own.signal.aborted) throw error
      } finally {
        if (running === own) {
          isRunning.value = false
          progress.value = null
        }
      }
    }

    /** Answers why it was refused, if it was. */
    const listen = async (
      request: ReplayRequest,
      of: string,
      stop: AbortSignal,
    ): Promise<Failure | undefined> => {
      for await (const message of api.replay(request, stop)) {
        if (stop.aborted) return undefined
        if (message.type === 'refused') return message.failure
        if (message.type === 'progress') progress.value = message
        else if (message.type === 'failed') failure.value = message.error.message
        else {
          failure.value = null
          answered.value = { of: request.trigger, report: message }
          if (message.sweep) curve.value = { shape: of, sweep: message.sweep }
        }
      }
      return undefined
    }

    /** A replay that takes long is not waited for. */
    const settled = () =>
      new Promise<void>((resolve) => {
        if (!isRunning.peek()) return resolve()
        const late = new AbortController()
        const stop = isRunning.subscribe((now) => !now && late.abort())
        wait(longestMs, late.signal)
          .catch(() => {})
          .finally(() => {
            stop()
            resolve()
          })
      })

    /** Runs whenever the draft is another one and can run at all; answers how to stop. */
    const follow = () => {
      const stop = effect(() => {
        const draft = editor.draft.value
        if (editor.issues.value.length > 0) return
        const isWhole = curve.peek()?.shape !== shape.value
        untracked(() => void run(draft, isWhole))
      })
      return () => {
        stop()
        running?.abort()
      }
    }

    return {
      report,
      sweep,
      path,
      turnable,
      threshold,
      progress,
      failure,
      isRunning,
      /** What is known at once of the threshold as it is now; undefined where the curve has no such place. */
      point: computed(() => pointAt(sweep.value?.points ?? [], threshold.value)),
      follow,
      /** What the replay says against going live, where it does something else than what is live. */
      async findings(live: Trigger | null): Promise<readonly Finding[]> {
        await settled()
        const known = answered.peek()
        const draft = editor.draft.peek()
        const isSame = live !== null && sameBody(live.when, draft.when)
        return known?.of === draft && !isSame ? replayFindings(known.report) : []
      },
      choose(next: string) {
        chosen.value = next
      },
      turnTo(value: number) {
        const at = path.value
        const tree = editor.draft.value.when
        if (at === null) return
        const changed = changeAt(tree, at, (node) => {
          const found = isLeaf(node) && thresholdOf(node)
          return found ? compared(node, { [found.operator]: value } as never) : node
        })
        if (changed) editor.setWhen(changed)
      },
    }
  },
)
export type Replaying = InstanceType<typeof ReplayingModel>

/** What a curve depends on: all of the trigger but its name and the threshold that is turned. */
function shapeOf(draft: Trigger, path: string | null): string {
  const { name: _name, weight: _weight, halfLife: _halfLife, ...rest } = draft
  const when =
    path === null
      ? draft.when
      : changeAt(draft.when, path, (node) => {
          const found = isLeaf(node) && thresholdOf(node)
          return found ? compared(node, { [found.operator]: 0 } as never) : node
        })
  return JSON.stringify([path, { ...rest, when }])
}

/** The point at a threshold; between two of them, the one before it, which fires as often or more. */
export function pointAt(
  points: readonly SweepPoint[],
  value: number | null,
): SweepPoint | undefined {
  if (value === null) return undefined
  return points.findLast((one) => one.value <= value) ?? points[0]
}
