/** Where a page of a list ended, as text that whoever reads on hands back. */
import { z } from 'zod'
import { invalid } from '../answer/api-error.ts'

const position = z.strictObject({ at: z.number(), id: z.string() })
export type Position = z.infer<typeof position>

export function writePosition({ at, id }: Position): string {
  return Buffer.from(JSON.stringify({ at, id })).toString('base64url')
}

export function readPosition(text: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw invalid([{ path: 'before', message: 'Is not where a page ended' }])
  }
}
