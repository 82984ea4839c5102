/** Somebody else's save of settings that are being edited: what is different, and which side is taken of each. */
import { signal } from '@preact/signals'
import type { Settings, SettingsPatch } from '../../../../shared/workspace/settings.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { type Difference, differencesOf, mergeDrafts, type Side } from '../editor/conflict.ts'
import type { Resource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

/** Some fields, and what stood in them as they were edited. */
export type SettingsEdit = { patch: SettingsPatch; from: SettingsPatch }

export type SettingsConflict = {
  /** Who it was, in a sentence. */
  words: string
  /** The fields that were to be saved, as they are now. */
  theirs: SettingsPatch
  differences: Difference[]
  choices: Readonly<Record<string, Side>>
}

type Deps = { settings: Resource<Settings>; toasts: Toasts }

/** These fields, as they are in `of`. */
export function sameFields(of: Settings | undefined, patch: SettingsPatch): SettingsPatch {
  const names = Object.keys(patch) as (keyof SettingsPatch)[]
  return Object.fromEntries(names.map((name) => [name, of?.[name]]))
}

export function createSettingsConflict(api: WorkspaceApi, { settings, toasts }: Deps) {
  const conflict = signal<SettingsConflict | null>(null)
  return {
    conflict,
    /** Asks for theirs, which is what holds by now. */
    async meet({ message }: Failure, { patch, from }: SettingsEdit) {
      const answer = await api.settings()
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      settings.set(answer.value)
      const theirs = sameFields(answer.value, patch)
      const differences = differencesOf(from, patch, theirs)
      conflict.value = { words: message, theirs, differences, choices: {} }
    },
    choose(path: string, side: Side) {
      const now = conflict.value
      if (now) conflict.value = { ...now, choices: { ...now.choices, [path]: side } }
    },
    /** Theirs with what was chosen of yours, to go on from; what it ends is over then. */
    settled(): SettingsEdit | null {
      const now = conflict.value
      if (!now) return null
      conflict.value = null
      const { theirs, differences, choices } = now
      return { patch: mergeDrafts(theirs, differences, choices), from: theirs }
    },
    leaveConflict() {
      conflict.value = null
    },
  }
}
