/** What signals have set off: what became of each play, and what somebody at sales is to be told. */
import type { State } from '../state.ts'
import { into, type Maybe } from './rows.ts'

export function playedStatements({ out }: State): Maybe[] {
  return [
    into(
      'plays (signal, play, version, account, user, at, outcome, evidence, people, readiness, after)',
      out.plays.map((one) => [
        one.signal,
        one.play,
        one.version,
        one.account,
        one.user,
        one.at,
        one.outcome,
        JSON.stringify(one.evidence),
        one.people,
        one.readiness,
        one.after,
      ]),
    ),
    into(
      'alerts (id, play, signal, trigger, account, user, at, way, destination, data, state, due_at)',
      out.alerts.map(({ id, way, destination, data: { rep: _, ...data } }) => [
        id,
        data.play.key,
        data.signal,
        data.trigger,
        data.account,
        data.user,
        data.firedAt,
        way,
        destination,
        JSON.stringify(data),
        'waiting',
        data.firedAt,
      ]),
    ),
  ]
}
