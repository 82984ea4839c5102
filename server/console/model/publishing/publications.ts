/** What waits to be published at a time, and what could not be when its time came. */
import { computed, createModel } from '@preact/signals'
import type {
  DefinitionKind,
  DefinitionRecord,
  Publication,
} from '../../../../shared/definition/definition.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { momentWithZone } from '../../words/time.ts'
import type { Authored } from '../definitions/authored.ts'
import { sameBody } from '../editor/draft.ts'
import type { Nudges } from '../nudge/nudges.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

export const placeOf = (kind: DefinitionKind, key: string) => `${kind} ${key}`

type Deps = { nudges: Nudges; toasts: Toasts }

export const PublicationsModel = createModel((api: WorkspaceApi, { nudges, toasts }: Deps) => {
  const all = createResource(api.publications)
  const byPlace = computed<ReadonlyMap<string, Publication>>(
    () => new Map((all.data.value ?? []).map((one) => [placeOf(one.kind, one.key), one])),
  )

  const accept = async ({ kind, update }: Authored, record: DefinitionRecord) => {
    nudges.kind(kind).put(record)
    update(record)
    await all.load()
  }

  const set = async (of: Authored, record: DefinitionRecord, at: number) => {
    const when = { at: new Date(at).toISOString(), revision: record.revision }
    const answer = await api.schedule(of.kind, record.key, when)
    if (answer.kind === 'ok') await accept(of, answer.value)
    return answer
  }

  return {
    load: (freshMs = 0) => all.load(freshMs),
    /** By what `placeOf` says. */
    byPlace,
    /** Answers why not, where the one who asks can do something about it. */
    async schedule(of: Authored, record: DefinitionRecord, at: number): Promise<Failure | null> {
      const answer = await set(of, record, at)
      if (answer.kind === 'ok') {
        toasts.say(`It will be published on ${momentWithZone(at)}`)
        return null
      }
      if (answer.failure.code !== 'conflict') return answer.failure
      of.update(await nudges.kind(of.kind).meet(record, 'scheduled'))
      await all.load()
      return null
    },
    async cancel(of: Authored, record: DefinitionRecord) {
      const held = await api.publication(of.kind, record.key)
      const answer = await api.unschedule(of.kind, record.key)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      await accept(of, answer.value)
      // Set again it would take the draft as it is now: an undo only where that is the same.
      const isSame = held.kind === 'ok' && sameBody(held.value.body, answer.value.draft)
      const canUndo = isSame && held.value.failure === null && held.value.at > Date.now()
      toasts.say(
        'It will not be published by itself any more',
        canUndo
          ? {
              label: 'Undo',
              run: () =>
                void set(of, answer.value, held.value.at).then((done) => {
                  if (done.kind === 'failed') toasts.say(failureInWords(done.failure))
                }),
            }
          : null,
      )
    },
  }
})
export type Publications = InstanceType<typeof PublicationsModel>
