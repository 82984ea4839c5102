/** Who and how much is known, as of now. */
import { partsOf, type State } from '../state.ts'
import { into, type Maybe, update } from './rows.ts'

export function knownStatements(state: State): Maybe[] {
  const { out } = state
  return [
    into(
      'accounts (id, traits, hints, first_seen_at, last_seen_at)',
      [...out.accounts].flatMap((id) => {
        const one = state.accounts.get(id)
        return one ? [[id, ...traitsOf(one), one.firstSeenAt, one.lastSeenAt]] : []
      }),
      `ON CONFLICT (id) DO UPDATE SET traits = excluded.traits, hints = excluded.hints,
       last_seen_at = excluded.last_seen_at`,
    ),
    into(
      'users (id, account, traits, hints, consent, first_seen_at, last_seen_at)',
      [...out.users].flatMap((id) => {
        const one = state.users.get(id)
        return one
          ? [[id, one.account, ...traitsOf(one), one.consent, one.firstSeenAt, one.lastSeenAt]]
          : []
      }),
      `ON CONFLICT (id) DO UPDATE SET account = excluded.account, traits = excluded.traits,
       hints = excluded.hints, consent = excluded.consent, last_seen_at = excluded.last_seen_at`,
    ),
    into(
      'meters (name, account, used, "limit", resets_at, at)',
      [...out.meters].flatMap((at) => {
        const one = state.meters.get(at)
        return one ? [[...partsOf(at), one.used, one.limit, one.resetsAt, one.at]] : []
      }),
      `ON CONFLICT (account, name) DO UPDATE SET used = excluded.used, "limit" = excluded."limit",
       resets_at = excluded.resets_at, at = excluded.at`,
    ),
    into(
      'meter_days (name, account, day, used, "limit", resets_at, at)',
      [...out.meterDays].flatMap((at) =>
        (state.meterDays.get(at) ?? [])
          .slice(-1)
          .map((one) => [...partsOf(at), one.day, one.used, one.limit, one.resetsAt, one.at]),
      ),
      `ON CONFLICT (account, name, day) DO UPDATE SET used = excluded.used, "limit" = excluded."limit",
       resets_at = excluded.resets_at, at = excluded.at WHERE excluded.at >= at`,
    ),
    into(
      'claims (account, by, kind, at, until)',
      [...out.claims].flatMap((account) => {
        const one = state.claims.get(account)
        return one ? [[account, one.by, one.kind, one.at, one.until]] : []
      }),
      `ON CONFLICT (account) DO UPDATE SET by = excluded.by, kind = excluded.kind,
       at = excluded.at, until = excluded.until`,
    ),
    update(
      'DELETE FROM claims WHERE account IN (SELECT value ->> 0 FROM json_each(?))',
      [...out.claims].flatMap((account) => (state.claims.has(account) ? [] : [[account]])),
    ),
  ]
}

function traitsOf(one: { traits: object; hints: object }): [string, string] {
  return [JSON.stringify(one.traits), JSON.stringify(one.hints)]
}
