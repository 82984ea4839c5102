/**
 * What each source sent last, so that its mapping can be tried on what really comes. In memory only, of
 * this node, a bounded number for a day at most: it is a help for whoever sets a source up, not a log.
 */
import { dayMs } from '../../../shared/duration.ts'
import type { Issue } from '../../../shared/error.ts'
import type { Message } from '../../inbound/message.ts'

export type Payload = {
  /** Epoch ms of arrival. */
  at: number
  /** As it came, cut where it is long. */
  text: string
  /** Null where it cannot be read, or is too large to be kept whole. */
  message: Message | null
  issues: Issue[]
}

export type RecentPayloads = {
  note(source: string, payloads: Payload[]): void
  /** Newest first. */
  of(source: string): Payload[]
}

export const mostPayloads = 50
export const mostPayloadText = 8_000
/** Of all sources together: what was sent to longest ago is forgotten first. */
const mostCharacters = 8_000_000
const keptMs = dayMs

export function createRecentPayloads(now: () => number): RecentPayloads {
  const all = new Map<string, Payload[]>()
  let characters = 0
  const sizeOf = (payloads: readonly Payload[]) =>
    payloads.reduce((sum, one) => sum + one.text.length + 200, 0)
  const forget = (source: string) => {
    characters -= sizeOf(all.get(source) ?? [])
    all.delete(source)
  }
  const fresh = (payloads: readonly Payload[]) =>
    payloads.filter((one) => now() - one.at < keptMs).slice(0, mostPayloads)
  return {
    note(source, payloads) {
      const kept = fresh([...payloads.toReversed(), ...(all.get(source) ?? [])])
      forget(source)
      all.set(source, kept)
      characters += sizeOf(kept)
      for (const [oldest] of all) {
        if (characters <= mostCharacters) break
        forget(oldest)
      }
    },
    of: (source) => fresh(all.get(source) ?? []),
  }
}

/** Of what came, as much as is kept. */
export function payloadOf(
  text: string,
  at: number,
  { message, issues }: Pick<Payload, 'message' | 'issues'>,
): Payload {
  const isWhole = text.length <= mostPayloadText
  return {
    at,
    text: isWhole ? text : `${text.slice(0, mostPayloadText)}…`,
    message: isWhole ? message : null,
    issues,
  }
}
