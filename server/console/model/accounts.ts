/** Accounts by search, one account with its timeline, and receipts. */
import { computed, createModel, signal } from '@preact/signals'
import type { DecisionRecord } from '../../../shared/decision.ts'
import type { Subject } from '../../../shared/erasure.ts'
import type { Failure, WorkspaceApi } from '../api.ts'
import type { AccountDetail, AccountSummary, TimelinePage } from '../contract.ts'
import { nameOf } from '../words/account.ts'
import { createResource, createResources } from './resource.ts'

const typingMs = 120
const namesAtMost = 200

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

export const AccountModel = createModel((api: WorkspaceApi, id: string) => {
  const detail = createResource<AccountDetail>(() => api.account(id))
  const first = createResource<TimelinePage>(() => api.timeline(id, null))
  const older = signal<TimelinePage[]>([])
  const isLoadingOlder = signal(false)
  const pages = computed(() => (first.data.value ? [first.data.value, ...older.value] : undefined))
  return {
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

export const AccountsModel = createModel((api: WorkspaceApi) => {
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
      const made = new AccountModel(api, id)
      opened.set(id, made)
      return made
    },
  }
})
