/** The theme of the workspace's prompts being edited: what is set, what can be shown, saving. */
import { computed, createModel, signal } from '@preact/signals'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { Theme } from '../../../shared/theme/theme.ts'
import type { Settings } from '../../../shared/workspace/settings.ts'
import type { WorkspaceApi } from '../api.ts'
import { failureInWords } from '../words/failure.ts'
import { sameBody } from './editor/draft.ts'
import { normalIssues } from './editor/issues.ts'
import type { Resource } from './resource.ts'
import { themeIssues, withoutFaults } from './theme-draft.ts'
import type { Toasts } from './toasts.ts'

type Deps = { settings: Resource<Settings>; toasts: Toasts }

export const LooksModel = createModel((api: WorkspaceApi, { settings, toasts }: Deps) => {
  /** What was changed here and is not saved; null for nothing. */
  const changed = signal<Theme | null>(null)
  const told = signal<Issue[]>([])
  /** A save was refused: what is wrong is summed up from then on. */
  const isRefused = signal(false)
  const isSaving = signal(false)
  const saved = computed(() => settings.data.value?.theme)
  const draft = computed(() => changed.value ?? saved.value)
  const issues = computed(() => [...(draft.value ? themeIssues(draft.value) : []), ...told.value])

  const send = async (theme: Theme): Promise<boolean> => {
    isSaving.value = true
    const answer = await api.setTheme(theme)
    isSaving.value = false
    if (answer.kind === 'ok') {
      settings.set(answer.value)
      if (changed.value && sameBody(changed.value, theme)) changed.value = null
      return true
    }
    told.value = normalIssues(answer.failure.issues)
    isRefused.value = told.value.length > 0
    if (told.value.length === 0) toasts.say(failureInWords(answer.failure))
    return false
  }

  return {
    settings,
    draft,
    issues,
    isRefused,
    isSaving,
    isDirty: computed(
      () =>
        changed.value !== null &&
        saved.value !== undefined &&
        !sameBody(changed.value, saved.value),
    ),
    /** The draft as far as it can be drawn. */
    shown: computed(() => draft.value && withoutFaults(draft.value)),
    set(theme: Theme) {
      changed.value = theme
      told.value = []
    },
    discard() {
      const thrown = changed.value
      changed.value = null
      told.value = []
      isRefused.value = false
      if (!thrown) return
      toasts.say('Changes discarded', {
        label: 'Undo',
        run: () => {
          changed.value = thrown
        },
      })
    },
    async save() {
      const [theme, before] = [draft.value, saved.value]
      if (!theme || !before) return
      isRefused.value = issues.value.length > 0
      if (isRefused.value) return
      if (!(await send(theme))) return
      toasts.say('Prompts look like this now', { label: 'Undo', run: () => void send(before) })
    },
  }
})
export type Looks = InstanceType<typeof LooksModel>
