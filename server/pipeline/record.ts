/** Appends to the log, and everything an entry of the log causes: counts, signals, their end. */
import type { Properties } from '../../shared/event.ts'
import type { Signal } from '../../shared/signal.ts'
import { evidenceOf } from '../engine/condition.ts'
import type { Facts } from '../engine/facts.ts'
import { type CompiledTrigger, nextChange, step } from '../engine/trigger.ts'
import type { Definitions } from './definitions.ts'
import { count, factsOf, happeningOf } from './facts.ts'
import { entry, type LogRow, place, type State, wakeupPlace } from './state.ts'

export type Context = {
  state: State
  definitions: Definitions
  newId(prefix: string): string
}

/** Something to append: an input under the name it enters the log with, or Brim's own. */
export type Entry = Omit<LogRow, 'seq'>

/** Appends to the log, counts, and evaluates the triggers that listen. */
export function record(context: Context, entered: Entry): void {
  const { state, definitions } = context
  const { messageId, name, account, user, source, properties, occurredAt, receivedAt } = entered
  state.known.add(messageId)
  state.lastSeq++
  state.out.events.push({
    seq: state.lastSeq,
    messageId,
    name,
    account,
    user,
    source,
    properties,
    occurredAt,
    receivedAt,
  })
  count(state, definitions, happeningOf(state, { name, user, properties, occurredAt }), account)
  cancelSignals(context, name, account, receivedAt)
  for (const trigger of definitions.catalogue.listeners.get(name) ?? []) {
    if (isWokenBy(trigger, name, properties)) {
      evaluate(context, trigger, { account, user, now: receivedAt })
    }
  }
}

/** A reading wakes only the triggers that look at this meter, or that count readings. */
function isWokenBy(trigger: CompiledTrigger, name: string, properties: Properties): boolean {
  if (name !== 'meter_read') return true
  const { meters, counters } = trigger.condition
  return (
    meters.some((meter) => meter === properties.meter) ||
    counters.some(({ counter }) => counter.event === name)
  )
}

/** Fires the trigger if it is time, remembers what it saw, and when to look again. */
export function evaluate(
  context: Context,
  compiled: CompiledTrigger,
  { account, user, now }: { account: string; user: string | null; now: number },
): void {
  const { state, definitions } = context
  const { trigger } = compiled
  const subject = trigger.subject === 'account' ? account : user
  if (subject === null) return
  const facts = factsOf(state, definitions, { account, user, now })
  const at = place(trigger.key, subject)
  const last = state.firings.get(at)
  const { fires, firing } = step(compiled, facts, last)
  if (firing && firing !== last) {
    state.firings.set(at, firing)
    state.out.firings.add(at)
  }
  if (compiled.isTimeDriven) lookAgain(state, compiled, facts, { account, user })
  if (fires)
    fire(context, compiled, { account, user, now, evidence: evidenceOf(compiled.condition, facts) })
}

function lookAgain(
  state: State,
  compiled: CompiledTrigger,
  facts: Facts,
  { account, user }: { account: string; user: string | null },
) {
  const { key, subject } = compiled.trigger
  const at = wakeupPlace(key, account, subject === 'user' ? user : null)
  const due = nextChange(compiled, facts)
  if (state.wakeups.get(at) === due) return
  if (due === undefined) state.wakeups.delete(at)
  else state.wakeups.set(at, due)
  state.out.wakeups.set(at, due ?? null)
}

type Cause = { account: string; user: string | null; now: number; evidence: Signal['evidence'] }

function fire(context: Context, compiled: CompiledTrigger, cause: Cause) {
  const { state } = context
  const { trigger } = compiled
  const { account, user, now, evidence } = cause
  const signal: Signal = {
    id: context.newId('sig'),
    trigger: trigger.key,
    family: trigger.family,
    subject: trigger.subject,
    account,
    user,
    firedAt: now,
    expiresAt: now + compiled.expiresMs,
    cancelledAt: null,
    recommends: trigger.recommends ?? null,
    evidence,
  }
  entry(state.signals, account, () => []).push(signal)
  state.out.signals.push(signal)
  // In the log too, so that other triggers can count it, and replay finds it.
  record(context, {
    messageId: signal.id,
    name: 'signal_fired',
    account,
    user,
    source: 'brim',
    properties: { trigger: trigger.key, signal: signal.id },
    occurredAt: now,
    receivedAt: now,
  })
}

function cancelSignals({ state, definitions }: Context, name: string, account: string, at: number) {
  const cancelled = definitions.catalogue.cancelledBy.get(name)
  if (!cancelled) return
  for (const signal of state.signals.get(account) ?? []) {
    if (signal.cancelledAt === null && cancelled.includes(signal.trigger)) {
      signal.cancelledAt = at
      state.out.cancelled.push(signal)
    }
  }
}
