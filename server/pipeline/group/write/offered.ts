/** What was begun with an offer, and who is told. */
import { partsOf, type State } from '../state.ts'
import { into, type Maybe, update } from './rows.ts'

export function offeredStatements(state: State): Maybe[] {
  const { out } = state
  return [
    into(
      'trials (offer, account, plan, started_at, ends_at, has_ended, decision)',
      [...out.trials].flatMap((at) => {
        const [offer, account] = partsOf(at)
        const one = state.trials.get(account)?.find((trial) => trial.offer === offer)
        return one
          ? [
              [
                offer,
                account,
                one.plan,
                one.startedAt,
                one.endsAt,
                one.hasEnded ? 1 : 0,
                one.decision,
              ],
            ]
          : []
      }),
      'ON CONFLICT (account, offer) DO UPDATE SET ends_at = excluded.ends_at, has_ended = excluded.has_ended',
    ),
    into(
      'deliveries (id, destination, type, body, created_at, attempts, next_attempt_at)',
      out.deliveries.map((one) => [
        one.id,
        one.destination,
        one.type,
        one.body,
        one.createdAt,
        0,
        one.createdAt,
      ]),
    ),
    update(
      `DELETE FROM requests WHERE (account, offer) IN
       (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
      out.answered,
    ),
    into(
      'requests (account, offer, user, at, decision)',
      [...out.requests.values()].map((one) => [
        one.account,
        one.offer,
        one.user,
        one.at,
        one.decision,
      ]),
      `ON CONFLICT (account, offer, user) DO UPDATE SET at = excluded.at,
       decision = excluded.decision`,
    ),
    into(
      'offers_made (offer, account, shown_at, converted_at)',
      [...out.offersMade].flatMap((at) => {
        const one = state.offersMade.get(at)
        return one ? [[...partsOf(at), one.shownAt, one.convertedAt]] : []
      }),
      `ON CONFLICT (account, offer) DO UPDATE SET
       shown_at = min(ifnull(shown_at, excluded.shown_at), ifnull(excluded.shown_at, shown_at)),
       converted_at = min(ifnull(converted_at, excluded.converted_at),
                          ifnull(excluded.converted_at, converted_at))`,
    ),
  ]
}
