/** One nudge being edited: its draft, what is wrong with it, saving, and somebody else's save. */
import { computed, createModel, signal } from '@preact/signals'
import type { Issue } from '../../../../shared/error.ts'
import type { Nudge } from '../../../../shared/nudge.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import type { NudgeRecord } from '../nudges.ts'
import { type Difference, differencesOf, mergeDrafts, type Side } from './conflict.ts'
import { type Patch, sameBody, withCopy, withLocale, withoutLocale } from './draft.ts'
import { normalIssues, quickIssues, uniqueIssues, withoutIssuesAt } from './issues.ts'

export type Conflict = {
  theirs: NudgeRecord
  differences: Difference[]
  choices: Record<string, Side>
  publish: boolean
}
export type Outcome = 'saved' | 'invalid' | 'conflict' | 'failed'

type Start = { record: NudgeRecord | null; draft: Nudge }
type Deps = { api: WorkspaceApi; onSaved(record: NudgeRecord): void }

export const EditorModel = createModel((start: Start, { api, onSaved }: Deps) => {
  const record = signal(start.record)
  const draft = signal(start.draft)
  const locale = signal(start.draft.defaultLocale)
  const serverIssues = signal<Issue[]>([])
  const failure = signal<string | null>(null)
  /** A save was refused: what is wrong is summed up until the next one. */
  const isRefused = signal(false)
  const busy = signal<'saving' | 'publishing' | null>(null)
  const conflict = signal<Conflict | null>(null)
  const isDirty = computed(() =>
    record.value ? !sameBody(draft.value, record.value.draft) : !sameBody(draft.value, start.draft),
  )
  const hasUnpublished = computed(
    () =>
      isDirty.value ||
      !record.value?.published ||
      !sameBody(record.value.draft, record.value.published),
  )
  const issues = computed(() => uniqueIssues([...quickIssues(draft.value), ...serverIssues.value]))

  const replace = (next: Nudge, path: string) => {
    draft.value = next
    serverIssues.value = withoutIssuesAt(serverIssues.value, path)
  }

  /** Keeps the draft as it is now: it may have been edited while the answer was under way. */
  const accept = (saved: NudgeRecord, sent: Nudge) => {
    record.value = saved
    if (sameBody(draft.value, sent)) draft.value = saved.draft
    serverIssues.value = []
    onSaved(saved)
  }

  const meet = async (publish: boolean): Promise<Outcome> => {
    const answer = await api.definition('nudge', draft.value.key)
    if (answer.kind === 'failed') return fail(answer.failure)
    const theirs = answer.value
    const base = record.value?.draft ?? theirs.draft
    conflict.value = {
      theirs,
      differences: differencesOf(base, draft.value, theirs.draft),
      choices: {},
      publish,
    }
    return 'conflict'
  }

  const fail = ({ code, issues: found, message }: Failure): Outcome => {
    if (code === 'invalid' && found.length > 0) {
      serverIssues.value = normalIssues(found)
      isRefused.value = true
      return 'invalid'
    }
    failure.value = failureInWords({ code, issues: found, message })
    return 'failed'
  }

  const save = async (publish: boolean): Promise<Outcome> => {
    const sent = draft.value
    // What is known to be refused is not asked for.
    isRefused.value = quickIssues(sent).length > 0
    if (isRefused.value) return 'invalid'
    const revision = record.value?.revision ?? 0
    busy.value = publish ? 'publishing' : 'saving'
    failure.value = null
    const answer = await api.save('nudge', sent.key, { body: sent, revision, publish })
    let outcome: Outcome
    if (answer.kind === 'ok') {
      accept(answer.value, sent)
      outcome = 'saved'
    } else if (answer.failure.code === 'conflict') outcome = await meet(publish)
    else outcome = fail(answer.failure)
    busy.value = null
    return outcome
  }

  return {
    record,
    draft,
    locale,
    issues,
    isRefused,
    failure,
    busy,
    conflict,
    isDirty,
    hasUnpublished,
    save,
    set<K extends keyof Nudge>(field: K, value: Nudge[K]) {
      replace({ ...draft.value, [field]: value }, field)
    },
    /** Leaves the field out altogether. */
    clear(field: 'trigger' | 'audience' | 'position' | 'meter') {
      const { [field]: _gone, ...rest } = draft.value
      replace(rest, field)
    },
    setCopy(of: string, patch: Patch) {
      const next = withCopy(draft.value, of, patch)
      for (const part of Object.keys(patch)) replace(next, `copy.${of}.${part}`)
    },
    addLocale(added: string) {
      replace(withLocale(draft.value, added), `copy.${added}`)
      locale.value = added
    },
    removeLocale(gone: string) {
      replace(withoutLocale(draft.value, gone), `copy.${gone}`)
      locale.value = draft.value.defaultLocale
    },
    restore(previous: Nudge) {
      draft.value = previous
    },
    discard(): Nudge {
      const thrown = draft.value
      draft.value = record.value?.draft ?? start.draft
      serverIssues.value = []
      failure.value = null
      if (!draft.value.copy[locale.value]) locale.value = draft.value.defaultLocale
      return thrown
    },
    /** Paused or resumed elsewhere in the console. */
    update(next: NudgeRecord) {
      record.value = next
    },
    choose(path: string, side: Side) {
      const now = conflict.value
      if (now) conflict.value = { ...now, choices: { ...now.choices, [path]: side } }
    },
    /** Goes on from their version with what was chosen of yours. */
    settle(): boolean {
      const now = conflict.value
      if (!now) return false
      draft.value = mergeDrafts(now.theirs.draft, now.differences, now.choices)
      record.value = now.theirs
      conflict.value = null
      onSaved(now.theirs)
      return now.publish
    },
    leaveConflict() {
      conflict.value = null
    },
  }
})
export type Editor = InstanceType<typeof EditorModel>
