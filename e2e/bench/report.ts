/** What is printed: a table for people, one object for programs. */
import type { Row } from './row.ts'

type Told = { value: number; unit: string; floor: number; ratio: number }

const places = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
const rounded = (value: number) => Number(value.toFixed(places(value)))
const ratioOf = ({ value, floor }: Row) => Number((value / floor).toFixed(2))

export const toJson = (rows: readonly Row[]): Record<string, Told> =>
  Object.fromEntries(
    rows.map((row) => [
      row.name,
      {
        value: rounded(row.value),
        unit: row.unit,
        floor: rounded(row.floor),
        ratio: ratioOf(row),
      },
    ]),
  )

const shown = (value: number) =>
  value.toLocaleString('en', {
    minimumFractionDigits: places(value),
    maximumFractionDigits: places(value),
  })

export const toTable = (rows: readonly Row[]): string => {
  const head = ['figure', 'value', 'floor', 'ratio', 'unit']
  const lines = rows.map((row) => [
    row.name,
    shown(row.value),
    shown(row.floor),
    ratioOf(row).toFixed(2),
    row.unit,
  ])
  const widths = head.map((_, at) =>
    Math.max(...[head, ...lines].map((line) => line[at]?.length ?? 0)),
  )
  const isText = (at: number) => at === 0 || at === head.length - 1
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, at) =>
          isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
