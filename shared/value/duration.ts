/** Durations as authors write them: `<n>m`, `<n>h`, `<n>d`. */
import { z } from 'zod'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const unitMs = { m: minuteMs, h: hourMs, d: dayMs } as const

/** The longest window or period that can be authored. */
export const longestDurationMs = 400 * dayMs

export const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[mhd]$/, {
    error: 'Expected a duration such as "30m", "24h" or "7d"',
    abort: true,
  })
  .refine((text) => durationMs(text) <= longestDurationMs, 'At most 400d')
  .meta({ id: 'Duration', description: 'A length of time: <n>m, <n>h or <n>d', example: '7d' })

/** Milliseconds of a duration that the schema has accepted; NaN for anything else. */
export function durationMs(text: string): number {
  const unit = text.at(-1) as keyof typeof unitMs
  return Number(text.slice(0, -1)) * (unitMs[unit] ?? Number.NaN)
}
