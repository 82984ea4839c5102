/** When a mail that did not go out is tried again. Pure. */
import { hourMs, minuteMs } from '../../shared/value/duration.ts'

/** After the first attempt, the second, and so on: whoever asked for a link still waits for it at first. */
const delaysMs = [
  minuteMs / 2,
  2 * minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  hourMs,
  4 * hourMs,
  12 * hourMs,
] as const

export type Tried = { attempts: number; at: number; expiresAt: number }

/** Null: no more, because it was tried often enough, or its link would be over. */
export function nextTry({ attempts, at, expiresAt }: Tried): number | null {
  const delayMs = delaysMs[attempts - 1]
  if (delayMs === undefined) return null
  const next = at + delayMs
  return next < expiresAt ? next : null
}
