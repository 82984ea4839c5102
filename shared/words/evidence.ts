/** What conditions saw, as a marketer reads it. The server says what was measured; names are given here. */

import type { Evidence } from '../account/signal.ts'
import type { FactValue } from '../event/event.ts'
import { capital, shortForms } from './capital.ts'
import { shareInWords } from './number.ts'
import { valueInWords } from './operator.ts'

/** Codes and paths within a sentence: `account.plan` is "the account’s plan". */
export function plainly(text: string): string {
  return shortForms(text.replace(/\b(account|user)\.(\w+)/g, 'the $1’s $2').replaceAll('_', ' '))
}

/** At the head of a line, where the account goes without saying. */
export function measureInWords({ what }: Pick<Evidence, 'what'>): string {
  const text = plainly(what.replace(/^account\./, ''))
  return capital(text)
}

/** The value, and between what it lies where it is estimated. */
export function valueSeenInWords({ unit, value, interval }: Evidence): string {
  const seen = seenInWords(unit, value)
  if (!interval) return seen
  const [low, high] = interval.map((end) => (end === null ? null : seenInWords(unit, end)))
  return high === null ? `${seen} (${low} or more)` : `${seen} (${low}–${high})`
}

export function seenInWords(unit: Evidence['unit'], value: FactValue | FactValue[]): string {
  if (typeof value !== 'number') return valueInWords(value)
  if (unit === 'share') return shareInWords(value, 1)
  return unit === 'percent' ? shareInWords(value, 100) : valueInWords(value)
}
