/** Traits as everyone but the engine reads them: what was said on trust wins over hints. */
import type { Traits } from '../../../../shared/event/event.ts'

export function mergeTraits(row: { traits: Traits; hints: Traits }): Traits {
  return { ...row.hints, ...row.traits }
}
