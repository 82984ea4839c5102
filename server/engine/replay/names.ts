/** Which entries of the log can matter to a trigger. */
import type { CompiledTrigger } from '../trigger.ts'

/**
 * Whatever it looks at is projected or counted from the entries that it listens to. Only where time
 * alone changes what it says, or it asks since when somebody is known, it must hear of everybody from
 * the first entry on: `undefined`, all of them.
 */
export function namesFor(compiled: CompiledTrigger): ReadonlySet<string> | undefined {
  const { condition, isTimeDriven, listens } = compiled
  const asksSince = condition.counters.some(({ counter }) => counter.keeps === 'firsts')
  return isTimeDriven || asksSince ? undefined : listens
}
