/** What happened lately, and which nudges earned it. */
import { computed, createModel, signal } from '@preact/signals'
import type { WorkspaceApi } from '../../api.ts'
import type { Overview } from '../../contract.ts'
import { createResources } from '../resource.ts'

export const periods = [7, 30] as const
export type Period = (typeof periods)[number]

export const OverviewModel = createModel((api: WorkspaceApi) => {
  const of = createResources<Overview>((days) => api.overview(Number(days)))
  const days = signal<Period>(7)
  const current = computed(() => of(String(days.value)))
  const monthly = of('30')
  return {
    days,
    data: computed(() => current.value.data.value),
    failure: computed(() => current.value.failure.value),
    /** What each nudge did in the last 30 days. */
    results: computed(
      () => new Map(monthly.data.value?.nudges.map((result) => [result.key, result])),
    ),
    load: (freshMs = 0) => current.value.load(freshMs),
    loadResults: (freshMs = 0) => monthly.load(freshMs),
    choose(next: Period) {
      days.value = next
      void of(String(next)).load(5000)
    },
  }
})
