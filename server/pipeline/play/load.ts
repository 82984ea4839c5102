/** What plays look at beside the account itself. */

import type { Family } from '../../../shared/definition/trigger.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import type { Catalogue } from '../../engine/catalogue.ts'
import type { Needs } from '../group/needs.ts'
import { among, type Loader, listOf } from '../group/rows.ts'
import { entry } from '../group/state.ts'

const shownSql = `${among('t.account, t.trigger, t.family, t.user, t.fired_at', 'signals', 'account')}
  WHERE t.fired_at > ? AND t.user IS NOT NULL`
const readinessSql = `${among('t.id, t.readiness', 'accounts', 'id')}
  WHERE t.readiness IS NOT NULL`
const touchesSql = `${among('t.account, t.told_at', 'alerts', 'account')}
  WHERE t.told_at > ? AND t.told_by = 'alert' AND t.rep IS NOT NULL`

export function playLoaders(needs: Needs, catalogue: Catalogue): Loader[] {
  return [
    ...shownLoaders(needs, catalogue),
    ...readinessLoaders(needs, catalogue),
    ...touchLoaders(needs, catalogue),
  ]
}

/** Nobody asks how many have shown something: nobody looks. */
function shownLoaders({ plays, since }: Needs, { playPeopleMs }: Catalogue): Loader[] {
  if (playPeopleMs === 0 || plays.size === 0) return []
  return [
    {
      statement: { sql: shownSql, args: [...listOf(plays), since - playPeopleMs] },
      take: ([account, trigger, family, user, at], state) =>
        entry(state.shown, String(account), () => []).push({
          trigger: String(trigger),
          family: family as Family,
          user: String(user),
          at: Number(at),
        }),
    },
  ]
}

/** As it was reckoned last: the events at hand raise it later. */
function readinessLoaders({ plays }: Needs, { playsAskReadiness }: Catalogue): Loader[] {
  if (!playsAskReadiness || plays.size === 0) return []
  return [
    {
      statement: { sql: readinessSql, args: listOf(plays) },
      take: ([account, readiness], state) =>
        void state.readiness.set(String(account), Number(readiness)),
    },
  ]
}

/** For questions only. Alerts that were made before a play was paused have been made all the same. */
function touchLoaders({ visitors, since }: Needs, { settings }: Catalogue): Loader[] {
  if (visitors.length === 0 || !settings.sales.spendsBudget) return []
  const accounts = listOf(new Set(visitors.map((one) => one.account)))
  const everyMs = durationMs(settings.budget.promptsPerAccount.every)
  return [
    {
      statement: { sql: touchesSql, args: [...accounts, since - everyMs] },
      take: ([account, at], state) =>
        entry(state.touches, String(account), () => []).push(Number(at)),
    },
  ]
}
