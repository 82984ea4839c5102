/** What came of the prompts, by what is asked; what was seen once comes back without waiting. */
import { createModel, signal } from '@preact/signals'
import type { Results } from '../../../../shared/results/results.ts'
import { dateAt } from '../../../../shared/value/zone.ts'
import type { WorkspaceApi } from '../../api.ts'
import { createResources } from '../resource.ts'
import { askedOf, type Choice } from './results-choice.ts'

/** What the chart draws. */
export const lines = ['shown', 'clicked', 'trials', 'converted', 'dismissed'] as const
export type Line = (typeof lines)[number]

export const ResultsModel = createModel(
  (api: WorkspaceApi, now: () => number = () => Date.now()) => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const of = createResources<Results>((asked) => api.results(asked))
    const line = signal<Line>('shown')
    return {
      zone: () => zone,
      line,
      chooseLine: (next: Line) => {
        line.value = next
      },
      today: () => dateAt(now(), zone),
      of: (choice: Choice, nudge: string | null) => of(askedOf(choice, zone, nudge)),
      csvAddress: (choice: Choice, nudge: string | null, table: 'rows' | 'days') =>
        api.resultsCsvAddress(`${askedOf(choice, zone, nudge)}&of=${table}`),
    }
  },
)
export type ResultsOf = InstanceType<typeof ResultsModel>
