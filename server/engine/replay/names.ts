/** Which entries of the log can matter to a trigger, and how much of them. */

import { changes } from '../project.ts'
import type { CompiledTrigger } from '../trigger.ts'

export type Wanted = {
  /** `undefined`: all of them. */
  names: ReadonlySet<string> | undefined
  /** Of these, those whose properties are read. */
  withProperties: ReadonlySet<string>
}

/**
 * Only where time alone changes what it says, or it asks since when somebody is known, it must hear
 * of everybody from the first entry on.
 */
export function knowsEverybody({ condition, isTimeDriven }: CompiledTrigger): boolean {
  return isTimeDriven || condition.counters.some(({ counter }) => counter.keeps === 'firsts')
}

/** Whatever it looks at is projected or counted from the entries that it listens to. */
export function wantedBy(compiled: CompiledTrigger): Wanted {
  const { condition, listens, metered } = compiled
  const counters = [...condition.counters, ...metered].map((one) => one.counter)
  const reading = counters.filter((one) => one.readsProperties).map((one) => one.event)
  return {
    names: knowsEverybody(compiled) ? undefined : listens,
    withProperties: new Set([...changes, ...reading, 'signal_fired']),
  }
}
