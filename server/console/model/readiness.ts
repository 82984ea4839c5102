/** What readiness is made of, being edited; and what the workspace's own conversions say of it. */
import { computed, createModel, signal } from '@preact/signals'
import { type ReadinessModel as Model, readinessModel } from '../../../shared/account/readiness.ts'
import type { Learned, Learning } from '../../../shared/account/readiness-learning.ts'
import type { Settings } from '../../../shared/workspace/settings.ts'
import type { WorkspaceApi } from '../api.ts'
import { failureInWords } from '../words/failure.ts'
import { sameBody } from './editor/draft.ts'
import { createFaults, faultsBy } from './faults.ts'
import type { Resource } from './resource.ts'
import type { Toasts } from './toasts.ts'

type Deps = {
  settings: Resource<Settings>
  toasts: Toasts
  /** Other scores stand in the list then. */
  onSaved(): void
}

export const ReadinessModel = createModel(
  (api: WorkspaceApi, { settings, toasts, onSaved }: Deps) => {
    /** What was changed here and is not saved; null for nothing. */
    const changed = signal<Model | null>(null)
    const isSaving = signal(false)
    const learning = signal<Learning | null>(null)
    const isLearning = signal(false)
    const saved = computed(() => settings.data.value?.readiness)
    const draft = computed(() => changed.value ?? saved.value)
    const { issues, refuses, tell, forget } = createFaults(draft, (model) =>
      faultsBy(readinessModel, model),
    )

    const set = (next: Model) => {
      changed.value = next
    }
    const undoable = (text: string, run: () => void) => toasts.say(text, { label: 'Undo', run })

    const send = async (model: Model): Promise<boolean> => {
      isSaving.value = true
      const answer = await api.setReadiness(model)
      isSaving.value = false
      if (answer.kind === 'failed') {
        if (answer.failure.issues.length > 0) tell(model, answer.failure.issues)
        else toasts.say(failureInWords(answer.failure))
        return false
      }
      const known = settings.data.peek()
      if (known) settings.set({ ...known, readiness: answer.value })
      if (changed.value && sameBody(changed.value, model)) changed.value = null
      onSaved()
      return true
    }

    return {
      settings,
      draft,
      issues,
      isSaving,
      learning,
      isLearning,
      isDirty: computed(
        () =>
          changed.value !== null &&
          saved.value !== undefined &&
          !sameBody(changed.value, saved.value),
      ),
      set,
      /** Weights that somebody chose are not what was learned. */
      setWeights(weights: Model['weights']) {
        const model = draft.peek()
        if (model) set({ ...model, weights, learnedAt: null })
      },
      discard() {
        const thrown = changed.value
        changed.value = null
        forget()
        if (thrown) undoable('Changes discarded', () => set(thrown))
      },
      async save() {
        const [model, before] = [draft.peek(), saved.peek()]
        if (!model || !before || refuses(model) || !(await send(model))) return
        undoable('Saved: accounts are put in order anew', () => void send(before))
      },
      /** With the fit rules as they are edited. */
      async learn() {
        const model = draft.peek()
        if (!model) return
        isLearning.value = true
        learning.value = null
        const answer = await api.learnReadiness(model)
        isLearning.value = false
        if (answer.kind === 'ok') learning.value = answer.value
        else toasts.say(failureInWords(answer.failure))
      },
      /** Into the draft; it holds when it is saved. */
      adopt({ weights }: Learned, at: number) {
        const before = draft.peek()
        if (!before) return
        set({ ...before, weights, learnedAt: at })
        undoable('The learned weights are in the draft', () => set(before))
      },
    }
  },
)
export type Readiness = InstanceType<typeof ReadinessModel>
