/** How well a number foretold what came of it: order, lift by quarter, and whether chances are true. */
import type { CalibrationBin, Quarter } from '../../../../shared/account/readiness-learning.ts'
import { wilson } from '../../results/wilson.ts'

export type Foretold = { value: number; y: 0 | 1 }

/** Two-sided 90 %, as runways have it. */
const z = 1.645
const mostBins = 10
/** Rows in a bin of the calibration: with fewer it says little. */
const fewestInBin = 40

/**
 * The chance that one that converted has the greater number than one that did not, equal ones half: the
 * area under the ROC curve, by ranks. J. A. Hanley and B. J. McNeil, "The meaning and use of the area under
 * a receiver operating characteristic (ROC) curve", Radiology 143 (1982), 29-36. Null without both kinds.
 */
export function areaUnder(rows: readonly Foretold[]): number | null {
  const sorted = rows.toSorted((a, b) => a.value - b.value)
  const positives = rows.reduce((sum, one) => sum + one.y, 0)
  const negatives = rows.length - positives
  if (positives === 0 || negatives === 0) return null
  let ranks = 0
  for (let i = 0; i < sorted.length; ) {
    let end = i
    while (end < sorted.length && sorted[end]?.value === sorted[i]?.value) end++
    const rank = (i + 1 + end) / 2
    for (let k = i; k < end; k++) ranks += (sorted[k]?.y ?? 0) * rank
    i = end
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** Four parts of equal size, the greatest numbers first. Equal numbers share what they earned. */
export function quartersOf(rows: readonly Foretold[]): Quarter[] {
  const sorted = withSharedLabels(rows).toSorted((a, b) => b.value - a.value)
  const all = rows.reduce((sum, one) => sum + one.y, 0)
  const usual = rows.length > 0 ? all / rows.length : 0
  return (['A', 'B', 'C', 'D'] as const).map((grade, i) => {
    const part = slice(sorted, i, 4)
    const conversions = part.reduce((sum, one) => sum + one.y, 0)
    const rate = part.length > 0 ? conversions / part.length : 0
    return {
      grade,
      accounts: part.length,
      conversions,
      rate,
      lift: usual > 0 ? rate / usual : null,
    }
  })
}

/** Bins of equal size by chance, least first: what was foretold beside what came, with its interval. */
export function calibrationOf(rows: readonly Foretold[]): CalibrationBin[] {
  const sorted = rows.toSorted((a, b) => a.value - b.value)
  const bins = Math.max(1, Math.min(mostBins, Math.floor(rows.length / fewestInBin)))
  return Array.from({ length: bins }, (_, i) => slice(sorted, i, bins)).flatMap((bin) => {
    if (bin.length === 0) return []
    const observed = bin.reduce((sum, one) => sum + one.y, 0) / bin.length
    return [
      {
        accounts: bin.length,
        foretold: bin.reduce((sum, one) => sum + one.value, 0) / bin.length,
        observed,
        ...wilson(observed, bin.length, z),
      },
    ]
  })
}

const slice = <T>(all: readonly T[], i: number, of: number) =>
  all.slice(Math.round((i * all.length) / of), Math.round(((i + 1) * all.length) / of))

/** Which of equal ones comes first is chance: each counts as their mean. */
function withSharedLabels(rows: readonly Foretold[]): { value: number; y: number }[] {
  const groups = new Map<number, { sum: number; count: number }>()
  for (const { value, y } of rows) {
    const group = groups.get(value) ?? { sum: 0, count: 0 }
    groups.set(value, { sum: group.sum + y, count: group.count + 1 })
  }
  return rows.map(({ value }) => {
    const { sum, count } = groups.get(value) ?? { sum: 0, count: 1 }
    return { value, y: sum / count }
  })
}
