/** How often a nudge would have been shown in the last days, and to whom: the log once through. */

import type { Forecast } from '../../../shared/definition/lint.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { inAudience, type People } from '../../engine/lint/in-audience.ts'
import { momentsOf } from '../../engine/lint/moments.ts'
import { findingsOf } from '../../engine/lint/reach.ts'
import { createShowings } from '../../engine/lint/showings.ts'
import { createFold, type LoggedEntry } from '../../engine/replay/fold.ts'
import { wantedBy } from '../../engine/replay/names.ts'
import { type CompiledTrigger, compileTrigger } from '../../engine/trigger.ts'
import type { Store } from '../../store/open.ts'
import { findDefinition } from '../../store/workspace/queries/definitions.ts'
import { readSettings } from '../../store/workspace/queries/settings.ts'
import { readEnds } from '../log.ts'
import { readKnownBefore, readPublished } from '../published.ts'
import { createReader } from '../reader.ts'
import { readPeople } from './people.ts'

export type ForecastJob = {
  nudge: Nudge
  /** Epoch ms: the end of history. */
  now: number
}
export type ForecastMessage = { type: 'forecast'; forecast: Forecast }

/** So much of history is looked at. */
export const forecastDays = 30

export async function* runForecast(
  store: Store,
  { nudge, now }: ForecastJob,
): AsyncGenerator<ForecastMessage> {
  const settings = await readSettings(store.db)
  const people = await readPeople(store.client)
  const isInAudience = inAudience(nudge.audience, people, now)
  const { last, startsAt = now } = await readEnds(store.client)
  const from = Math.max(startsAt, now - forecastDays * dayMs)
  const moments = momentsOf(nudge.placement)
  const showings = createShowings(nudge, settings)
  const signals = await signalsOf(store, nudge)
  let asked = 0
  let prompts = 0

  const take = (entry: LoggedEntry) => {
    signals?.take(entry)
    const { account, user, receivedAt: at } = entry
    if (at < from || user === null || !moments.has(entry)) return
    asked++
    if (signals && !signals.isActive(account, user, at)) return
    if (isInAudience(account, user) && showings.ask(account, user, at)) prompts++
  }
  const reader = createReader(store.client, { last, before: now, passes: 1 })
  for await (const _ of reader.pass(wanted(signals?.compiled, moments.event), take));

  const { accounts, exhausted } = showings.reached()
  const figures = {
    audience: audienceOf(people, isInAudience),
    days: Math.max(1, Math.ceil((now - from) / dayMs)),
    moments: asked,
    prompts: Math.round(prompts * shareOf(nudge, settings.holdout)),
    reached: accounts,
    exhausted,
  }
  const findings = findingsOf(nudge, figures, settings)
  yield { type: 'forecast', forecast: { ...figures, findings } }
}

/** What is held out, or drawn as a control, meets nothing. */
function shareOf({ experiment }: Nudge, holdout: number): number {
  const arms = experiment?.arms ?? []
  const all = arms.reduce((sum, one) => sum + one.weight, 0)
  const control = arms.find((one) => one.control)?.weight ?? 0
  return (1 - holdout) * (all > 0 ? 1 - control / all : 1)
}

/** An account is in it by itself, or by one of its users. */
function audienceOf(
  { accounts, users }: People,
  isInAudience: (account: string, user: string | null) => boolean,
): Forecast['audience'] {
  const matching = new Set<string>()
  for (const id of accounts.keys()) if (isInAudience(id, null)) matching.add(id)
  for (const { id, account } of users.values()) {
    if (accounts.has(account) && !matching.has(account) && isInAudience(account, id)) {
      matching.add(account)
    }
  }
  return { matching: matching.size, of: accounts.size }
}

type Signals = {
  compiled: CompiledTrigger
  take(entry: LoggedEntry): void
  isActive(account: string, user: string, at: number): boolean
}

/** The signals that its trigger would have given; `undefined` where it needs none. */
async function signalsOf(store: Store, nudge: Nudge): Promise<Signals | undefined> {
  if (nudge.trigger === undefined) return undefined
  const found = await findDefinition(store.db, 'trigger', nudge.trigger)
  const trigger = found?.published ?? found?.draft
  if (!trigger) return undefined
  const { catalogue } = await readPublished(store)
  const { logStart } = await readEnds(store.client)
  const compiled = compileTrigger(trigger, catalogue.meters)
  const given = new Map<string, number>()
  const placeOf = (account: string, user: string | null) => JSON.stringify([account, user])
  const subject = (account: string, user: string | null) =>
    placeOf(account, trigger.subject === 'user' ? user : null)
  const fold = createFold({
    triggers: [compiled],
    catalogue,
    logStart,
    knownBefore: await readKnownBefore(store, logStart),
    onFiring: ({ account, user, at }) => given.set(subject(account, user), at),
  })
  return {
    compiled,
    take: (entry) => {
      fold.take(entry)
      if (trigger.cancelOn.includes(entry.name)) given.delete(subject(entry.account, entry.user))
    },
    isActive: (account, user, at) => {
      const firedAt = given.get(subject(account, user))
      return firedAt !== undefined && at < firedAt + compiled.expiresMs
    },
  }
}

function wanted(compiled: CompiledTrigger | undefined, event: string) {
  if (!compiled) return { names: new Set([event]), withProperties: new Set([event]) }
  const { names, withProperties } = wantedBy(compiled)
  return {
    names: names && new Set([...names, ...compiled.trigger.cancelOn, event]),
    withProperties: new Set([...withProperties, event]),
  }
}
