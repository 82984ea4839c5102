/** Where a page of a timeline ended, as text that the console hands back. */
import { z } from 'zod'
import type { TimelinePosition } from '../../store/workspace/queries/timeline.ts'
import { invalid } from '../answer/api-error.ts'

const position = z.strictObject({ at: z.number(), id: z.string() }).nullable()
const cursor = z.strictObject({
  event: z.number().nullable(),
  signal: position,
  decision: position,
})

export function writeCursor(at: TimelinePosition): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url')
}

export function readCursor(text: string): TimelinePosition {
  try {
    return cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw invalid([{ path: 'before', message: 'Is not where a page ended' }])
  }
}
