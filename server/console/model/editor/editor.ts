/** One nudge being edited: its draft, what is wrong with it, saving, and somebody else's save. */
import { computed, createModel, signal } from '@preact/signals'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { followed, type Outcome } from '../definitions/authored.ts'
import { createConflict } from '../definitions/conflict.ts'
import type { NudgeRecord } from '../nudge/nudges.ts'
import { type Patch, sameBody, withCopy, withLocale, withoutLocale } from './draft.ts'
import {
  missingIssues,
  normalIssues,
  quickIssues,
  uniqueIssues,
  withoutIssuesAt,
} from './issues.ts'
import { copiesOf, own, rootOf, type Words } from './words.ts'

/** What a nudge may be without. */
export type Optional =
  | 'trigger'
  | 'audience'
  | 'position'
  | 'meter'
  | 'forms'
  | 'experiment'
  | 'relay'
  | 'snooze'
  | 'offerLasts'

type Start = { record: NudgeRecord | null; draft: Nudge }
type Deps = { api: WorkspaceApi; onSaved(record: NudgeRecord): void }

export const EditorModel = createModel((start: Start, { api, onSaved }: Deps) => {
  const record = signal(start.record)
  const draft = signal(start.draft)
  const locale = signal(start.draft.defaultLocale)
  const chosen = signal<Words>(own)
  /** Those that are chosen, while the nudge has them. */
  const words = computed<Words>(() => (copiesOf(draft.value, chosen.value) ? chosen.value : own))
  const copies = computed(() => copiesOf(draft.value, words.value) ?? draft.value.copy)
  const serverIssues = signal<Issue[]>([])
  const failure = signal<string | null>(null)
  /** A save was refused: what is wrong is summed up until the next one. */
  const isRefused = signal(false)
  const busy = signal<'saving' | 'publishing' | null>(null)
  const { conflict, meet, choose, settled, leave } = createConflict<'nudge'>()
  const isDirty = computed(() =>
    record.value ? !sameBody(draft.value, record.value.draft) : !sameBody(draft.value, start.draft),
  )
  const hasUnpublished = computed(
    () =>
      isDirty.value ||
      !record.value?.published ||
      !sameBody(record.value.draft, record.value.published),
  )
  const knownIssues = (nudge: Nudge) => [...missingIssues(nudge), ...quickIssues(nudge)]
  const issues = computed(() => {
    const known = isRefused.value ? knownIssues(draft.value) : quickIssues(draft.value)
    return uniqueIssues([...known, ...serverIssues.value])
  })

  const replace = (next: Nudge, path: string) => {
    draft.value = next
    serverIssues.value = withoutIssuesAt(serverIssues.value, path)
  }

  /** From now on these words are written, in that locale where they have it. */
  const write = (of: Words, in_?: string) => {
    chosen.value = of
    const known = copiesOf(draft.value, of) ?? draft.value.copy
    locale.value = [in_, locale.value].find((one) => one && known[one]) ?? draft.value.defaultLocale
  }

  /** Keeps the draft as it is now: it may have been edited while the answer was under way. */
  const accept = (saved: NudgeRecord, sent: Nudge) => {
    record.value = saved
    if (sameBody(draft.value, sent)) draft.value = saved.draft
    serverIssues.value = []
    onSaved(saved)
  }

  const lookAtTheirs = async (publish: boolean): Promise<Outcome> => {
    const answer = await api.definition('nudge', draft.value.key)
    if (answer.kind === 'failed') return fail(answer.failure)
    meet(answer.value, { base: record.value?.draft, draft: draft.value, publish })
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
    isRefused.value = knownIssues(sent).length > 0
    if (isRefused.value) return 'invalid'
    const revision = record.value?.revision ?? 0
    busy.value = publish ? 'publishing' : 'saving'
    failure.value = null
    const answer = await api.save('nudge', sent.key, { body: sent, revision, publish })
    let outcome: Outcome
    if (answer.kind === 'ok') {
      accept(answer.value, sent)
      outcome = 'saved'
    } else if (answer.failure.code === 'conflict') outcome = await lookAtTheirs(publish)
    else outcome = fail(answer.failure)
    busy.value = null
    return outcome
  }

  return {
    record,
    draft,
    locale,
    words,
    copies,
    /** Where issues name the words that are being written, but for their locale. */
    root: computed(() => rootOf(draft.value, words.value)),
    write,
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
    clear(field: Optional) {
      const { [field]: _gone, ...rest } = draft.value
      replace(rest, field)
    },
    setCopy(of: string, patch: Patch) {
      const next = withCopy(draft.value, of, patch, words.value)
      const root = rootOf(next, words.value)
      for (const part of Object.keys(patch)) replace(next, `${root}.${of}.${part}`)
    },
    addLocale(added: string) {
      replace(
        withLocale(draft.value, added, words.value),
        `${rootOf(draft.value, words.value)}.${added}`,
      )
      locale.value = added
    },
    removeLocale(gone: string) {
      replace(
        withoutLocale(draft.value, gone, words.value),
        `${rootOf(draft.value, words.value)}.${gone}`,
      )
      locale.value = draft.value.defaultLocale
    },
    /** Several fields at once, by a change of its own. Answers what was there, for undoing it. */
    change(next: Nudge, path: string): Nudge {
      const before = draft.value
      replace(next, path)
      write(words.value)
      return before
    },
    restore(previous: Nudge) {
      draft.value = previous
      write(words.value)
    },
    discard(): Nudge {
      const thrown = draft.value
      draft.value = record.value?.draft ?? start.draft
      serverIssues.value = []
      failure.value = null
      write(words.value)
      return thrown
    },
    update(next: NudgeRecord) {
      const isClean = !isDirty.value
      record.value = followed<'nudge'>(record.value, next, !isClean)
      if (isClean) draft.value = next.draft
    },
    choose,
    /** Goes on from their version with what was chosen of yours; answers whether to publish it. */
    settle(): boolean {
      const now = settled()
      if (!now) return false
      draft.value = now.draft
      record.value = now.record
      onSaved(now.record)
      return now.publish
    },
    leaveConflict: leave,
  }
})
export type Editor = InstanceType<typeof EditorModel>
