/** The versions of one definition: which is looked at, what is different in it, and the way back. */
import { computed, createModel, signal } from '@preact/signals'
import type {
  Author,
  DefinitionBody,
  DefinitionKind,
  DefinitionRecord,
  VersionSummary,
} from '../../../../shared/definition/definition.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { sameBody } from '../editor/draft.ts'
import { createResource, createResources } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { changesBetween } from './changes.ts'

export type Which = { kind: DefinitionKind; key: string }
/** A version by its number, or what has been typed since. */
export type Chosen = number | 'draft'
export type Against = 'before' | 'live'

type Deps = { toasts: Toasts; onChange(record: DefinitionRecord): void }

export const HistoryModel = createModel(
  (api: WorkspaceApi, { kind, key }: Which, { toasts, onChange }: Deps) => {
    const record = createResource<DefinitionRecord & { updatedBy: Author | null }>(() =>
      api.definition(kind, key),
    )
    const page = createResource(() => api.versions(kind, key, null))
    const older = signal<VersionSummary[]>([])
    /** What to ask with for those before the ones that are here; null where there are none. */
    const before = signal<number | null | undefined>(undefined)
    const bodies = createResources((version) => api.version(kind, key, Number(version)))
    const wanted = signal<Chosen | null>(null)
    const against = signal<Against>('before')
    const isBusy = signal(false)

    const list = computed(() => [...(page.data.value?.versions ?? []), ...older.value])
    const hasDraft = computed(() => {
      const known = record.data.value
      return known !== undefined && !sameBody(known.draft, known.published)
    })
    const chosen = computed<Chosen>(
      () => wanted.value ?? (hasDraft.value ? 'draft' : (record.data.value?.version ?? 'draft')),
    )
    /** The version that the chosen one is compared with; 0 where there is none before it. */
    const base = computed(() => {
      const live = record.data.value?.version ?? 0
      if (chosen.value === 'draft') return live
      return against.value === 'live' ? live : chosen.value - 1
    })

    const bodyOf = (which: Chosen): DefinitionBody | null | undefined => {
      if (which === 'draft') return record.data.value?.draft
      return which === 0 ? null : bodies(String(which)).data.value?.body
    }
    const changes = computed(() => {
      const [from, to] = [bodyOf(base.value), bodyOf(chosen.value)]
      if (from === undefined || to === undefined) return undefined
      return changesBetween(from ?? undefined, to)
    })

    const load = async (freshMs = 0) => {
      await Promise.all([record.load(freshMs), page.load(freshMs)])
      await loadBodies()
    }
    /** What is published never changes: it is asked for once. */
    const loadBodies = () =>
      Promise.all(
        [chosen.value, base.value].map((which) =>
          which === 'draft' || which === 0
            ? undefined
            : bodies(String(which)).load(Number.POSITIVE_INFINITY),
        ),
      )

    const accept = async (next: DefinitionRecord) => {
      onChange(next)
      await load()
    }

    const undo = async (previous: DefinitionRecord, now: DefinitionRecord) => {
      const isPublished = now.version !== previous.version
      let current = now
      if (isPublished) {
        const how = { revision: now.revision, publish: true }
        const answer = await api.revert(kind, key, previous.version, how)
        if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
        current = answer.value
        if (previous.status === 'paused') {
          const paused = await api.change(kind, key, 'pause', current.revision)
          if (paused.kind === 'ok') current = paused.value
        }
      }
      if (!sameBody(current.draft, previous.draft)) {
        const { draft: body } = previous
        const save = { body, revision: current.revision, publish: false }
        const answer = await api.save(kind, key, save)
        if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
        current = answer.value
      }
      await accept(current)
      toasts.say('It is as it was')
    }

    return {
      record,
      list,
      hasDraft,
      hasMore: computed(() =>
        before.value === undefined ? page.data.value?.before : before.value,
      ),
      chosen,
      against,
      base,
      changes,
      isBusy,
      failure: computed(() => page.failure.value ?? record.failure.value),
      load,
      choose(which: Chosen) {
        wanted.value = which
        void loadBodies()
      },
      compareWith(next: Against) {
        against.value = next
        void loadBodies()
      },
      async loadMore() {
        const from = before.peek() === undefined ? page.data.peek()?.before : before.peek()
        if (from == null) return
        const answer = await api.versions(kind, key, from)
        if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
        older.value = [...older.value, ...answer.value.versions]
        before.value = answer.value.before
      },
      /** The history only grows: what goes live again is a new version. */
      async revert(version: number, publish: boolean) {
        const previous = record.data.peek()
        if (!previous) return
        isBusy.value = true
        const how = { revision: previous.revision, publish }
        const answer = await api.revert(kind, key, version, how)
        isBusy.value = false
        if (answer.kind === 'failed') {
          await load()
          return toasts.say(failureInWords(answer.failure))
        }
        wanted.value = null
        await accept(answer.value)
        toasts.say(
          publish
            ? `Version ${version} is live again, as version ${answer.value.version}`
            : `The draft is version ${version} again`,
          { label: 'Undo', run: () => void undo(previous, answer.value) },
        )
      },
    }
  },
)
export type History = InstanceType<typeof HistoryModel>
