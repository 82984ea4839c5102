/** The audit log as it is looked at: what narrows it, and how far back it is read. */
import { computed, createModel, signal } from '@preact/signals'
import type { AuditGroup } from '../../../../shared/audit/action.ts'
import type { AuditEntry, AuditSubject } from '../../../../shared/audit/entry.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

export type AuditChoice = {
  group: AuditGroup | ''
  /** Id of who did it. */
  actor: string
  /** What it was done to. */
  subject: AuditSubject | null
  /** Days as a date field has them; empty for none. Both are within. */
  from: string
  to: string
}

export const noChoice: AuditChoice = { group: '', actor: '', subject: null, from: '', to: '' }

export const isNarrowed = (choice: AuditChoice) =>
  Object.values(choice).some((one) => one !== '' && one !== null)

/** As the API asks for it. Days are those of whoever looks. */
export function auditQuery({ group, actor, subject, from, to }: AuditChoice): URLSearchParams {
  const query = new URLSearchParams()
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  set('group', group)
  set('actor', actor)
  set('subject', subject?.key)
  set('since', startOf(from))
  set('until', startOf(to, 1))
  return query
}

/** Midnight, so many days after it. */
function startOf(day: string, after = 0): number | undefined {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return undefined
  return new Date(year, month - 1, date + after).getTime()
}

export const AuditModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const choice = signal<AuditChoice>(noChoice)
  const first = createResource(() => api.audit(auditQuery(choice.peek()).toString()))
  const older = signal<AuditEntry[]>([])
  /** What to ask with for those before; `undefined`: as the first page says. */
  const before = signal<string | null | undefined>(undefined)
  const isLoadingOlder = signal(false)

  const next = computed(() =>
    before.value === undefined ? (first.data.value?.before ?? null) : before.value,
  )
  const startOver = () => {
    older.value = []
    before.value = undefined
  }

  return {
    choice,
    entries: computed(() => {
      const page = first.data.value
      return page && [...page.entries, ...older.value]
    }),
    failure: first.failure,
    hasOlder: computed(() => next.value !== null),
    isLoadingOlder,
    async load(freshMs = 0) {
      if (freshMs === 0) startOver()
      await first.load(freshMs)
    },
    async narrow(change: Partial<AuditChoice>) {
      choice.value = { ...choice.peek(), ...change }
      startOver()
      await first.load()
    },
    async loadOlder() {
      const from = next.peek()
      if (from === null || isLoadingOlder.peek()) return
      const asked = choice.peek()
      isLoadingOlder.value = true
      const query = auditQuery(asked)
      query.set('before', from)
      const answer = await api.audit(query.toString())
      isLoadingOlder.value = false
      if (asked !== choice.peek()) return
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      older.value = [...older.peek(), ...answer.value.entries]
      before.value = answer.value.before
    },
    fileAddress(of: AuditChoice, format: 'csv' | 'jsonl') {
      const query = auditQuery(of)
      query.set('format', format)
      return api.auditAddress(query.toString())
    },
  }
})
export type Audit = InstanceType<typeof AuditModel>
