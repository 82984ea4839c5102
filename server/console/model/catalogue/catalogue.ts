/** Plans, offers and meters: listed, edited, and taken away where nothing refers to them. */
import { computed, createModel, signal } from '@preact/signals'
import type { DefinitionBody, DefinitionKind } from '../../../../shared/definition/definition.ts'
import { type AllDefinitions, type Use, usesOf } from '../../../../shared/definition/uses.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { copyNames } from '../definitions/copy-names.ts'
import { slotOf } from '../definitions/slot.ts'
import { sameBody } from '../editor/draft.ts'
import type { Nudges } from '../nudge/nudges.ts'
import { createResource, type Resource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { createEntry, type Entry } from './entry.ts'
import { blankOf, type CatalogueKind, type CatalogueRecord, newEntry } from './kinds.ts'

type Deps = { nudges: Nudges; toasts: Toasts }

export const CatalogueModel = createModel((api: WorkspaceApi, { nudges, toasts }: Deps) => {
  const lists = {
    plan: nudges.plans,
    offer: nudges.offers,
    meter: nudges.metered,
  } as unknown as Record<CatalogueKind, Resource<CatalogueRecord[]>>
  const onPlans = createResource(api.accountsOnPlans)
  const open = signal<ReadonlyMap<string, Entry>>(new Map())
  const all = computed<AllDefinitions>(() => ({
    plan: nudges.plans.data.value,
    offer: nudges.offers.data.value,
    meter: nudges.metered.data.value,
    trigger: nudges.triggers.data.value,
    nudge: nudges.nudges.data.value,
    play: nudges.plays.data.value,
  }))
  /** In the order of the ladder. */
  const plans = computed(() =>
    nudges.plans.data.value?.toSorted(
      (a, b) => a.draft.tier - b.draft.tier || (a.key < b.key ? -1 : 1),
    ),
  )

  const put = (kind: CatalogueKind, record: CatalogueRecord) => nudges.kind(kind).put(record)
  const drop = (kind: CatalogueKind, key: string) => {
    lists[kind].set((lists[kind].data.peek() ?? []).filter((one) => one.key !== key))
    open.value = new Map([...open.peek()].filter(([place]) => place !== `${kind} ${key}`))
  }
  const close = (gone: Entry) => {
    open.value = new Map([...open.peek()].filter(([, one]) => one !== gone))
  }

  const start = (
    kind: CatalogueKind,
    key: string,
    record: CatalogueRecord | null,
    copy?: DefinitionBody<CatalogueKind>,
  ): Entry => {
    const ladder = plans.peek()?.map((one) => one.draft) ?? []
    const draft = copy ?? record?.draft ?? blankOf(kind, ladder)
    const entry = createEntry(
      { kind, record, draft },
      { api, onSaved: (saved) => put(kind, saved) },
    )
    open.value = new Map([...open.peek(), [`${kind} ${key}`, entry]])
    return entry
  }

  const copyOf = (kind: CatalogueKind, { draft }: CatalogueRecord) => ({
    ...structuredClone(draft),
    ...copyNames(draft, nudges.keysOf(kind)),
  })

  /** As it was: what was live goes live again, what was a draft stays one. */
  const bringBack = async (kind: CatalogueKind, { key, draft, published }: CatalogueRecord) => {
    const live =
      published && (await api.save(kind, key, { body: published, revision: 0, publish: true }))
    if (live?.kind === 'failed') return toasts.say(failureInWords(live.failure))
    if (!published || !sameBody(draft, published)) {
      const revision = live?.value.revision ?? 0
      const saved = await api.save(kind, key, { body: draft, revision, publish: false })
      if (saved.kind === 'failed') return toasts.say(failureInWords(saved.failure))
      return put(kind, saved.value)
    }
    if (live) put(kind, live.value)
  }

  return {
    lists,
    plans,
    /** Names of meters that plans limit or that Brim reads itself. */
    meterNames: nudges.meters,
    put,
    close,
    /** By kind and key. */
    unsaved: computed(() =>
      [...open.value].filter(([, entry]) => entry.isDirty.value).map(([place]) => place),
    ),
    load: (freshMs = 0) =>
      Promise.all([
        nudges.load(freshMs),
        nudges.loadArchived(['plan', 'offer', 'meter'], freshMs),
        onPlans.load(freshMs),
      ]),
    /** How many accounts it decides the limits of; undefined while that is not known. */
    accountsOn: computed(() => {
      const known = onPlans.data.value
      return (kind: DefinitionKind, key: string): number | undefined =>
        kind === 'plan' ? known && (known[key] ?? 0) : 0
    }),
    /** What refers to it; a plan's limits are no reason to keep a meter, for the product may read it. */
    usesOf: (kind: DefinitionKind, key: string): Use[] => usesOf({ kind, key }, all.value),
    /** `from`: the key of one that is copied. Otherwise the entry as it was left; one without unsaved changes follows what others have saved. */
    edit(kind: CatalogueKind, key: string, from: string | null = null): Entry | undefined {
      if (key === newEntry) {
        const slot = slotOf({ from })
        const begun = open.peek().get(`${kind} ${slot}`)
        if (begun?.isDirty.value) return begun
        const source = lists[kind].data.peek()?.find((one) => one.key === from)
        return start(kind, slot, null, source && copyOf(kind, source))
      }
      const known = open.peek().get(`${kind} ${key}`)
      const record = lists[kind].data.value?.find((one) => one.key === key)
      const isOld = known && !known.isDirty.value && record !== known.record.value
      if (known && !isOld) return known
      return record ? start(kind, key, record) : known
    },
    async remove(kind: CatalogueKind, record: CatalogueRecord): Promise<boolean> {
      const answer = await api.remove(kind, record.key)
      if (answer.kind === 'failed') {
        toasts.say(failureInWords(answer.failure))
        return false
      }
      drop(kind, record.key)
      toasts.say(`“${record.draft.name}” is deleted`, {
        label: 'Undo',
        run: () => void bringBack(kind, answer.value),
      })
      return true
    },
  }
})
export type Catalogue = InstanceType<typeof CatalogueModel>
