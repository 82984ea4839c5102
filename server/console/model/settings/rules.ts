/** What holds for the whole workspace, being edited. The theme has a page of its own. */
import { computed, createModel, signal } from '@preact/signals'
import {
  type Settings,
  type SettingsPatch,
  settingsPatch,
} from '../../../../shared/workspace/settings.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { sameBody } from '../editor/draft.ts'
import { createFaults, faultsBy } from '../faults.ts'
import type { Resource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { createSettingsConflict, type SettingsEdit, sameFields } from './settings-conflict.ts'

type Deps = { settings: Resource<Settings>; toasts: Toasts }

const noEdit: SettingsEdit = { patch: {}, from: {} }

export const RulesModel = createModel((api: WorkspaceApi, { settings, toasts }: Deps) => {
  /** Only fields that differ from what is saved. */
  const edit = signal(noEdit)
  const changed = computed(() => edit.value.patch)
  const { issues, refuses, tell, forget } = createFaults(changed, (patch) =>
    faultsBy(settingsPatch, patch),
  )
  const isSaving = signal(false)
  const { conflict, meet, choose, settled, leaveConflict } = createSettingsConflict(api, {
    settings,
    toasts,
  })
  const draft = computed(() => {
    const saved = settings.data.value
    return saved && { ...saved, ...changed.value }
  })

  const send = async ({ patch, from }: SettingsEdit): Promise<Failure | null> => {
    isSaving.value = true
    const answer = await api.saveSettings(patch, from)
    isSaving.value = false
    if (answer.kind === 'failed') return answer.failure
    settings.set(answer.value)
    return null
  }
  /** What is no edit of a form: refused it is only said. */
  const sendNow = async (now: SettingsEdit): Promise<boolean> => {
    const failure = await send(now)
    if (failure) toasts.say(failureInWords(failure))
    return failure === null
  }

  const save = async () => {
    const sent = edit.value
    if (refuses(sent.patch)) return
    const failure = await send(sent)
    if (failure?.code === 'conflict') return meet(failure, sent)
    if (failure && failure.issues.length > 0) return tell(sent.patch, failure.issues)
    if (failure) return toasts.say(failureInWords(failure))
    // What was edited while the answer was under way stays.
    const left = Object.entries(changed.value).filter(
      ([name, value]) => !sameBody(value, sent.patch[name as keyof SettingsPatch]),
    )
    const patch: SettingsPatch = Object.fromEntries(left)
    edit.value = { patch, from: sameFields(settings.data.peek(), patch) }
    toasts.say('Saved: it holds from the next decision on', {
      label: 'Undo',
      run: () => void sendNow({ patch: sent.from, from: sent.patch }),
    })
  }

  return {
    settings,
    draft,
    issues,
    isSaving,
    conflict,
    isDirty: computed(() => Object.keys(changed.value).length > 0),
    set<K extends keyof Settings>(field: K, value: Settings[K]) {
      const saved = settings.data.peek()
      const { patch, from } = edit.value
      const { [field]: _before, ...rest } = patch
      const { [field]: began = saved?.[field], ...others } = from
      edit.value = sameBody(saved?.[field], value)
        ? { patch: rest, from: others }
        : { patch: { ...rest, [field]: value }, from: { ...others, [field]: began } }
    },
    discard() {
      const thrown = edit.value
      edit.value = noEdit
      forget()
      const run = () => {
        edit.value = thrown
      }
      toasts.say('Changes discarded', { label: 'Undo', run })
    },
    save,
    choose,
    leaveConflict,
    async settle() {
      const next = settled()
      if (!next) return
      edit.value = next
      await save()
    },
    /** At once, and for everybody. */
    async pause(paused: boolean) {
      const turn = (paused: boolean) => sendNow({ patch: { paused }, from: { paused: !paused } })
      if (!(await turn(paused))) return
      toasts.say(paused ? 'No prompt is shown anywhere now' : 'Prompts are shown again', {
        label: 'Undo',
        run: () => void turn(!paused),
      })
    },
  }
})
export type Rules = InstanceType<typeof RulesModel>
