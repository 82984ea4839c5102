/** The mapping of a source, being edited, and what it makes of the messages that came last. */
import { computed, createModel, effect, signal } from '@preact/signals'
import type { Issue } from '../../../../shared/error.ts'
import { type SourceMapping, sourceMapping } from '../../../../shared/source.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { Source, TriedPayload } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { sameBody } from '../editor/draft.ts'
import type { Toasts } from '../toasts.ts'
import { namesIn } from './names-in.ts'

export type MappingDeps = { toasts: Toasts; onSaved(source: Source): void }

/** So long after the last key that was pressed. */
const pauseMs = 300

export const MappingEditorModel = createModel(
  (api: WorkspaceApi, source: Source, { toasts, onSaved }: MappingDeps) => {
    const saved = signal(source.mapping)
    const draft = signal(source.mapping)
    const issues = signal<Issue[]>([])
    const isSaving = signal(false)
    /** Undefined before the first answer. */
    const tried = signal<TriedPayload[] | undefined>(undefined)
    let asked = 0

    const look = async () => {
      // Half-written there is nothing to try: what was seen before stays.
      if (!sourceMapping.safeParse(draft.peek()).success) return
      const number = ++asked
      const answer = await api.trySource(source.id, draft.peek())
      if (number !== asked) return
      if (answer.kind === 'ok') {
        tried.value = answer.value
        issues.value = []
      } else {
        issues.value = answer.failure.issues
        tried.value ??= []
        if (issues.value.length === 0) toasts.say(failureInWords(answer.failure))
      }
    }
    const send = async (mapping: SourceMapping): Promise<boolean> => {
      isSaving.value = true
      const answer = await api.changeSource(source.id, { mapping })
      isSaving.value = false
      if (answer.kind === 'ok') {
        saved.value = answer.value.mapping
        issues.value = []
        onSaved(answer.value)
        return true
      }
      issues.value = answer.failure.issues
      if (issues.value.length === 0) toasts.say(failureInWords(answer.failure))
      return false
    }

    return {
      draft,
      issues,
      isSaving,
      tried,
      /** Names of events and properties in what came, to choose from. */
      names: computed(() => namesIn(tried.value ?? [])),
      isDirty: computed(() => !sameBody(saved.value, draft.value)),
      look,
      /** Tries what is edited on what came, whenever either changes; until its undo is called. */
      follow: () => {
        let timer: ReturnType<typeof setTimeout> | undefined
        const stop = effect(() => {
          void draft.value
          clearTimeout(timer)
          timer = setTimeout(() => void look(), tried.peek() ? pauseMs : 0)
        })
        return () => {
          clearTimeout(timer)
          stop()
        }
      },
      set(change: Partial<SourceMapping>) {
        draft.value = { ...draft.value, ...change }
      },
      discard() {
        const thrown = draft.value
        draft.value = saved.value
        const run = () => {
          draft.value = thrown
        }
        toasts.say('Changes discarded', { label: 'Undo', run })
      },
      async save() {
        const before = saved.value
        if (!(await send(draft.value))) return
        toasts.say('Saved: it holds for what comes from now on', {
          label: 'Undo',
          run: () => {
            draft.value = before
            void send(before)
          },
        })
      },
    }
  },
)
export type MappingEditor = InstanceType<typeof MappingEditorModel>
