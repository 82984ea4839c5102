/** The list of accounts as it is filtered and ordered, page after page, and the views it is saved as. */
import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals'
import type { AccountFilters } from '../../../../shared/account/account-view.ts'
import type { LiveMessage } from '../../../../shared/protocol/live.ts'
import type { WorkspaceApi } from '../../api.ts'
import type { RankedAccount, Ranking, SavedView } from '../../contract.ts'
import { failureInWords } from '../../words/failure.ts'
import { createResource, createResources } from '../resource.ts'
import type { Toasts } from '../toasts.ts'
import { noFilters, sameFilters, writeFilters } from './account-filters.ts'

/** A list is asked for again so long after a signal, with all that came meanwhile. */
const gatherMs = 1_000

export const RankingModel = createModel((api: WorkspaceApi, toasts: Toasts) => {
  const of = createResources<Ranking>((search) => api.ranking(search, 0))
  const filters = signal<AccountFilters>(noFilters)
  const search = computed(() => writeFilters(filters.value))
  const first = computed(() => of(search.value))
  /** What came after the first page, of the list that is looked at. */
  const more = signal<{ search: string; accounts: RankedAccount[] }>({ search: '', accounts: [] })
  const isLoadingMore = signal(false)
  const views = createResource<SavedView[]>(api.views)
  const later = computed(() => (more.value.search === search.value ? more.value.accounts : []))
  const accounts: ReadonlySignal<RankedAccount[] | undefined> = computed(() => {
    const head = first.value.data.value?.accounts
    if (!head) return undefined
    const known = new Set(head.map((one) => one.id))
    return [...head, ...later.value.filter((one) => !known.has(one.id))]
  })
  let _timer: ReturnType<typeof setTimeout> | undefined

  const load = (freshMs = 0) => first.value.load(freshMs)
  const say = (text: string, label: string, run: () => void) => toasts.say(text, { label, run })

  return {
    filters,
    accounts,
    total: computed(() => first.value.data.value?.total ?? 0),
    failure: computed(() => first.value.failure.value),
    isLoadingMore,
    views,
    /** The view that the list is just now; undefined where it is none. */
    view: computed(() => views.data.value?.find((one) => sameFilters(one.filters, filters.value))),
    load,
    /** What the address says; the list is asked for unless it was a moment ago. */
    look(next: AccountFilters) {
      if (!sameFilters(next, filters.value)) filters.value = next
      void load(3_000)
    },
    /** Makes the next list ready before it is chosen. */
    prefetch: (next: AccountFilters) => void of(writeFilters(next)).load(10_000),
    async loadMore() {
      const of = search.value
      isLoadingMore.value = true
      const answer = await api.ranking(of, accounts.value?.length ?? 0)
      isLoadingMore.value = false
      if (answer.kind === 'failed') toasts.say(failureInWords(answer.failure))
      else more.value = { search: of, accounts: [...later.value, ...answer.value.accounts] }
    },
    /** A signal has changed who is ready. */
    hear({ type }: LiveMessage) {
      if (type !== 'signal') return
      _timer ??= setTimeout(() => {
        _timer = undefined
        void load()
      }, gatherMs)
    },
    /** Answers whether it was saved; why not is said. */
    async save(name: string, isShared: boolean): Promise<boolean> {
      const answer = await api.addView({ name, isShared, filters: filters.value })
      if (answer.kind === 'failed') {
        toasts.say(failureInWords(answer.failure))
        return false
      }
      views.set([...(views.data.peek() ?? []), answer.value])
      return true
    },
    async remove(view: SavedView) {
      const answer = await api.removeView(view.id)
      if (answer.kind === 'failed') return toasts.say(failureInWords(answer.failure))
      views.set((views.data.peek() ?? []).filter((one) => one.id !== view.id))
      const { name, isShared, filters } = view
      say(`The view “${name}” is removed`, 'Undo', async () => {
        const again = await api.addView({ name, isShared, filters })
        if (again.kind === 'ok') views.set([...(views.data.peek() ?? []), again.value])
        else toasts.say(failureInWords(again.failure))
      })
    },
  }
})
export type RankingOfAccounts = InstanceType<typeof RankingModel>
