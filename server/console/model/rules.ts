/** What holds for the whole workspace, being edited. The theme has a page of its own. */
import { computed, createModel, signal } from '@preact/signals'
import {
  type Settings,
  type SettingsPatch,
  settingsPatch,
} from '../../../shared/workspace/settings.ts'
import type { WorkspaceApi } from '../api.ts'
import { failureInWords } from '../words/failure.ts'
import { sameBody } from './editor/draft.ts'
import { createFaults, faultsBy } from './faults.ts'
import type { Resource } from './resource.ts'
import type { Toasts } from './toasts.ts'

type Deps = { settings: Resource<Settings>; toasts: Toasts }

export const RulesModel = createModel((api: WorkspaceApi, { settings, toasts }: Deps) => {
  /** Only fields that differ from what is saved. */
  const changed = signal<SettingsPatch>({})
  const { issues, refuses, tell, forget } = createFaults(changed, (patch) =>
    faultsBy(settingsPatch, patch),
  )
  const isSaving = signal(false)
  const draft = computed(() => {
    const saved = settings.data.value
    return saved && { ...saved, ...changed.value }
  })

  const send = async (patch: SettingsPatch): Promise<boolean> => {
    isSaving.value = true
    const answer = await api.saveSettings(patch)
    isSaving.value = false
    if (answer.kind === 'ok') {
      settings.set(answer.value)
      return true
    }
    if (answer.failure.issues.length > 0) tell(patch, answer.failure.issues)
    else toasts.say(failureInWords(answer.failure))
    return false
  }

  /** What these fields were before. */
  const before = (patch: SettingsPatch): SettingsPatch => {
    const saved = settings.data.peek()
    const names = Object.keys(patch) as (keyof SettingsPatch)[]
    return Object.fromEntries(names.map((name) => [name, saved?.[name]]))
  }

  return {
    settings,
    draft,
    issues,
    isSaving,
    isDirty: computed(() => Object.keys(changed.value).length > 0),
    set<K extends keyof Settings>(field: K, value: Settings[K]) {
      const { [field]: _before, ...rest } = changed.value
      const isSaved = sameBody(settings.data.peek()?.[field], value)
      changed.value = isSaved ? rest : { ...rest, [field]: value }
    },
    discard() {
      const thrown = changed.value
      changed.value = {}
      forget()
      const run = () => {
        changed.value = thrown
      }
      toasts.say('Changes discarded', { label: 'Undo', run })
    },
    async save() {
      const patch = changed.value
      if (refuses(patch)) return
      const undo = before(patch)
      if (!(await send(patch))) return
      // What was edited while the answer was under way stays.
      const left = Object.entries(changed.value).filter(
        ([name, value]) => !sameBody(value, patch[name as keyof SettingsPatch]),
      )
      changed.value = Object.fromEntries(left)
      toasts.say('Saved: it holds from the next decision on', {
        label: 'Undo',
        run: () => void send(undo),
      })
    },
    /** At once, and for everybody. */
    async pause(paused: boolean) {
      if (!(await send({ paused }))) return
      toasts.say(paused ? 'No prompt is shown anywhere now' : 'Prompts are shown again', {
        label: 'Undo',
        run: () => void send({ paused: !paused }),
      })
    },
  }
})
export type Rules = InstanceType<typeof RulesModel>
