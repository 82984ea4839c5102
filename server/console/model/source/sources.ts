/** The tools that send here, and the editor of each one's mapping. */
import { computed, createModel, signal } from '@preact/signals'
import type { NewSource } from '../../../../shared/event/source.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { Source } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import type { MappingDeps, MappingEditor } from './mapping-editor.ts'

export const SourcesModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const list = createResource<Source[]>(api.sources)
  /** What was just made, with its secret: told this once. */
  const made = signal<{ source: Source; secret: string } | null>(null)
  const editors = signal<ReadonlyMap<string, MappingEditor>>(new Map())

  const put = (source: Source) => {
    const others = (list.data.peek() ?? []).filter((one) => one.id !== source.id)
    list.set([source, ...others].toSorted((a, b) => b.createdAt - a.createdAt))
  }

  return {
    list,
    made,
    unsaved: computed(() => [...editors.value.values()].some((one) => one.isDirty.value)),
    /** `make`: comes with the page, which few open. */
    editorOf(source: Source, make: (deps: MappingDeps) => MappingEditor): MappingEditor {
      const known = editors.peek().get(source.id)
      if (known) return known
      const editor = make({ toasts, onSaved: put })
      editors.value = new Map(editors.peek()).set(source.id, editor)
      return editor
    },
    /** Answers what was wrong, or the new one. */
    async create(wanted: NewSource): Promise<Source | string> {
      const answer = await api.createSource(wanted)
      if (answer.kind === 'failed') return failureInWords(answer.failure)
      put(answer.value.source)
      made.value = answer.value
      return answer.value.source
    },
    async rename(source: Source, name: string) {
      const answer = await api.changeSource(source.id, { name })
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      put(answer.value)
      toasts.say(`It is called “${answer.value.name}” now`, {
        label: 'Undo',
        run: async () => {
          const back = await api.changeSource(source.id, { name: source.name })
          if (back.kind === 'ok') put(back.value)
          else toasts.say(failureInWords(back.failure))
        },
      })
    },
    forgetMade() {
      made.value = null
    },
    async revoke({ id, name }: Source): Promise<boolean> {
      const answer = await api.revokeSource(id)
      if (answer.kind === 'failed') {
        toasts.say(failureInWords(answer.failure))
        return false
      }
      list.set((list.data.peek() ?? []).filter((one) => one.id !== id))
      toasts.say(`Nothing is taken in from “${name}” any more`)
      return true
    },
  }
})
export type Sources = InstanceType<typeof SourcesModel>
