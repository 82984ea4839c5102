/** Brings an entry of the log into the world: the one place where an entry changes what is known. */

import { consent, type FactValue, trialEvents } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'
import { mergeTraits } from './known.ts'
import { changeTrial, isTrialEvent } from './trial.ts'
import { bucketAt } from './window.ts'
import { type Entry, type Newcomers, place, see, type World } from './world.ts'

/** What an entry has changed, for who keeps rows of it. */
export type Projected = {
  /** Whether the account, and whether the user, was not known before. */
  isNew: Newcomers
  /** Whether something is known of them now that was not before. */
  news: Newcomers
  /** Name and account of a meter with a newer reading. */
  meter: string | undefined
}

/** Entries that change more than when somebody was last there. */
export const changes: ReadonlySet<string> = new Set([
  'meter_read',
  'account_changed',
  'user_changed',
  'consent_changed',
  ...trialEvents,
])

export function project(world: World, entry: Entry): Projected {
  const { account, user, source, properties } = entry
  const { isNew, news } = see(world, entry)
  let meter: string | undefined
  if (entry.name === 'meter_read') meter = takeReading(world, entry)
  if (entry.name === 'account_changed') {
    mergeTraits(world.accounts.get(account), source, properties)
    news.account = true
  }
  if (entry.name === 'user_changed' && user !== null) {
    mergeTraits(world.users.get(user), source, properties)
    news.user = true
  }
  if (entry.name === 'consent_changed' && user !== null) {
    const known = world.users.get(user)
    if (known) known.consent = consent.parse(properties.consent)
    news.user = true
  }
  if (isTrialEvent(entry.name)) {
    world.trials.set(account, changeTrial(world.trials.get(account) ?? [], entry, entry.name))
  }
  return { isNew, news, meter }
}

/** Answers the meter's place, unless the reading came late: then it is history, not the newest. */
function takeReading(world: World, { account, occurredAt, properties }: Entry): string | undefined {
  const at = place(String(properties.meter), account)
  const newest = world.meters.get(at)
  if (newest && newest.at > occurredAt) return undefined
  const reading = {
    used: Number(properties.used),
    limit: numberOrNull(properties.limit),
    resetsAt: numberOrNull(properties.resetsAt),
    at: occurredAt,
  }
  world.meters.set(at, reading)
  const days = world.meterDays.get(at)
  const day = { day: bucketAt(reading.at, dayMs), ...reading }
  if (!days) world.meterDays.set(at, [day])
  else if (days.at(-1)?.day === day.day) days[days.length - 1] = day
  else days.push(day)
  return at
}

function numberOrNull(value: FactValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}
