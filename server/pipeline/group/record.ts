/** Appends to the log, and everything an entry of the log causes: counts, signals, their end. */
import type { Signal } from '../../../shared/account/signal.ts'
import { evidenceOf } from '../../engine/condition.ts'
import type { Facts } from '../../engine/facts.ts'
import { isWokenBy, type Looked, look, wakeUsers, welcome } from '../../engine/look.ts'
import { project } from '../../engine/project.ts'
import { isTrialEvent } from '../../engine/trial.ts'
import type { CompiledTrigger } from '../../engine/trigger.ts'
import { type Entry, place } from '../../engine/world.ts'
import type { Situation } from '../../engine/world-facts.ts'
import type { Definitions } from '../definition/definitions.ts'
import { notifyOfSignal } from '../outbox/notify.ts'
import { playSignal } from '../play/play-signal.ts'
import { count, departmentOf } from './facts.ts'
import { entry, type State } from './state.ts'

export type Context = {
  state: State
  definitions: Definitions
  factsOf(about: Situation): Facts
  newId(prefix: string): string
}

/** Appends to the log, projects it, counts it, and evaluates the triggers that listen. */
export function record(context: Context, entered: Entry): void {
  const { state, definitions } = context
  const { messageId, name, account, user, source, properties, occurredAt, receivedAt } = entered
  const { isNew, news, meter } = project(state, entered)
  const department = departmentOf(state, user)
  state.known.add(messageId)
  state.lastSeq++
  state.out.events.push({
    seq: state.lastSeq,
    messageId,
    name,
    account,
    user,
    department,
    source,
    properties,
    occurredAt,
    receivedAt,
  })
  if (news.account) state.out.accounts.add(account)
  if (news.user && user !== null) state.out.users.add(user)
  if (meter !== undefined) {
    state.out.meters.add(meter)
    state.out.meterDays.add(meter)
  }
  const { timeDriven, lookingAtTrials } = definitions.catalogue
  const woken = welcome(state, timeDriven, entered, isNew)
  if (isTrialEvent(name)) woken.push(...wakeUsers(state, lookingAtTrials, entered))
  for (const at of woken) {
    state.out.wakeups.set(at, state.wakeups.get(at) ?? null)
  }
  count(state, definitions, { name, user, department, properties, occurredAt }, account)
  keepMetered(context, entered)
  cancelSignals(context, name, account, receivedAt)
  for (const trigger of definitions.catalogue.listeners.get(name) ?? []) {
    if (isWokenBy(trigger, entered)) {
      evaluate(context, trigger, { account, user, now: receivedAt })
    }
  }
}

/** Writes down what metered meters say now, for lists that show the newest reading of each. */
function keepMetered(
  { state, definitions, factsOf }: Context,
  { name, account, receivedAt: now }: Entry,
) {
  const { meters } = definitions.catalogue
  const told = [...meters.values()].filter(
    ({ counter }) => counter.event === name || name === 'account_changed',
  )
  if (told.length === 0) return
  const facts = factsOf({ account, user: null, now })
  for (const { meter } of told) {
    const reading = facts.meter(meter.key)
    if (!reading) continue
    state.meters.set(place(meter.key, account), reading)
    state.out.meters.add(place(meter.key, account))
  }
}

/** Fires the trigger if it is time, remembers what it saw, and when to look again. */
export function evaluate(
  context: Context,
  compiled: CompiledTrigger,
  looked: Looked & { now: number },
): void {
  const { state } = context
  const facts = context.factsOf(looked)
  const { fires, firing, wakeup } = look(state, compiled, looked, facts)
  if (firing !== undefined) state.out.firings.add(firing)
  if (wakeup) state.out.wakeups.set(wakeup.at, wakeup.due)
  if (fires) {
    fire(context, compiled, { ...looked, evidence: evidenceOf(compiled.condition, facts) })
  }
}

type Cause = Looked & { now: number; evidence: Signal['evidence'] }

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
  notifyOfSignal(context, { signal, trigger }, playSignal(context, { signal, trigger }))
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
