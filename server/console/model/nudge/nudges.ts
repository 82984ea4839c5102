/** The nudges and what they refer to, kept for as long as the workspace is open. */
import { computed, createModel, signal } from '@preact/signals'
import type { DefinitionKind, DefinitionRecord } from '../../../../shared/definition/definition.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { Archived } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import type { NameOf } from '../../words/value.ts'
import { createLifecycle, type Lifecycle } from '../definitions/lifecycle.ts'
import { sameBody } from '../editor/draft.ts'
import { createResource, type Resource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { findNudges } from './find-nudges.ts'

export type NudgeRecord = DefinitionRecord<'nudge'>

export const hasUnpublished = (record: DefinitionRecord) =>
  record.published !== null && !sameBody(record.draft, record.published)

export const NudgesModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const former = createResource(api.formerNames)
  const of = <K extends DefinitionKind>(kind: K) => {
    const list: Resource<DefinitionRecord<K>[]> = createResource(() => api.definitions(kind))
    const archived: Resource<Archived<K>[]> = createResource(() => api.archived(kind))
    const names = computed(() => {
      const records = [...(archived.data.value ?? []), ...(list.data.value ?? [])]
      return new Map([
        ...(former.data.value ?? []).flatMap((one) =>
          one.kind === kind ? [[one.key, one.name] as const] : [],
        ),
        ...records.map(({ key, draft }) => [key, draft.name] as const),
      ])
    })
    return { list, archived, names, ...createLifecycle(kind, { api, toasts, list, archived }) }
  }
  const kinds = {
    nudge: of('nudge'),
    offer: of('offer'),
    trigger: of('trigger'),
    plan: of('plan'),
    meter: of('meter'),
    play: of('play'),
  }
  const nudges = kinds.nudge.list
  const plans = kinds.plan.list
  const metered = kinds.meter.list
  /** What plans limit and what Brim reads itself: the meters that are known by name. */
  const meters = computed(() => {
    const limited = plans.data.value?.flatMap(({ draft }) => Object.keys(draft.limits)) ?? []
    const read = metered.data.value?.map(({ key }) => key) ?? []
    return [...new Set([...limited, ...read])].sort()
  })
  const sorted = computed(() =>
    nudges.data.value?.toSorted((a, b) => b.updatedAt - a.updatedAt || (a.key < b.key ? -1 : 1)),
  )
  /** What the list is looked through for; kept while others of the pages are looked at. */
  const wanted = signal('')
  const found = computed(() => sorted.value && findNudges(sorted.value, wanted.value))
  const nameOf = computed<NameOf>(() => {
    const names = {
      nudge: kinds.nudge.names.value,
      offer: kinds.offer.names.value,
      trigger: kinds.trigger.names.value,
      plan: kinds.plan.names.value,
      meter: kinds.meter.names.value,
      play: kinds.play.names.value,
    } satisfies Record<DefinitionKind, ReadonlyMap<string, string>>
    return (kind, key) => names[kind].get(key) ?? key
  })

  return {
    nudges,
    offers: kinds.offer.list,
    triggers: kinds.trigger.list,
    plays: kinds.play.list,
    plans,
    metered,
    meters,
    sorted,
    wanted,
    found,
    put: kinds.nudge.put,
    /** What is done with one of a kind, and which of them are put away. */
    kind: <K extends DefinitionKind>(kind: K) =>
      kinds[kind] as unknown as Lifecycle<K> & { archived: Resource<Archived<K>[]> },
    /** All that are taken, by what is archived or was deleted too. */
    keysOf: (kind: DefinitionKind): ReadonlySet<string> => new Set(kinds[kind].names.peek().keys()),
    /** What something is called, also where it is archived or deleted by now; its key until that is known. */
    nameOf,
    find: (key: string) => nudges.data.value?.find((one) => one.key === key),
    /** What a workspace without a price catalogue can propose at once. Returns its key. */
    async addPlainOffer(): Promise<string | null> {
      const body = { key: 'learn-more', name: 'Learn more', kind: 'learn_more' } as const
      const answer = await api.save('offer', body.key, { body, revision: 0, publish: true })
      await kinds.offer.list.load()
      if (answer.kind === 'ok') return body.key
      toasts.say(failureInWords(answer.failure))
      return null
    },
    load: (freshMs = 0) =>
      Promise.all(
        [...Object.values(kinds).map((one) => one.list), former].map((one) => one.load(freshMs)),
      ),
    loadArchived: (of: readonly DefinitionKind[], freshMs = 0) =>
      Promise.all(of.map((kind) => kinds[kind].archived.load(freshMs))),
  }
})
export type Nudges = InstanceType<typeof NudgesModel>
