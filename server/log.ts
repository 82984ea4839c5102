/** One line of JSON an entry, to stderr; never personal data: no bodies, traits, names or addresses. */
import { type Logger as Pino, pino } from 'pino'

export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error'>

export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination(2))
}
