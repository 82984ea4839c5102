/**
 * One line of JSON an entry, to stderr; never personal data: no bodies, traits, names or addresses.
 * Who logs says only what may be said; that some names are blotted out here is a second net.
 */
import { type DestinationStream, type Logger as Pino, pino } from 'pino'

export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error'>

const names = [
  'account',
  'authorization',
  'body',
  'cookie',
  'email',
  'headers',
  'ip',
  'params',
  'password',
  'properties',
  'query',
  'secret',
  'token',
  'traits',
  'url',
  'user',
]

export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination(2),
): Logger {
  const paths = names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino({ level, base: null, redact: { paths, censor: '…' } }, destination)
}
