/** Rows of a comparison, edited one at a time. Pure. */
import type { Comparison } from '../../../../shared/definition/nudge.ts'

export type Row = Comparison['rows'][number]
export type Cell = Row['current']
/** What a cell holds: a tick, its absence, or words. */
export const cellKinds = ['yes', 'no', 'words'] as const
export type CellKind = (typeof cellKinds)[number]

export const mostRows = 8
const blankRow: Row = { label: '', current: false, offered: true }
export const blankComparison: Comparison = { rows: [blankRow] }

export const kindOf = (cell: Cell): CellKind =>
  typeof cell === 'string' ? 'words' : cell ? 'yes' : 'no'

/** Words that were there stay when words are chosen again. */
export function withCellKind(cell: Cell, kind: CellKind): Cell {
  if (kind !== 'words') return kind === 'yes'
  return typeof cell === 'string' ? cell : ''
}

export function withRow(comparison: Comparison, at: number, patch: Partial<Row>): Comparison {
  const rows = comparison.rows.map((row, i) => (i === at ? { ...row, ...patch } : row))
  return { ...comparison, rows }
}

export function withNewRow(comparison: Comparison): Comparison {
  return { ...comparison, rows: [...comparison.rows, blankRow] }
}

/** `undefined` when it was the last: a comparison of nothing is none. */
export function withoutRow(comparison: Comparison, at: number): Comparison | undefined {
  const rows = comparison.rows.filter((_, i) => i !== at)
  return rows.length > 0 ? { ...comparison, rows } : undefined
}

/** One place up; the first stays where it is. */
export function withRowRaised(comparison: Comparison, at: number): Comparison {
  const rows = [...comparison.rows]
  const [row] = rows.splice(at, 1)
  if (row) rows.splice(Math.max(0, at - 1), 0, row)
  return { ...comparison, rows }
}

/** A head without words is the plan's own name. */
export function withHead(
  { current, offered, rows }: Comparison,
  side: 'current' | 'offered',
  text: string,
): Comparison {
  const heads = Object.entries({ current, offered, [side]: text })
  return { ...Object.fromEntries(heads.filter(([, words]) => words)), rows }
}
