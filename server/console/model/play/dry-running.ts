/** What a play would have done, kept beside it while it is written. Older answers are dropped. */
import { createModel, effect, signal, untracked } from '@preact/signals'
import type { DryRunReport } from '../../../../shared/play/dry-run.ts'
import { type Play, play as playSchema } from '../../../../shared/play/play.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import type { Entry } from '../catalogue/entry.ts'

/** Typing is let come to rest. */
const restMs = 400
/** Another one is at work, or has taken the place of this one: asked again so soon, and not for ever. */
const againMs = 500
const mostTries = 20

type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export const DryRunningModel = createModel(
  (api: WorkspaceApi, entry: Entry<'play'>, wait: Wait) => {
    const days = signal(30)
    const report = signal<DryRunReport | null>(null)
    const progress = signal<{ done: number; of: number } | null>(null)
    const failure = signal<string | null>(null)
    const isRunning = signal(false)
    /** The draft is none yet: what stands there is from before. */
    const isIncomplete = signal(false)
    let running: AbortController | undefined

    /** Answers whether somebody else was first. */
    const listen = async (play: Play, stop: AbortSignal): Promise<boolean> => {
      for await (const message of api.dryRun({ play, days: days.peek() }, stop)) {
        if (stop.aborted) return false
        if (message.type === 'refused') {
          const { code } = message.failure
          if (code === 'rate_limited') return true
          isIncomplete.value = code === 'invalid'
          failure.value = code === 'invalid' ? null : failureInWords(message.failure)
        } else if (message.type === 'progress') progress.value = message
        else if (message.type === 'failed') failure.value = message.error.message
        else {
          report.value = message
          failure.value = null
          isIncomplete.value = false
        }
      }
      return false
    }

    const stopRunning = () => {
      isRunning.value = false
      progress.value = null
    }

    const run = async (draft: Play) => {
      running?.abort()
      const own = new AbortController()
      running = own
      // It is tried under the key that it will have; one that has none yet is tried all the same.
      const play = { ...draft, key: draft.key || 'draft', name: draft.name || 'Draft' }
      isIncomplete.value = !playSchema.safeParse(play).success
      if (isIncomplete.value) return stopRunning()
      isRunning.value = true
      try {
        await wait(restMs, own.signal)
        for (let tries = 1; await listen(play, own.signal); tries++) {
          if (tries === mostTries) break
          await wait(againMs, own.signal)
        }
      } catch (error) {
        if (!own.signal.aborted) throw error
      } finally {
        if (running === own) stopRunning()
      }
    }

    return {
      days,
      report,
      progress,
      failure,
      isRunning,
      isIncomplete,
      /** Runs whenever the draft is another one; answers how to stop. */
      follow() {
        const stop = effect(() => {
          const draft = entry.draft.value
          void days.value
          untracked(() => void run(draft))
        })
        return () => {
          stop()
          running?.abort()
        }
      },
    }
  },
)
export type DryRunning = InstanceType<typeof DryRunningModel>
