/** Looks at one trigger for somebody: whether it fires, and when to look again. */
import { minuteMs } from '../../shared/value/duration.ts'
import type { Facts } from './facts.ts'
import { type CompiledTrigger, nextChange, step } from './trigger.ts'
import { type Entry, type Newcomers, place, type World, wakeupPlace } from './world.ts'

/** Whom a trigger is looked at for. An account's trigger may look at the user who woke it. */
export type Looked = { account: string; user: string | null }

export type Look = {
  fires: boolean
  /** Where what it remembers has changed. */
  firing: string | undefined
  /** Where the next look has moved to another time; null for none any more. */
  wakeup: { at: string; due: number | null } | undefined
}

/** Whose the trigger is; `undefined` where it needs a user and there is none. */
export function subjectOf({ trigger }: CompiledTrigger, who: Looked): string | undefined {
  return trigger.subject === 'account' ? who.account : (who.user ?? undefined)
}

/** Where the time of its next look is kept. */
export function wakeupOf({ trigger }: CompiledTrigger, who: Looked): string {
  return wakeupPlace(trigger.key, who.account, trigger.subject === 'user' ? who.user : null)
}

export function look(world: World, compiled: CompiledTrigger, who: Looked, facts: Facts): Look {
  const subject = subjectOf(compiled, who)
  if (subject === undefined) return { fires: false, firing: undefined, wakeup: undefined }
  const at = place(compiled.trigger.key, subject)
  const last = world.firings.get(at)
  const { fires, firing } = step(compiled, facts, last)
  const isNews = firing !== undefined && firing !== last
  if (isNews) world.firings.set(at, firing)
  return {
    fires,
    firing: isNews ? at : undefined,
    wakeup: compiled.isTimeDriven ? lookAgain(world, compiled, who, facts) : undefined,
  }
}

/**
 * Time is looked at in whole minutes. What comes due in a minute is looked at before anything that
 * comes in that minute or later: so it sees what it would have seen on time, however late the look
 * itself is.
 */
export function dueAt(moment: number): number {
  return Math.ceil(moment / minuteMs) * minuteMs
}

function lookAgain(
  world: World,
  compiled: CompiledTrigger,
  who: Looked,
  facts: Facts,
): Look['wakeup'] {
  const at = wakeupOf(compiled, who)
  const moment = nextChange(compiled, facts)
  const due = moment === undefined ? undefined : dueAt(moment)
  if (world.wakeups.get(at) === due) return undefined
  if (due === undefined) world.wakeups.delete(at)
  else world.wakeups.set(at, due)
  return { at, due: due ?? null }
}

/**
 * The wake-ups of somebody who is new: looked at once by the triggers that wait for time to pass,
 * not for events.
 */
export function welcome(
  world: World,
  timeDriven: readonly CompiledTrigger[],
  { account, user, receivedAt }: Pick<Entry, 'account' | 'user' | 'receivedAt'>,
  isNew: Newcomers,
): string[] {
  const isMet = (compiled: CompiledTrigger) =>
    compiled.trigger.subject === 'account'
      ? isNew.account
      : user !== null && (isNew.account || isNew.user)
  return timeDriven.filter(isMet).map((compiled) => {
    const at = wakeupOf(compiled, { account, user })
    // The next minute: this one's looks are over when something comes in it.
    world.wakeups.set(at, dueAt(receivedAt + 1))
    return at
  })
}

/** A trial is the account's: triggers that look at it for each user are to look at all of them. */
export function looksAtTrials({ trigger, condition }: CompiledTrigger): boolean {
  return trigger.subject === 'user' && condition.trials.length > 0
}

/** Wakes them for each user of the account, in the next minute. Answers the wake-ups. */
export function wakeUsers(
  world: World,
  triggers: readonly CompiledTrigger[],
  { account, receivedAt }: Pick<Entry, 'account' | 'receivedAt'>,
): string[] {
  if (triggers.length === 0) return []
  const users = [...world.users.values()].filter((one) => one.account === account)
  return triggers.flatMap((compiled) =>
    users.map(({ id }) => {
      const at = wakeupOf(compiled, { account, user: id })
      world.wakeups.set(at, dueAt(receivedAt + 1))
      return at
    }),
  )
}

/** A reading wakes only the triggers that look at this meter, or that count readings. */
export function isWokenBy(
  { condition }: CompiledTrigger,
  { name, properties }: Pick<Entry, 'name' | 'properties'>,
): boolean {
  return (
    name !== 'meter_read' ||
    condition.meters.some((meter) => meter === properties.meter) ||
    condition.counters.some(({ counter }) => counter.event === name)
  )
}
