/** What waits to be published at a time, and what could not be when its time came. */
import { computed, createModel } from '@preact/signals'
import type { Publication } from '../../../../shared/definition.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { momentWithZone } from '../../words/time.ts'
import { sameBody } from '../editor/draft.ts'
import type { NudgeRecord, Nudges } from '../nudges.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

type Deps = { nudges: Nudges; toasts: Toasts }

export const PublicationsModel = createModel((api: WorkspaceApi, { nudges, toasts }: Deps) => {
  const all = createResource(api.publications)

  const accept = async (record: NudgeRecord) => {
    nudges.put(record)
    await all.load()
  }

  /** Answers the record as it is then, or why not. */
  const schedule = async (
    record: NudgeRecord,
    at: number,
  ): Promise<{ record: NudgeRecord } | { failure: Failure }> => {
    const when = { at: new Date(at).toISOString(), revision: record.revision }
    const answer = await api.schedule('nudge', record.key, when)
    if (answer.kind === 'failed') return { failure: answer.failure }
    await accept(answer.value)
    return { record: answer.value }
  }

  return {
    all,
    load: (freshMs = 0) => all.load(freshMs),
    /** By nudge. */
    ofNudges: computed<ReadonlyMap<string, Publication>>(
      () =>
        new Map(
          (all.data.value ?? []).filter((one) => one.kind === 'nudge').map((one) => [one.key, one]),
        ),
    ),
    async schedule(record: NudgeRecord, at: number): Promise<NudgeRecord | Failure> {
      const done = await schedule(record, at)
      if ('failure' in done) return done.failure
      toasts.say(`It will be published on ${momentWithZone(at)}`)
      return done.record
    },
    async cancel(record: NudgeRecord, onChange: (record: NudgeRecord) => void) {
      const held = await api.publication('nudge', record.key)
      const answer = await api.unschedule('nudge', record.key)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      await accept(answer.value)
      onChange(answer.value)
      // Set again it would take the draft as it is now: an undo only where that is the same.
      const isSame = held.kind === 'ok' && sameBody(held.value.body, answer.value.draft)
      const canUndo = isSame && held.value.failure === null && held.value.at > Date.now()
      toasts.say(
        'It will not be published by itself any more',
        canUndo
          ? {
              label: 'Undo',
              run: () =>
                void schedule(answer.value, held.value.at).then((done) => {
                  if ('record' in done) onChange(done.record)
                  else toasts.say(failureInWords(done.failure))
                }),
            }
          : null,
      )
    },
  }
})
export type Publications = InstanceType<typeof PublicationsModel>
