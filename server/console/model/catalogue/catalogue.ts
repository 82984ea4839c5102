/** Plans, offers and meters: listed, edited, and taken away where nothing refers to them. */
import { computed, createModel, signal } from '@preact/signals'
import type { DefinitionKind } from '../../../../shared/definition.ts'
import { type AllDefinitions, type Use, usesOf } from '../../../../shared/uses.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { sameBody } from '../editor/draft.ts'
import type { Nudges } from '../nudges.ts'
import type { Resource } from '../resource.ts'
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
  const open = signal<ReadonlyMap<string, Entry>>(new Map())
  const all = computed<AllDefinitions>(() => ({
    plan: nudges.plans.data.value,
    offer: nudges.offers.data.value,
    meter: nudges.metered.data.value,
    trigger: nudges.triggers.data.value,
    nudge: nudges.nudges.data.value,
  }))
  /** In the order of the ladder. */
  const plans = computed(() =>
    nudges.plans.data.value?.toSorted(
      (a, b) => a.draft.tier - b.draft.tier || (a.key < b.key ? -1 : 1),
    ),
  )

  const put = (kind: CatalogueKind, record: CatalogueRecord) => {
    const others = (lists[kind].data.peek() ?? []).filter((one) => one.key !== record.key)
    lists[kind].set([...others, record].sort((a, b) => (a.key < b.key ? -1 : 1)))
  }
  const drop = (kind: CatalogueKind, key: string) => {
    lists[kind].set((lists[kind].data.peek() ?? []).filter((one) => one.key !== key))
    close(kind, key)
  }
  const close = (kind: CatalogueKind, key: string) => {
    open.value = new Map([...open.peek()].filter(([place]) => place !== `${kind} ${key}`))
  }

  const start = (kind: CatalogueKind, key: string, record: CatalogueRecord | null): Entry => {
    const ladder = plans.peek()?.map((one) => one.draft) ?? []
    const draft = record?.draft ?? blankOf(kind, ladder)
    const entry = createEntry(
      { kind, record, draft },
      { api, onSaved: (saved) => put(kind, saved) },
    )
    open.value = new Map([...open.peek(), [`${kind} ${key}`, entry]])
    return entry
  }

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

  const change = async (kind: CatalogueKind, key: string, wish: 'pause' | 'resume') => {
    const answer = await api.change(kind, key, wish)
    if (answer.kind === 'failed') return void toasts.say(failureInWords(answer.failure))
    put(kind, answer.value)
    open.peek().get(`${kind} ${key}`)?.update(answer.value)
  }

  return {
    lists,
    plans,
    /** Names of meters that plans limit or that Brim reads itself. */
    meterNames: nudges.meters,
    put,
    close,
    unsaved: computed(() => [...open.value.values()].some((entry) => entry.isDirty.value)),
    load: nudges.load,
    /** What refers to it; a plan's limits are no reason to keep a meter, for the product may read it. */
    usesOf: (kind: DefinitionKind, key: string): Use[] => usesOf({ kind, key }, all.value),
    /** The entry as it was left; one without unsaved changes follows what others have saved. */
    edit(kind: CatalogueKind, key: string): Entry | undefined {
      const known = open.peek().get(`${kind} ${key}`)
      if (key === newEntry) return known ?? start(kind, key, null)
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
    async pause(kind: CatalogueKind, { key, draft }: CatalogueRecord) {
      await change(kind, key, 'pause')
      const run = () => void change(kind, key, 'resume')
      toasts.say(`“${draft.name}” is paused`, { label: 'Undo', run })
    },
    resume: (kind: CatalogueKind, { key }: CatalogueRecord) => change(kind, key, 'resume'),
  }
})
export type Catalogue = InstanceType<typeof CatalogueModel>
