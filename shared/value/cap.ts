import { z } from 'zod'
import { duration } from './duration.ts'

/** At most `times` in each trailing `every`. */
export const cap = z.strictObject({ every: duration, times: z.number().int().positive() })
export type Cap = z.infer<typeof cap>
