/** The prompt that a draft would become, as the server resolves it. Never an old one as if current. */
import { createModel, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Issue } from '../../../../shared/error.ts'
import type { Nudge } from '../../../../shared/nudge.ts'
import type { Prompt } from '../../../../shared/prompt.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { normalIssues, quickIssues } from './issues.ts'

export type PreviewState =
  | { kind: 'none' }
  | { kind: 'current'; prompt: Prompt }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'failed'; message: string }

export type Person = { account: string; user: string | null }
export const widths = ['desktop', 'phone'] as const
export const directions = ['auto', 'ltr', 'rtl'] as const
export const schemes = ['light', 'dark'] as const

const typingMs = 120

type Source = { draft: ReadonlySignal<Nudge>; locale: ReadonlySignal<string> }

export const PreviewModel = createModel((api: WorkspaceApi, { draft, locale }: Source) => {
  const state = signal<PreviewState>({ kind: 'none' })
  /** The draft has changed since the state was answered. */
  const isBehind = signal(true)
  const as = signal<Person | null>(null)
  let newest = 0

  const ask = async (number: number, nudge: Nudge, who: Person | null, in_: string) => {
    const answer = await api.preview({
      nudge,
      account: who?.account ?? null,
      user: who?.user ?? null,
      locale: in_,
    })
    if (number !== newest) return
    isBehind.value = false
    if (answer.kind === 'ok') state.value = { kind: 'current', prompt: answer.value.prompt }
    else if (answer.failure.issues.length > 0) {
      state.value = { kind: 'invalid', issues: normalIssues(answer.failure.issues) }
    } else state.value = { kind: 'failed', message: failureInWords(answer.failure) }
  }

  /** A nudge can be seen before it has a key, a name and a place, and whoever it is for. */
  const previewed = ({ audience: _anyone, ...nudge }: Nudge): Nudge => ({
    ...nudge,
    key: nudge.key || 'new',
    name: nudge.name || 'New nudge',
    placement: nudge.placement.endsWith(':') ? 'page' : nudge.placement,
  })

  effect(() => {
    const [nudge, who, in_] = [previewed(draft.value), as.value, locale.value]
    const number = ++newest
    const issues = quickIssues(nudge)
    if (issues.length > 0) {
      state.value = { kind: 'invalid', issues }
      isBehind.value = false
      return
    }
    isBehind.value = true
    const first = state.peek().kind === 'none'
    const timer = setTimeout(() => void ask(number, nudge, who, in_), first ? 0 : typingMs)
    return () => clearTimeout(timer)
  })

  return {
    state,
    isBehind,
    as,
    width: signal<(typeof widths)[number]>('desktop'),
    scheme: signal<(typeof schemes)[number]>('light'),
    direction: signal<(typeof directions)[number]>('auto'),
    show(who: Person | null) {
      as.value = who
    },
  }
})
export type Preview = InstanceType<typeof PreviewModel>
