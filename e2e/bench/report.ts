/** What is printed: tables for people, one object for programs. */
import type { Row } from './row.ts'

const places = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
const rounded = (value: number) => Number(value.toFixed(places(value)))

/** What the value stands beside. */
const besideOf = (row: Row) => (row.kind === 'peer' ? row.peer : row.floor)
const ratioOf = (row: Row) => Number((row.value / besideOf(row)).toFixed(2))

const toldOf = (row: Row) => ({
  value: rounded(row.value),
  unit: row.unit,
  ...(row.kind === 'peer' ? { peer: rounded(row.peer) } : { floor: rounded(row.floor) }),
  ratio: ratioOf(row),
  ...(row.kind === 'peer' && row.note !== undefined && { note: row.note }),
})

export const toJson = (rows: readonly Row[]) =>
  Object.fromEntries(rows.map((row) => [row.name, toldOf(row)]))

const shown = (value: number) =>
  value.toLocaleString('en', {
    minimumFractionDigits: places(value),
    maximumFractionDigits: places(value),
  })

/** Numbers stand to the right of their column, words to the left. */
const align = (lines: readonly string[][], isText: (at: number) => boolean): string => {
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const fit = (cell: string, at: number) =>
    isText(at) ? cell.padEnd(widths?.[at] ?? 0) : cell.padStart(widths?.[at] ?? 0)
  return lines.map((line) => line.map(fit).join('  ').trimEnd()).join('\n')
}

const table = (rows: readonly Row[], head: readonly string[]): string => {
  const lines = rows.map((row) => [
    row.name,
    shown(row.value),
    shown(besideOf(row)),
    ratioOf(row).toFixed(2),
    row.unit,
    ...(row.kind === 'peer' ? [row.note ?? ''] : []),
  ])
  return align([[...head], ...lines], (at) => at === 0 || at > 3)
}

/** One of what has a floor, one of what has a peer. */
export const toTable = (rows: readonly Row[]): string => {
  const floored = rows.filter(({ kind }) => kind !== 'peer')
  const peers = rows.filter(({ kind }) => kind === 'peer')
  return [
    floored.length > 0 && table(floored, ['figure', 'value', 'floor', 'ratio', 'unit']),
    peers.length > 0 && table(peers, ['figure', 'brim', 'peer', 'ratio', 'unit', 'note']),
  ]
    .filter((one) => one !== false)
    .join('\n\n')
}
