/** One trigger being built: its draft, what is wrong with it, saving, and somebody else's save. */
import { computed, createModel, signal } from '@preact/signals'
import type { DefinitionRecord } from '../../../../shared/definition/definition.ts'
import { type Condition, type Trigger, trigger } from '../../../../shared/definition/trigger.ts'
import { type Issue, issuesOf } from '../../../../shared/protocol/error.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { followed, type Outcome } from '../definitions/authored.ts'
import { createConflict } from '../definitions/conflict.ts'
import { sameBody } from '../editor/draft.ts'
import { normalIssues, uniqueIssues } from '../editor/issues.ts'

export type TriggerRecord = DefinitionRecord<'trigger'>

type Start = { record: TriggerRecord | null; draft: Trigger }
type Deps = { api: WorkspaceApi; onSaved(record: TriggerRecord): void }

export const TriggerEditorModel = createModel((start: Start, { api, onSaved }: Deps) => {
  const record = signal(start.record)
  const draft = signal(start.draft)
  const serverIssues = signal<{ of: Trigger; issues: Issue[] } | null>(null)
  const failure = signal<string | null>(null)
  const busy = signal<'saving' | 'publishing' | null>(null)
  const { conflict, meet, choose, settled, leave } = createConflict<'trigger'>()
  /** Text that is no trigger yet, while the trigger is written as JSON. */
  const text = signal<{ value: string; issues: Issue[] } | null>(null)
  /** A save was refused: what is wrong is summed up until the next one. */
  const isRefused = signal(false)
  const base = computed(() => record.value?.draft ?? start.draft)
  const isDirty = computed(() => text.value !== null || !sameBody(draft.value, base.value))
  const issues = computed(() => {
    const own = trigger.safeParse(draft.value)
    const found = own.success ? [] : normalIssues(issuesOf(own.error))
    // What the server said of another draft may no longer be so.
    const said = serverIssues.value?.of === draft.value ? serverIssues.value.issues : []
    return uniqueIssues([...(text.value?.issues ?? []), ...found, ...said])
  })

  const fail = (of: Trigger, { code, issues: found, message }: Failure): Outcome => {
    if (code === 'invalid' && found.length > 0) {
      serverIssues.value = { of, issues: normalIssues(found) }
      isRefused.value = true
      return 'invalid'
    }
    failure.value = failureInWords({ code, issues: found, message })
    return 'failed'
  }

  const save = async (publish: boolean): Promise<Outcome> => {
    const sent = draft.value
    isRefused.value = issues.value.length > 0
    if (isRefused.value) return 'invalid'
    busy.value = publish ? 'publishing' : 'saving'
    failure.value = null
    const revision = record.value?.revision ?? 0
    const answer = await api.save('trigger', sent.key, { body: sent, revision, publish })
    busy.value = null
    if (answer.kind === 'ok') {
      record.value = answer.value
      if (draft.value === sent) draft.value = answer.value.draft
      onSaved(answer.value)
      return 'saved'
    }
    if (answer.failure.code !== 'conflict') return fail(sent, answer.failure)
    const theirs = await api.definition('trigger', sent.key)
    if (theirs.kind === 'failed') return fail(sent, theirs.failure)
    meet(theirs.value, { base: record.value?.draft, draft: draft.value, publish })
    return 'conflict'
  }

  return {
    record,
    draft,
    issues,
    isRefused,
    failure,
    busy,
    conflict,
    text,
    isDirty,
    hasUnpublished: computed(
      () =>
        isDirty.value || !record.value?.published || !sameBody(draft.value, record.value.published),
    ),
    save,
    set<K extends keyof Trigger>(field: K, value: Trigger[K]) {
      draft.value = { ...draft.value, [field]: value }
    },
    setWhen(when: Condition) {
      draft.value = { ...draft.value, when }
    },
    clearRecommends() {
      const { recommends: _gone, ...rest } = draft.value
      draft.value = rest
    },
    /** Reads JSON: it counts as soon as it is a trigger, and stays as typed until then. */
    write(value: string) {
      const read = readTrigger(value)
      if ('issues' in read) {
        text.value = { value, issues: read.issues }
        return
      }
      text.value = null
      draft.value = { ...read.trigger, key: record.value?.key ?? read.trigger.key }
    },
    /** Back to the last trigger that was one. */
    leaveText() {
      text.value = null
    },
    discard(): Trigger {
      const thrown = draft.value
      draft.value = base.value
      text.value = null
      serverIssues.value = null
      failure.value = null
      isRefused.value = false
      return thrown
    },
    restore(previous: Trigger) {
      draft.value = previous
    },
    update(next: TriggerRecord) {
      const isClean = !isDirty.value
      record.value = followed<'trigger'>(record.value, next, !isClean)
      if (isClean) draft.value = next.draft
    },
    choose,
    /** Goes on from their version with what was chosen of yours; answers whether to publish it. */
    settle(): boolean {
      const now = settled()
      if (!now) return false
      draft.value = now.draft
      record.value = now.record
      text.value = null
      return now.publish
    },
    leaveConflict: leave,
  }
})
export type TriggerEditor = InstanceType<typeof TriggerEditorModel>

/** A trigger from its JSON, or what is wrong with it, at the path where it is. */
export function readTrigger(text: string): { trigger: Trigger } | { issues: Issue[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { issues: [{ path: '', message: `This is not JSON: ${(error as Error).message}` }] }
  }
  const read = trigger.safeParse(value)
  return read.success ? { trigger: read.data } : { issues: normalIssues(issuesOf(read.error)) }
}
