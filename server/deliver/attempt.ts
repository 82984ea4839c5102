/** One attempt at one delivery, and what follows from its answer. */
import type { Message } from '../../shared/destination/message.ts'
import type { DueDelivery, DueDestination, Settlement } from '../pipeline/outbox/turn.ts'
import { askedUntil, nextAttempt } from './schedule.ts'
import type { Send } from './send.ts'
import type { VoteLink } from './story.ts'
import type { Targets } from './target.ts'
import { unset, type Verdict } from './verdict.ts'

/** A destination is opened once for all that goes there as it is set up. */
export type Attempt = (
  workspace: string,
  destination: DueDestination,
) => (delivery: DueDelivery) => Promise<Settlement>

export type AttemptOptions = {
  send: Send
  targets: Targets
  home: string | null
  /** Null where nobody has said where Brim is. */
  voteLink: ((workspace: string) => VoteLink) | null
  now(): number
}

export function createAttempt({ send, targets, home, voteLink, now }: AttemptOptions): Attempt {
  return (workspace, destination) => {
    const target = targets.open(workspace, destination)
    const linkTo = voteLink?.(workspace) ?? null
    return async (delivery) => {
      const begun = now()
      const verdict =
        typeof target === 'string'
          ? unset(target)
          : await send(target, {
              id: delivery.id,
              body: delivery.body,
              message: JSON.parse(delivery.body) as Message,
              attempt: delivery.attempts,
              rep: delivery.rep,
              now: begun,
              home,
              voteLink: linkTo,
            })
      return settle({ ...delivery, setUp: destination.setUp }, verdict, {
        at: now(),
        tookMs: now() - begun,
      })
    }
  }
}

function settle(
  { id, destination, lease, setUp, attempts }: DueDelivery & Pick<DueDestination, 'setUp'>,
  { status, answer, error, note, meaning, retryAfter }: Verdict,
  { at, tookMs }: { at: number; tookMs: number },
): Settlement {
  const common = {
    id,
    destination,
    lease,
    setUp,
    at,
    tookMs,
    status,
    answer,
    error,
    note: note ?? null,
  }
  // No answer says nothing of who would have given it.
  const quiet = { health: status === null ? 'unknown' : 'well', heldUntil: null } as const
  const next = nextAttempt(attempts, at, retryAfter)
  const later: Settlement['outcome'] =
    next === null ? { kind: 'failed' } : { kind: 'retry', at: next }
  switch (meaning) {
    case 'delivered':
      return { ...common, health: 'well', heldUntil: null, outcome: { kind: 'delivered' } }
    case 'refused':
      return { ...common, ...quiet, outcome: { kind: 'failed' } }
    case 'gone':
      return { ...common, ...quiet, outcome: { kind: 'gone' } }
    case 'throttled':
      return { ...common, health: 'unknown', heldUntil: askedUntil(retryAfter, at), outcome: later }
    case 'fault':
      return { ...common, health: 'fault', heldUntil: askedUntil(retryAfter, at), outcome: later }
    default:
      return meaning satisfies never
  }
}
