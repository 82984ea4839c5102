/** Appends to the log, and everything an entry of the log causes: counts, signals, their end. */
import type { Properties } from '../../shared/event.ts'
import type { Signal } from '../../shared/signal.ts'
import { evidenceOf } from '../engine/condition.ts'
import { type CompiledTrigger, fires } from '../engine/trigger.ts'
import type { Definitions } from './definitions.ts'
import { count, factsOf, happeningOf } from './facts.ts'
import type { Input } from './pipeline.ts'
import { entry, place, type State } from './state.ts'

export type Context = {
  state: State
  definitions: Definitions
  newId(prefix: string): string
}

/** Appends to the log, counts, and evaluates the triggers that listen. */
export function record(
  context: Context,
  input: Input,
  name: string,
  properties: Properties,
  messageId = input.messageId,
) {
  const { state, definitions } = context
  const { account, user, source, occurredAt, receivedAt } = input
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
    if (isWokenBy(trigger, name, properties)) evaluate(context, trigger, input)
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

function evaluate(context: Context, compiled: CompiledTrigger, input: Input) {
  const { state, definitions } = context
  const { trigger } = compiled
  const subject = trigger.subject === 'account' ? input.account : input.user
  if (subject === null) return
  const now = input.receivedAt
  const firing = place(trigger.key, subject)
  const facts = factsOf(state, definitions, { account: input.account, user: input.user, now })
  if (!fires(compiled, facts, state.firings.get(firing), now)) return
  const signal: Signal = {
    id: context.newId('sig'),
    trigger: trigger.key,
    family: trigger.family,
    subject: trigger.subject,
    account: input.account,
    user: input.user,
    firedAt: now,
    expiresAt: now + compiled.expiresMs,
    cancelledAt: null,
    recommends: trigger.recommends ?? null,
    evidence: evidenceOf(compiled.condition, facts),
  }
  state.firings.set(firing, now)
  state.out.firings.add(firing)
  entry(state.signals, input.account, () => []).push(signal)
  state.out.signals.push(signal)
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
