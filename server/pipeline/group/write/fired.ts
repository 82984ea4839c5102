/** What triggers fire and when they are to be looked at. */
import { partsOf, type State } from '../state.ts'
import { into, type Maybe, update } from './rows.ts'

export function firedStatements(state: State): Maybe[] {
  const { out } = state
  return [
    into(
      'wakeups (trigger, account, user, due_at)',
      [...out.wakeups].flatMap(([at, due]) =>
        due === null ? [] : [[...(JSON.parse(at) as string[]), due]],
      ),
      'ON CONFLICT (trigger, account, user) DO UPDATE SET due_at = excluded.due_at',
    ),
    update(
      `DELETE FROM wakeups WHERE (trigger, account, user) IN
       (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`,
      [...out.wakeups].flatMap(([at, due]) => (due === null ? [JSON.parse(at) as string[]] : [])),
    ),
    into(
      'firings (trigger, subject, fired_at, period_ends_at, has_been_false)',
      [...out.firings].flatMap((at) => {
        const one = state.firings.get(at)
        return one
          ? [[...partsOf(at), one.firedAt, one.periodEndsAt, one.hasBeenFalse ? 1 : 0]]
          : []
      }),
      `ON CONFLICT (trigger, subject) DO UPDATE SET fired_at = excluded.fired_at,
       period_ends_at = excluded.period_ends_at, has_been_false = excluded.has_been_false`,
    ),
    into(
      'signals (id, trigger, family, subject, account, user, fired_at, expires_at, cancelled_at, recommends, evidence)',
      out.signals.map((one) => [
        one.id,
        one.trigger,
        one.family,
        one.subject,
        one.account,
        one.user,
        one.firedAt,
        one.expiresAt,
        one.cancelledAt,
        one.recommends,
        JSON.stringify(one.evidence),
      ]),
    ),
    update(
      'UPDATE signals SET cancelled_at = row.value ->> 1 FROM json_each(?) AS row WHERE signals.id = row.value ->> 0',
      out.cancelled.map((one) => [one.id, one.cancelledAt]),
    ),
  ]
}
