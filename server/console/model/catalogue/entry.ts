/** A plan, an offer, a meter or a play being edited: its draft, what is wrong with it, and somebody else's save. */
import { computed, signal } from '@preact/signals'
import type { DefinitionBody, DefinitionRecord } from '../../../../shared/definition/definition.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { followed, type Outcome } from '../definitions/authored.ts'
import { createConflict } from '../definitions/conflict.ts'
import { sameBody } from '../editor/draft.ts'
import { normalIssues, withoutIssuesAt } from '../editor/issues.ts'
import type { CatalogueKind } from './kinds.ts'

/** What is written in a form of its own, with what was refused beside it. */
export type EntryKind = CatalogueKind | 'play'

type Start<K extends EntryKind> = {
  kind: K
  record: DefinitionRecord<K> | null
  draft: DefinitionBody<K>
}
type Deps<K extends EntryKind> = {
  api: WorkspaceApi
  onSaved(record: DefinitionRecord<K>): void
}

export function createEntry<K extends EntryKind>(
  { kind, ...start }: Start<K>,
  { api, onSaved }: Deps<K>,
) {
  const record = signal(start.record)
  const draft = signal(start.draft)
  const issues = signal<Issue[]>([])
  const failure = signal<string | null>(null)
  const busy = signal<'saving' | 'publishing' | null>(null)
  const { conflict, meet, choose, settled, leave } = createConflict<K>()
  const isDirty = computed(() => !sameBody(draft.value, record.value?.draft ?? start.draft))
  const hasUnpublished = computed(
    () =>
      isDirty.value ||
      !record.value?.published ||
      !sameBody(record.value.draft, record.value.published),
  )

  const fail = (answer: Failure): Outcome => {
    if (answer.code === 'invalid' && answer.issues.length > 0) {
      issues.value = normalIssues(answer.issues)
      return 'invalid'
    }
    failure.value = failureInWords(answer)
    return 'failed'
  }

  const lookAtTheirs = async (publish: boolean): Promise<Outcome> => {
    const answer = await api.definition(kind, draft.value.key)
    if (answer.kind === 'failed') return fail(answer.failure)
    meet(answer.value, { base: record.value?.draft, draft: draft.value, publish })
    return 'conflict'
  }

  const save = async (publish: boolean): Promise<Outcome> => {
    const sent = draft.value
    busy.value = publish ? 'publishing' : 'saving'
    failure.value = null
    const revision = record.value?.revision ?? 0
    const answer = await api.save(kind, sent.key || '-', { body: sent, revision, publish })
    let outcome: Outcome = 'saved'
    if (answer.kind === 'ok') {
      record.value = answer.value
      // It may have been edited while the answer was under way.
      if (sameBody(draft.value, sent)) draft.value = answer.value.draft
      issues.value = []
      onSaved(answer.value)
    } else if (answer.failure.code === 'conflict') outcome = await lookAtTheirs(publish)
    else outcome = fail(answer.failure)
    busy.value = null
    return outcome
  }

  return {
    kind,
    record,
    draft,
    issues,
    failure,
    busy,
    conflict,
    isDirty,
    hasUnpublished,
    save,
    /** `path`: what is edited, about which nothing is known any more. */
    edit(next: DefinitionBody<K>, path: string) {
      draft.value = next
      issues.value = withoutIssuesAt(issues.value, path)
    },
    discard(): DefinitionBody<K> {
      const thrown = draft.value
      draft.value = record.value?.draft ?? start.draft
      issues.value = []
      failure.value = null
      return thrown
    },
    restore(thrown: DefinitionBody<K>) {
      draft.value = thrown
    },
    update(next: DefinitionRecord<K>) {
      const isClean = !isDirty.value
      record.value = followed(record.value, next, !isClean)
      if (isClean) draft.value = next.draft
    },
    choose,
    /** Goes on from their version with what was chosen of yours; answers whether to publish it. */
    settle(): boolean {
      const now = settled()
      if (!now) return false
      draft.value = now.draft
      record.value = now.record
      return now.publish
    },
    leaveConflict: leave,
  }
}

export type Entry<K extends EntryKind = CatalogueKind> = ReturnType<typeof createEntry<K>>
