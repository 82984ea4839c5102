/** What a signal sets off, in the transaction that it fires in: told to programs, and noted for people. */
import { isHeard } from '../../../shared/destination/hears.ts'
import type { AlertData, SignalData } from '../../../shared/destination/message.ts'
import type { Play, PlayAction } from '../../../shared/play.ts'
import type { Signal } from '../../../shared/signal.ts'
import type { Trigger } from '../../../shared/trigger.ts'
import { isHeldOut } from '../../engine/assign.ts'
import { type LookedAt, setOff } from '../../engine/play/set-off.ts'
import { tellingOf } from '../notify.ts'
import type { Context } from '../record.ts'
import { entry } from '../state.ts'

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
    const destination = destinationOf(action)
    if (action.kind === 'task' || action.kind === 'webhook') {
      if (told.has(action.destination)) continue
      told.add(action.destination)
      const timestamp = new Date(signal.firedAt).toISOString()
      const type = 'signal_fired'
      state.out.deliveries.push({
        id: newId('msg'),
        destination: action.destination,
        type,
        body: JSON.stringify({ type, timestamp, data: { ...data, play: from } }),
        createdAt: signal.firedAt,
      })
      continue
    }
    if (destination !== null) {
      if (told.has(destination) || hearsAnyway(context, destination, data)) continue
      told.add(destination)
    }
    const id = newId('alert')
    const alert: AlertData = { ...data, alert: id, play: from, rep: null }
    const way = action.kind === 'digest' ? 'digest' : 'alert'
    state.out.alerts.push({ id, way, destination, data: alert })
  }
}

function hearsAnyway({ definitions }: Context, id: string, data: SignalData): boolean {
  const message = { type: 'signal_fired', timestamp: '', data } as const
  return definitions.destinations.some((one) => one.id === id && isHeard(one.hears, message))
}

const destinationOf = (action: PlayAction): string | null =>
  ('destination' in action ? action.destination : undefined) ?? null
