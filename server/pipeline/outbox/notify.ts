/** Puts what destinations are told into the outbox, in the transaction of the entry that it is about. */

import type { Signal } from '../../../shared/account/signal.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import { isHeard } from '../../../shared/destination/hears.ts'
import {
  type AccountMessage,
  fitting,
  type SignalData,
} from '../../../shared/destination/message.ts'
import type { Traits } from '../../../shared/event/event.ts'
import type { Known } from '../../engine/known.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { State } from '../group/state.ts'

/** Of `record.ts`, which tells of signals by this. */
export type Telling = { state: State; definitions: Definitions; newId(prefix: string): string }

/** What there is to tell, without whom it is about. */
export type Notice = {
  account: string
  user: string | null
  /** When it happened. Epoch ms, as all times but the `timestamp` that the standard asks for. */
  occurredAt: number
  at: number
  type: Exclude<AccountMessage['type'], 'signal_fired' | 'alert'>
  data: Record<string, unknown>
}

export function notify(telling: Telling, { type, data, ...about }: Notice): void {
  tell(telling, about, (who) => ({ type, data: { ...who, ...data } }))
}

/** `told`: those who have been told of it by a play. */
export function notifyOfSignal(
  telling: Telling,
  { signal, trigger }: { signal: Signal; trigger: Trigger },
  told: ReadonlySet<string>,
): void {
  const { account, user, firedAt } = signal
  const about = { account, user, occurredAt: firedAt, at: firedAt, told }
  tell(telling, about, (who) => ({
    type: 'signal_fired',
    data: { ...who, ...dataOf(signal, trigger) },
  }))
}

/** All that is told of a signal. */
export function tellingOf(state: State, signal: Signal, trigger: Trigger): SignalData {
  const { account, user } = signal
  return { account, user, traits: traitsOf(state, account, user), ...dataOf(signal, trigger) }
}

function dataOf(
  { id, account: _a, user: _u, cancelledAt: _c, ...rest }: Signal,
  { name }: Trigger,
) {
  return { signal: id, name, ...rest }
}

type About = Pick<Notice, 'account' | 'user' | 'occurredAt' | 'at'> & { told?: ReadonlySet<string> }
type Who = Pick<AccountMessage['data'], 'account' | 'user' | 'traits'>
type Told = AccountMessage extends infer One
  ? One extends AccountMessage
    ? Omit<One, 'timestamp'>
    : never
  : never

/** One delivery for each destination that wants to hear it; nothing where nobody does. */
function tell(
  { state, definitions, newId }: Telling,
  { account, user, occurredAt, at, told }: About,
  say: (who: Who) => Told,
): void {
  if (definitions.destinations.length === 0) return
  const who = { account, user, traits: traitsOf(state, account, user) }
  const message = { ...say(who), timestamp: new Date(occurredAt).toISOString() } as AccountMessage
  const { type, timestamp, data } = message
  const body = JSON.stringify({ type, timestamp, data })
  for (const { id: destination, hears } of definitions.destinations) {
    if (told?.has(destination) || !isHeard(hears, message)) continue
    state.out.deliveries.push({ id: newId('msg'), destination, type, body, createdAt: at })
  }
}

function traitsOf(state: State, account: string, user: string | null) {
  const ofUser = user === null ? undefined : state.users.get(user)
  return {
    account: seen(state.accounts.get(account)),
    ...(ofUser ? { user: seen(ofUser) } : {}),
  }
}

/** What was trusted wins over what a browser said. */
function seen(known: Known | undefined): Traits {
  return known ? fitting({ ...known.hints, ...known.traits }) : {}
}
