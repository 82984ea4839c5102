/** Codes as sentences that say what to do. What the server says in words of its own is not said again. */
import type { Unshown } from '../core/api.ts'

const unshown: Partial<Record<Unshown, string>> = {
  no_identity: 'Nobody is here yet: call brim.identify, or set data-user',
  no_consent: 'Consent is not given, or the browser sends Global Privacy Control',
  timeout: 'The answer came after the deadline: arm it ahead, or give deadlineMs more time',
  unreachable: 'Brim did not answer',
  busy: 'Another prompt has the screen',
  no_anchor: 'An inline prompt needs an anchor in sight, or a <brim-slot> of its name',
  failed: 'It could not be drawn: see the last problem',
  control: 'Withheld: this visitor is in the control group',
}

export function unshownInWords(reason: Unshown): string {
  return unshown[reason] ?? plain(reason)
}

const hints: Record<string, string> = {
  dropped: 'More was reported than could be sent: is the server away, or a loop reporting?',
  failed: 'Something threw. Brim went on without it',
  invalid: 'The rest of the batch was taken. Set up → Refused items lists what was not',
  refused: 'Something between this page and Brim answered in its place',
  unknown_key: 'Copy the publishable key from Set up → Keys to data-key',
  token_missing: 'This workspace lets nobody in without: pass token or getToken to brim.identify',
  token_expired: 'Pass getToken to brim.identify, so that Brim can ask for the next one',
  token_invalid: 'Set up → Identity → Check a token says what is wrong with it',
}

export const hintOf = (code: string): string | undefined => hints[code]

function plain(code: string): string {
  const text = code.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function inTime(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** As the clock on the wall says it. */
export const atTime = (at: number) => new Date(at).toLocaleTimeString('en-GB')
