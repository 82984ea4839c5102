/** The prompt that a draft would become, as the server resolves it. Never an old one as if current. */
import { createModel, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Prompt } from '../../../../shared/decision/prompt.ts'
import type { Standing } from '../../../../shared/decision/standing.ts'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import type { Issue } from '../../../../shared/protocol/error.ts'
import type { PreviewRequest, WorkspaceApi } from '../../api.ts'
import { failureInWords } from '../../words/failure.ts'
import { normalIssues, quickIssues } from './issues.ts'
import { type Previewed, previewed } from './previewed.ts'
import type { Words } from './words.ts'

export type PreviewState =
  | { kind: 'none' }
  /** It offers nothing yet: there is nothing to draw, and nothing wrong either. */
  | { kind: 'offerless' }
  /** `standing`: null where nobody is asked about, or it is not said yet where and for whom. */
  | { kind: 'current'; prompt: Prompt; standing: Standing | null }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'failed'; message: string }

export type Person = { account: string; user: string | null }
/** Of the page, in CSS pixels, and what has a screen of about that. `fit`: as wide as there is room, unscaled. */
export type Width = 'fit' | '1440' | '768' | '320'
const devices = { fit: 'desktop', '1440': 'desktop', '768': 'tablet', '320': 'phone' } as const
export const directions = ['auto', 'ltr', 'rtl'] as const
/** `yours`: as the workspace's theme has it. */
export const schemes = ['light', 'dark', 'yours'] as const

/** What variables are for an account: what an author chooses from. */
export type Examples = { account: string; values: Readonly<Record<string, string>> }

const typingMs = 120

type Source = {
  draft: ReadonlySignal<Nudge>
  locale: ReadonlySignal<string>
  words: ReadonlySignal<Words>
}
type Asked = Previewed & {
  who: Person | null
  locale: string
  words: Words
  page: string
  width: Width
}

export const PreviewModel = createModel((api: WorkspaceApi, source: Source) => {
  const { draft, locale, words } = source
  const state = signal<PreviewState>({ kind: 'none' })
  /** The draft has changed since the state was answered. */
  const isBehind = signal(true)
  const as = signal<Person | null>(null)
  const width = signal<Width>('fit')
  /** The path of the page that the account is on; empty where that is not said. */
  const page = signal('')
  const examples = signal<Examples | null>(null)
  let newest = 0

  const requestOf = ({ nudge, who, locale, words, page, width }: Asked): PreviewRequest => ({
    // As long as nobody is asked about, it is seen whoever it is for.
    nudge: who ? nudge : withoutAudience(nudge),
    account: who?.account ?? null,
    user: who?.user ?? null,
    locale,
    form: words.kind === 'form' ? words.form : null,
    arm: words.kind === 'arm' ? words.arm : null,
    page: page || null,
    device: devices[width],
  })

  const ask = async (number: number, asked: Asked) => {
    const answer = await api.preview(requestOf(asked))
    if (number !== newest) return
    isBehind.value = false
    if (answer.kind === 'ok') {
      const { prompt, standing, values } = answer.value
      state.value = { kind: 'current', prompt, standing: asked.isJudgeable ? standing : null }
      if (asked.who) examples.value = { account: asked.who.account, values }
    } else if (answer.failure.issues.length > 0) {
      state.value = { kind: 'invalid', issues: normalIssues(answer.failure.issues) }
    } else state.value = { kind: 'failed', message: failureInWords(answer.failure) }
  }

  const newestAccount = async () => {
    const answer = await api.accounts('', 1)
    return answer.kind === 'ok' ? answer.value : []
  }
  const firstUser = async (account: string) => {
    const answer = await api.account(account)
    return answer.kind === 'ok' ? (answer.value.users[0]?.id ?? null) : null
  }

  effect(() => {
    const asked: Asked = {
      ...previewed(draft.value),
      who: as.value,
      locale: locale.value,
      words: words.value,
      page: page.value,
      width: width.value,
    }
    const number = ++newest
    const issues = quickIssues(asked.nudge)
    if (issues.length > 0) {
      state.value = { kind: 'invalid', issues }
      isBehind.value = false
      return
    }
    if (asked.nudge.offer === '') {
      state.value = { kind: 'offerless' }
      isBehind.value = false
      return
    }
    isBehind.value = true
    const isFirst = state.peek().kind === 'none'
    const timer = setTimeout(() => void ask(number, asked), isFirst ? 0 : typingMs)
    return () => clearTimeout(timer)
  })

  return {
    state,
    isBehind,
    as,
    width,
    page,
    examples,
    /** The values of the account that was seen last, where none is looked at yet. */
    async loadExamples() {
      if (examples.peek() || draft.peek().offer === '') return
      const [account] = await newestAccount()
      if (!account) return
      const user = await firstUser(account.id)
      const answer = await api.preview(
        requestOf({
          ...previewed(draft.peek()),
          who: { account: account.id, user },
          locale: locale.peek(),
          words: words.peek(),
          page: '',
          width: width.peek(),
        }),
      )
      if (answer.kind === 'ok' && !examples.peek()) {
        examples.value = { account: account.id, values: answer.value.values }
      }
    },
    scheme: signal<(typeof schemes)[number]>('light'),
    direction: signal<(typeof directions)[number]>('auto'),
    show(who: Person | null) {
      as.value = who
    },
  }
})
export type Preview = InstanceType<typeof PreviewModel>

function withoutAudience({ audience: _anyone, ...nudge }: Nudge): Nudge {
  return nudge
}
