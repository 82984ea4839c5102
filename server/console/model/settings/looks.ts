/** The theme of the workspace's prompts being edited: what is set, what can be shown, saving. */
import { computed, createModel, signal } from '@preact/signals'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Theme } from '../../../../shared/theme/theme.ts'
import type { Settings } from '../../../../shared/workspace/settings.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { sameBody } from '../editor/draft.ts'
import { normalIssues } from '../editor/issues.ts'
import type { Resource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { createSettingsConflict } from './settings-conflict.ts'
import { themeIssues, withoutFaults } from './theme-draft.ts'

type Deps = { settings: Resource<Settings>; toasts: Toasts }

type Edit = { theme: Theme; from: Theme }

export const LooksModel = createModel((api: WorkspaceApi, { settings, toasts }: Deps) => {
  /** What was changed here and is not saved, and from what; null for nothing. */
  const edit = signal<Edit | null>(null)
  const told = signal<Issue[]>([])
  /** A save was refused: what is wrong is summed up from then on. */
  const isRefused = signal(false)
  const isSaving = signal(false)
  const saved = computed(() => settings.data.value?.theme)
  const draft = computed(() => edit.value?.theme ?? saved.value)
  const issues = computed(() => [...(draft.value ? themeIssues(draft.value) : []), ...told.value])

  const { conflict, meet, choose, settled, leaveConflict } = createSettingsConflict(api, {
    settings,
    toasts,
  })

  const send = async ({ theme, from }: Edit): Promise<Failure | null> => {
    isSaving.value = true
    const answer = await api.setTheme(theme, from)
    isSaving.value = false
    if (answer.kind === 'failed') return answer.failure
    settings.set(answer.value)
    const left = edit.value?.theme
    // What was edited while the answer was under way stays.
    edit.value = left && !sameBody(left, theme) ? { theme: left, from: answer.value.theme } : null
    return null
  }
  /** What is no edit of the form: refused it is only said. */
  const sendNow = async (now: Edit) => {
    const failure = await send(now)
    if (failure) toasts.say(failureInWords(failure))
  }

  const save = async () => {
    const sent = edit.value
    isRefused.value = issues.value.length > 0
    if (!sent || isRefused.value) return
    const { theme, from } = sent
    const failure = await send(sent)
    if (failure?.code === 'conflict') {
      return meet(failure, { patch: { theme }, from: { theme: from } })
    }
    told.value = normalIssues(failure?.issues ?? [])
    isRefused.value = told.value.length > 0
    if (isRefused.value) return
    if (failure) return toasts.say(failureInWords(failure))
    toasts.say('Prompts look like this now', {
      label: 'Undo',
      run: () => void sendNow({ theme: from, from: theme }),
    })
  }

  return {
    settings,
    draft,
    issues,
    isRefused,
    isSaving,
    isDirty: computed(
      () =>
        edit.value !== null &&
        saved.value !== undefined &&
        !sameBody(edit.value.theme, saved.value),
    ),
    /** The draft as far as it can be drawn. */
    shown: computed(() => draft.value && withoutFaults(draft.value)),
    set(theme: Theme) {
      const from = edit.value?.from ?? saved.value
      if (from) edit.value = { theme, from }
      told.value = []
    },
    discard() {
      const thrown = edit.value
      edit.value = null
      told.value = []
      isRefused.value = false
      if (!thrown) return
      toasts.say('Changes discarded', {
        label: 'Undo',
        run: () => {
          edit.value = thrown
        },
      })
    },
    save,
    conflict,
    choose,
    leaveConflict,
    async settle() {
      const next = settled()
      const [theme, from] = [next?.patch.theme, next?.from.theme]
      if (!theme || !from) return
      edit.value = { theme, from }
      await save()
    },
  }
})
export type Looks = InstanceType<typeof LooksModel>
