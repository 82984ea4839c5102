/** Which entries of the log can matter to a trigger. */
import type { CompiledTrigger } from '../trigger.ts'

/**
 * `undefined`: all of them. Where time alone changes what a trigger says, or it asks since when
 * somebody is known, whatever somebody did first matters.
 */
export function namesFor({ condition, isTimeDriven, listens }: CompiledTrigger) {
  const asksSince = condition.counters.some(({ counter }) => counter.keeps === 'firsts')
  if (isTimeDriven || asksSince) return undefined
  const meters = condition.meters.length > 0 ? ['meter_read'] : []
  return new Set([...listens, 'account_changed', 'user_changed', ...meters])
}
