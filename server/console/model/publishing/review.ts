/** What is to be said of a draft before it goes live, asked again whenever it has changed. */
import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Finding, Forecast } from '../../../../shared/definition/lint.ts'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import type { WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { missingIssues, quickIssues } from '../editor/issues.ts'

const typingMs = 250
/** History is read for it: not with every letter. */
const settlingMs = 1500

export type ReviewState =
  /** It lacks something without which nothing can be said, such as its place. */
  | { kind: 'incomplete' }
  | { kind: 'asking' }
  | { kind: 'current'; findings: Finding[] }
  | { kind: 'failed'; message: string }

export type ForecastState =
  | { kind: 'none' }
  | { kind: 'counting' }
  | { kind: 'current'; forecast: Forecast }
  | { kind: 'failed'; message: string }

type Source = { draft: ReadonlySignal<Nudge> }

export const ReviewModel = createModel((api: WorkspaceApi, { draft }: Source) => {
  const state = signal<ReviewState>({ kind: 'asking' })
  const forecast = signal<ForecastState>({ kind: 'none' })
  /** Whether the findings are spread out, or only their number is said. */
  const isOpen = signal(false)
  let newest = 0

  const isIncomplete = (nudge: Nudge) =>
    missingIssues(nudge).length > 0 || quickIssues(nudge).length > 0

  const ask = async (nudge: Nudge): Promise<ReviewState> => {
    const number = ++newest
    const answer = isIncomplete(nudge) ? undefined : await api.lint('nudge', nudge)
    const next: ReviewState = !answer
      ? { kind: 'incomplete' }
      : answer.kind === 'ok'
        ? { kind: 'current', findings: answer.value.findings }
        : answer.failure.issues.length > 0
          ? { kind: 'incomplete' }
          : { kind: 'failed', message: failureInWords(answer.failure) }
    if (number === newest) state.value = next
    return next
  }

  effect(() => {
    const nudge = draft.value
    const isFirst = state.peek().kind === 'asking'
    const timer = setTimeout(() => void ask(nudge), isFirst ? 0 : typingMs)
    return () => clearTimeout(timer)
  })

  /** What decides how often it is shown, and to whom. */
  const shown = computed(() => {
    const { format, placement, trigger, audience, caps, experiment } = draft.value
    return JSON.stringify([format, placement, trigger, audience, caps, experiment])
  })
  const left = new AbortController()
  effect(() => () => left.abort())
  let isCounting = false
  let isOutdated = false

  /** One at a time: what changes meanwhile is counted after it. */
  const count = async () => {
    isOutdated = isCounting
    if (isCounting) return
    const nudge = draft.peek()
    if (isIncomplete(nudge)) {
      forecast.value = { kind: 'none' }
      return
    }
    isCounting = true
    forecast.value = { kind: 'counting' }
    const answer = await api.forecast(nudge, left.signal)
    isCounting = false
    if (left.signal.aborted) return
    if (isOutdated) return void count()
    forecast.value =
      answer.kind === 'ok'
        ? { kind: 'current', forecast: answer.value }
        : { kind: 'failed', message: failureInWords(answer.failure) }
  }

  effect(() => {
    shown.value
    const timer = setTimeout(() => void count(), forecast.peek().kind === 'none' ? 0 : settlingMs)
    return () => clearTimeout(timer)
  })

  const findings = computed(() => {
    const known = state.value.kind === 'current' ? state.value.findings : []
    const counted = forecast.value.kind === 'current' ? forecast.value.forecast.findings : []
    return [...known, ...counted]
  })

  return {
    state,
    forecast,
    isOpen,
    errors: computed(() => findings.value.filter((one) => one.level === 'error')),
    warnings: computed(() => findings.value.filter((one) => one.level === 'warning')),
    count,
    /**
     * Of the draft as it is at this moment: every error, and the warnings that are not true of what is
     * live too. What somebody has published over is not asked again and again.
     */
    async look(live: Nudge | null): Promise<Finding[]> {
      const [next, known] = await Promise.all([ask(draft.peek()), live && api.lint('nudge', live)])
      if (next.kind !== 'current') return []
      const told = known?.kind === 'ok' ? known.value.findings : []
      const isNew = ({ code, path }: Finding) =>
        !told.some((one) => one.code === code && one.path === path)
      return findings.peek().filter((one) => one.level === 'error' || isNew(one))
    },
  }
})
export type Review = InstanceType<typeof ReviewModel>
