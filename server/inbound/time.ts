/** Times as tools write them: ISO 8601 with or without a zone, seconds, milliseconds. */
import { Unreadable } from './message.ts'

/** Numbers below it are seconds: as milliseconds they would be of 1973. */
const leastMs = 1e11
const furthest = Date.parse('9999-12-31T23:59:59Z')
const iso = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)? ?(Z|[+-]\d\d:?\d\d)?$/i

/** Null where there is none. */
export function timeIn(value: unknown, path: string): string | null {
  if (value === undefined || value === null || value === '') return null
  const ms = msOf(value)
  if (ms === null)
    throw new Unreadable(path, `This is no time: ${JSON.stringify(value).slice(0, 60)}`)
  return new Date(ms).toISOString()
}

/** The same where what is no time is worth nothing: the clock of a client that is only looked at. */
export function clockIn(value: unknown): string | null {
  const ms = msOf(value)
  return ms === null ? null : new Date(ms).toISOString()
}

function msOf(value: unknown): number | null {
  if (typeof value === 'number') return within(value < leastMs ? value * 1000 : value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (/^\d{9,14}(\.\d+)?$/.test(text)) return msOf(Number(text))
  if (!iso.test(text)) return null
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text) && text.length > 10
  return within(
    Date.parse(hasZone ? text : `${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`),
  )
}

function within(ms: number): number | null {
  return ms >= 0 && ms <= furthest ? ms : null
}
