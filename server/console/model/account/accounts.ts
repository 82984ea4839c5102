/** Accounts by search, one account with its timeline, and receipts. */
import { computed, createModel, signal } from '@preact/signals'
import type { Subject } from '../../../../shared/account/erasure.ts'
import type { DecisionRecord } from '../../../../shared/decision/decision.ts'
import type { LiveMessage } from '../../../../shared/protocol/live.ts'
import type { Failure, WorkspaceApi } from '../../api.ts'
import type { AccountDetail, AccountSummary, TimelinePage, Why } from '../../contract.ts'
import { nameOf } from '../../words/account.ts'
import { failureInWords } from '../../words/failure.ts'
import { idOf, whoOf } from '../live/live-filter.ts'
import { createResource, createResources } from '../resource.ts'
import type { Toasts } from '../toasts.ts'

const typingMs = 120
const namesAtMost = 200
/** The page of an account is asked for again so long after something happened there. */
const gatherMs = 700

export const AccountSearchModel = createModel((api: WorkspaceApi) => {
  const of = createResources<AccountSummary[]>((query) => api.accounts(query))
  /** What is typed, and what the list answers to. */
  const text = signal('')
  const query = signal('')
  const list = computed(() => of(query.value).data.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    text,
    query,
    list,
    failure: computed(() => of(query.value).failure.value),
    load: (freshMs = 0) => of(query.value).load(freshMs),
    type(next: string) {
      text.value = next
      clearTimeout(timer)
      timer = setTimeout(async () => {
        await of(next.trim()).load(5000)
        // The list changes when the answer is there: no flicker between two searches.
        if (text.value === next) query.value = next.trim()
      }, typingMs)
    },
  }
})
export type AccountSearch = InstanceType<typeof AccountSearchModel>

type Claim = AccountDetail['claim']

export const AccountModel = createModel((api: WorkspaceApi, toasts: Toasts, id: string) => {
  const detail = createResource<AccountDetail>(() => api.account(id))
  const first = createResource<TimelinePage>(() => api.timeline(id, null))
  const older = signal<TimelinePage[]>([])
  const isLoadingOlder = signal(false)
  const pages = computed(() => (first.data.value ? [first.data.value, ...older.value] : undefined))
  const why = createResources<Why[]>((user) => api.why(id, user))
  /** Whose prompts are explained; null until somebody is chosen. */
  const asked = signal<string | null>(null)
  let _timer: ReturnType<typeof setTimeout> | undefined

  const setClaim = async (ask: Promise<Awaited<ReturnType<typeof api.claim>>>) => {
    const answer = await ask
    if (answer.kind === 'failed') {
      toasts.say(failureInWords(answer.failure))
      // Perhaps somebody else was faster: their name stands there then.
      await detail.load()
      return false
    }
    const known = detail.data.peek()
    if (known) detail.set({ ...known, claim: answer.value.claim })
    return true
  }
  /** The new first page may have pushed lines out of its end: they stand before the older ones then. */
  const keepBetween = (before: TimelinePage | undefined) => {
    const now = first.data.peek()
    if (!before || !now || older.value.length === 0) return
    const known = new Set(now.items.map(idOf))
    const pushed = before.items.filter((one) => !known.has(idOf(one)))
    if (pushed.length > 0) older.value = [{ items: pushed, before: before.before }, ...older.value]
  }
  const untilOf = (claim: Claim) =>
    claim?.until == null ? null : new Date(claim.until).toISOString()

  return {
    why: computed(() => (asked.value === null ? undefined : why(asked.value))),
    asked,
    /** What would be shown to them now, asked anew: it changes with all that happens. */
    askWhy(user: string) {
      asked.value = user
      void why(user).load()
    },
    /** For oneself; `until`: epoch ms, null until it is released. */
    async claim(until: number | null) {
      const isDone = await setClaim(
        api.claim(id, until === null ? null : new Date(until).toISOString()),
      )
      if (isDone) {
        toasts.say('It is yours: no prompt goes between you', {
          label: 'Undo',
          run: () => void setClaim(api.releaseClaim(id)),
        })
      }
    },
    /** `isOwn`: whether it can be taken back, which only who held it can. */
    async release(isOwn: boolean) {
      const before = detail.data.peek()?.claim ?? null
      if (!(await setClaim(api.releaseClaim(id)))) return
      const again = { label: 'Undo', run: () => void setClaim(api.claim(id, untilOf(before))) }
      toasts.say('Released: prompts are shown there again', isOwn ? again : null)
    },
    /** Something was committed somewhere; what is of this account is shown. */
    hear(message: LiveMessage) {
      if (whoOf(message).account !== id) return
      _timer ??= setTimeout(async () => {
        _timer = undefined
        const shown = first.data.peek()
        await Promise.all([detail.load(), first.load()])
        keepBetween(shown)
        if (asked.value !== null) void why(asked.value).load()
      }, gatherMs)
    },
    detail,
    failure: computed(() => detail.failure.value ?? first.failure.value),
    items: computed(() => pages.value?.flatMap((page) => page.items)),
    next: computed(() => pages.value?.at(-1)?.before ?? null),
    isLoadingOlder,
    async load(freshMs = 0) {
      await Promise.all([detail.load(freshMs), first.load(freshMs)])
    },
    /** Of the account, or of one of its people, who are gone from it then. */
    async erase(subject: Subject): Promise<Failure | undefined> {
      const answer = await api.erase(subject)
      if (answer.kind === 'failed') return answer.failure
      if (subject.kind === 'user') {
        older.value = []
        await Promise.all([detail.load(), first.load()])
      }
      return undefined
    },
    async loadOlder(before: string) {
      isLoadingOlder.value = true
      const answer = await api.timeline(id, before)
      if (answer.kind === 'ok') older.value = [...older.value, answer.value]
      isLoadingOlder.value = false
    },
  }
})

export type Account = InstanceType<typeof AccountModel>

export const AccountsModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const opened = new Map<string, InstanceType<typeof AccountModel>>()
  const newest = createResource<AccountSummary[]>(() => api.accounts('', namesAtMost))
  const names = computed(
    () => new Map(newest.data.value?.map((account) => [account.id, nameOf(account)])),
  )
  return {
    search: new AccountSearchModel(api),
    /** What the accounts that were seen last are called, by id. */
    names,
    loadNames: (freshMs: number) => newest.load(freshMs),
    decision: createResources<DecisionRecord>((id) => api.decision(id)),
    open(id: string) {
      const known = opened.get(id)
      if (known) return known
      const made = new AccountModel(api, toasts, id)
      opened.set(id, made)
      return made
    },
  }
})
