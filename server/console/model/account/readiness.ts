/** What readiness is made of, being edited; and what the workspace's own conversions say of it. */
import { computed, createModel, signal } from '@preact/signals'
import {
  type ReadinessModel as Model,
  readinessModel,
} from '../../../../shared/account/readiness.ts'
import type { Learned, Learning } from '../../../../shared/account/readiness-learning.ts'
import type { Settings } from '../../../../shared/workspace/settings.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { sameBody } from '../editor/draft.ts'
import { createFaults, faultsBy } from '../faults.ts'
import type { Resource } from '../resource.ts'
import { createSettingsConflict } from '../settings/settings-conflict.ts'
import type { Toasts } from '../toasts.ts'

type Deps = {
  settings: Resource<Settings>
  toasts: Toasts
  /** Other scores stand in the list then. */
  onSaved(): void
}

type Edit = { model: Model; from: Model }

export const ReadinessModel = createModel(
  (api: WorkspaceApi, { settings, toasts, onSaved }: Deps) => {
    /** What was changed here and is not saved, and from what; null for nothing. */
    const edit = signal<Edit | null>(null)
    const isSaving = signal(false)
    const learning = signal<Learning | null>(null)
    const isLearning = signal(false)
    const saved = computed(() => settings.data.value?.readiness)
    const draft = computed(() => edit.value?.model ?? saved.value)
    const { issues, refuses, tell, forget } = createFaults(draft, (model) =>
      faultsBy(readinessModel, model),
    )
    const { conflict, meet, choose, settled, leaveConflict } = createSettingsConflict(api, {
      settings,
      toasts,
    })

    const set = (model: Model) => {
      const from = edit.peek()?.from ?? saved.peek()
      if (from) edit.value = { model, from }
    }
    const undoable = (text: string, run: () => void) => toasts.say(text, { label: 'Undo', run })

    const send = async ({ model, from }: Edit): Promise<Failure | null> => {
      isSaving.value = true
      const answer = await api.setReadiness(model, from)
      isSaving.value = false
      if (answer.kind === 'failed') return answer.failure
      const known = settings.data.peek()
      if (known) settings.set({ ...known, readiness: answer.value })
      const left = edit.peek()?.model
      // What was edited while the answer was under way stays.
      edit.value = left && !sameBody(left, model) ? { model: left, from: answer.value } : null
      onSaved()
      return null
    }
    /** What is no edit of the form: refused it is only said. */
    const sendNow = async (now: Edit) => {
      const failure = await send(now)
      if (failure) toasts.say(failureInWords(failure))
    }

    const save = async () => {
      const sent = edit.peek()
      if (!sent || refuses(sent.model)) return
      const { model, from } = sent
      const failure = await send(sent)
      if (failure?.code === 'conflict') {
        return meet(failure, { patch: { readiness: model }, from: { readiness: from } })
      }
      if (failure && failure.issues.length > 0) return tell(model, failure.issues)
      if (failure) return toasts.say(failureInWords(failure))
      undoable('Saved: accounts are put in order anew', () => {
        void sendNow({ model: from, from: model })
      })
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
          edit.value !== null &&
          saved.value !== undefined &&
          !sameBody(edit.value.model, saved.value),
      ),
      set,
      /** Weights that somebody chose are not what was learned. */
      setWeights(weights: Model['weights']) {
        const model = draft.peek()
        if (model) set({ ...model, weights, learnedAt: null })
      },
      discard() {
        const thrown = edit.value
        edit.value = null
        forget()
        if (!thrown) return
        undoable('Changes discarded', () => {
          edit.value = thrown
        })
      },
      save,
      conflict,
      choose,
      leaveConflict,
      async settle() {
        const next = settled()
        const [model, from] = [next?.patch.readiness, next?.from.readiness]
        if (!model || !from) return
        edit.value = { model, from }
        await save()
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
