/** What was decided, shown, and done about it. */
import type { State } from '../state.ts'
import { into, type Maybe, update } from './rows.ts'

export function decidedStatements(state: State): Maybe[] {
  const { out } = state
  return [
    into(
      'decisions (id, account, user, placement, nudge, arm, reason, device, armed, created_at, expires_at, shown_at, prompt, receipt)',
      out.decisions.map(({ decision, stored }) => [
        stored.id,
        stored.account,
        stored.user,
        stored.placement,
        stored.nudge,
        decision.prompt?.arm ?? null,
        decision.reason,
        stored.device,
        stored.armed ? 1 : 0,
        stored.createdAt,
        stored.expiresAt,
        stored.shownAt,
        decision.prompt && JSON.stringify(decision.prompt),
        JSON.stringify(decision.receipt),
      ]),
    ),
    update(
      'UPDATE decisions SET shown_at = row.value ->> 1 FROM json_each(?) AS row WHERE decisions.id = row.value ->> 0',
      out.shown.map((one) => [one.id, one.shownAt]),
    ),
    into(
      'impressions (decision, nudge, format, account, user, arm, ghost, locale, plan, device, at)',
      out.impressions.map((one) => [
        one.decision,
        one.nudge,
        one.format,
        one.account,
        one.user,
        one.arm,
        one.ghost ? 1 : 0,
        one.locale,
        one.plan,
        one.device,
        one.at,
      ]),
    ),
    into(
      'outcomes (decision, outcome, nudge, account, user, action, arm, at)',
      out.outcomes.map((one) => [
        one.decision,
        one.outcome,
        one.nudge,
        one.account,
        one.user,
        one.action,
        one.arm,
        one.at,
      ]),
    ),
    into(
      'wishes (user, nudge, wish, until, at)',
      out.wishes.map((one) => [one.user, one.nudge, one.wish, one.until, one.at]),
      `ON CONFLICT (user, nudge) DO UPDATE SET wish = excluded.wish, until = excluded.until,
       at = excluded.at`,
    ),
  ]
}
