/** What a signal sets off, in the transaction that it fires in: told to programs, and noted for people. */

import type { Signal } from '../../../shared/account/signal.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import { isHeard } from '../../../shared/destination/hears.ts'
import type { AlertData } from '../../../shared/destination/message.ts'
import type { Play, PlayAction } from '../../../shared/play/play.ts'
import { isHeldOut } from '../../engine/assign.ts'
import { type LookedAt, setOff } from '../../engine/play/set-off.ts'
import type { Context } from '../group/record.ts'
import { entry } from '../group/state.ts'
import { tellingOf } from '../outbox/notify.ts'

export type PlayedSignal = { signal: Signal; trigger: Trigger }

/** Answers which destinations it has told. */
export function playSignal(context: Context, played: PlayedSignal): Set<string> {
  const { state, definitions } = context
  const { catalogue } = definitions
  const { signal, trigger } = played
  const { account, user, firedAt } = signal
  const told = new Set<string>()
  if (catalogue.plays.length === 0) return told
  const shown = entry(state.shown, account, () => [])
  const looked = setOff(catalogue.plays, {
    trigger: trigger.key,
    family: trigger.family,
    user,
    facts: context.factsOf({ account, user, now: firedAt }),
    shown,
    readiness: state.readiness.get(account) ?? null,
    isHeldOut: isHeldOut(catalogue.seed, catalogue.settings.holdout, account),
  })
  if (user !== null) {
    shown.push({ trigger: trigger.key, family: trigger.family, user, at: firedAt })
  }
  for (const one of looked) {
    note(context, signal, one)
    if (one.outcome === 'acted') act(context, played, { play: one.play.play, told })
  }
  return told
}

function note({ state }: Context, { id, account, user, firedAt }: Signal, looked: LookedAt) {
  const { play, outcome, evidence, people, readiness, after } = looked
  const { version } = play
  const what = { signal: id, play: play.play.key, version, account, user, at: firedAt }
  state.out.plays.push({ ...what, outcome, evidence, people, readiness, after })
}

type Acting = { play: Play; told: Set<string> }

/** Each destination is told of a signal once, however many say so. */
function act(context: Context, { signal, trigger }: PlayedSignal, { play, told }: Acting) {
  const { state, newId } = context
  const data = tellingOf(state, signal, trigger)
  const from = { key: play.key, name: play.name }
  for (const action of play.actions) {
    if (action.kind === 'nudge') continue
    const to = placeOf(context, action)
    // It is set up in another workspace, or was removed here: nobody can be told there.
    if (to === null || (to && told.has(to.id))) continue
    const destination = to?.id ?? null
    if (action.kind === 'task' || action.kind === 'webhook') {
      if (destination === null) continue
      told.add(destination)
      const timestamp = new Date(signal.firedAt).toISOString()
      const type = 'signal_fired'
      state.out.deliveries.push({
        id: newId('msg'),
        destination,
        type,
        body: JSON.stringify({ type, timestamp, data: { ...data, play: from } }),
        createdAt: signal.firedAt,
      })
      continue
    }
    if (to) {
      if (isHeard(to.hears, { type: 'signal_fired', timestamp: '', data })) continue
      told.add(to.id)
    }
    const id = newId('alert')
    const alert: AlertData = { ...data, alert: id, play: from, rep: null }
    const way = action.kind === 'digest' ? 'digest' : 'alert'
    state.out.alerts.push({ id, way, destination, data: alert })
  }
}

/** Where an action leads; null where that is not there, undefined where it leads to whoever owns the account. */
function placeOf({ definitions }: Context, action: PlayAction) {
  const key = 'destination' in action ? action.destination : undefined
  if (key === undefined) return undefined
  return definitions.destinations.find((one) => one.key === key) ?? null
}
