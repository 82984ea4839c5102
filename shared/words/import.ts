/** What an import comes to, in a sentence. */
import type { ImportPlan, Planned } from '../file/plan.ts'
import { counted } from './number.ts'

export const whatWords: Record<Planned['what'], string> = {
  new: 'new',
  changed: 'changed',
  unchanged: 'unchanged',
  deleted: 'deleted',
  kept: 'only in the workspace',
}

export function countPlanned({ definitions }: ImportPlan): Record<Planned['what'], number> {
  const counts = { new: 0, changed: 0, unchanged: 0, deleted: 0, kept: 0 }
  for (const { what } of definitions) counts[what]++
  return counts
}

/** "2 new, 1 changed, 5 unchanged". */
export function planInWords(plan: ImportPlan): string {
  const counts = countPlanned(plan)
  const parts = (Object.keys(counts) as Planned['what'][])
    .filter((what) => counts[what] > 0)
    .map((what) => `${counts[what]} ${whatWords[what]}`)
  return parts.length > 0 ? parts.join(', ') : 'nothing in it, and nothing here'
}

/** Whether there is anything to do. */
export const changesIn = (plan: ImportPlan) => {
  const counts = countPlanned(plan)
  return counts.new + counts.changed + counts.deleted
}

export const changesInWords = (plan: ImportPlan) => counted(changesIn(plan), 'definition')
