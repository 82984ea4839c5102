/** Results as text for a spreadsheet, which must not run what a SaaS calls its plans. */
import { stringify } from 'csv-stringify/sync'
import type { Money, ResultDay, ResultRow, Results } from '../../shared/results/results.ts'
import { guardCell } from '../../shared/value/cell.ts'

type Cell = string | number | null
type Columns<T> = [name: string, of: (one: T) => Cell][]

const tallies = [
  'shown',
  'ghosts',
  'clicked',
  'dismissed',
  'snoozed',
  'never',
  'askedAdmin',
  'trials',
  'converted',
] as const
const rates = ['clicked', 'dismissed', 'never', 'trials', 'converted'] as const

export function rowsAsCsv(results: Results): string {
  const { rows, total, by } = results
  return csvOf<ResultRow>(
    [
      [by, (row) => (row === total ? 'total' : row.key)],
      ...tallies.flatMap(
        (one): Columns<ResultRow> => [
          [one, (row) => row[one].times],
          [`${one} people`, (row) => row[one].people],
          [`${one} accounts`, (row) => row[one].accounts],
        ],
      ),
      ...rates.flatMap(
        (one): Columns<ResultRow> => [
          [`${one} rate`, (row) => row.rates[one].value],
          [`${one} rate low`, (row) => row.rates[one].low],
          [`${one} rate high`, (row) => row.rates[one].high],
        ],
      ),
      ['annoyance', (row) => row.annoyance],
      ...moneyColumns<ResultRow>([total, ...rows]),
    ],
    [...rows, total],
  )
}

export function daysAsCsv({ days, zone }: Results): string {
  return csvOf<ResultDay>(
    [
      [`day (${zone})`, (one) => one.day],
      ...(
        [
          'shown',
          'ghosts',
          'people',
          'clicked',
          'dismissed',
          'never',
          'trials',
          'converted',
        ] as const
      ).map((name): Columns<ResultDay>[number] => [name, (one) => one[name]]),
      ...moneyColumns<ResultDay>(days),
    ],
    days,
  )
}

/** A column for each currency, in its minor units: amounts of two are never one number. */
function moneyColumns<T extends { revenue: Money[] }>(all: readonly T[]): Columns<T> {
  const found = all.flatMap((one) => one.revenue.map(({ currency }) => currency))
  return [...new Set(found)]
    .sort()
    .map((currency) => [
      `monthly revenue, ${currency} minor units`,
      (one) => one.revenue.find((money) => money.currency === currency)?.amount ?? 0,
    ])
}

/** With a byte order mark: without it spreadsheets take UTF-8 for something else. */
function csvOf<T>(columns: Columns<T>, rows: readonly T[]): string {
  const cells = rows.map((row) => columns.map(([, of]) => of(row)))
  return stringify([columns.map(([name]) => name), ...cells], {
    bom: true,
    cast: { string: guardCell },
    record_delimiter: 'windows',
  })
}
