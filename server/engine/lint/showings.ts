/** Which moments at its placement a nudge would have answered, by its own caps and the attention budget. */

import { costlyFormats, modalFormats, type Nudge } from '../../../shared/definition/nudge.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import type { Settings } from '../../../shared/workspace/settings.ts'
import { rulesOf } from '../rules.ts'

export type Showings = {
  /** Whether it would have been shown; if so it counts from then on. Times rise. */
  ask(account: string, user: string, at: number): boolean
  /** Accounts that met it, and those of them whose whole budget it took at some time. */
  reached(): { accounts: number; exhausted: number }
}

type Limit = { everyMs: number; times: number }

/** As if it were the only nudge there is: others can only make it fewer. */
export function createShowings(
  nudge: Nudge,
  { defaults, budget }: Pick<Settings, 'defaults' | 'budget'>,
): Showings {
  const rules = rulesOf(nudge, defaults)
  const isCostly = costlyFormats.includes(nudge.format)
  const perUser = [
    limitOf(rules.perUser),
    ...(modalFormats.includes(nudge.format) ? [limitOf(budget.modalsPerUser)] : []),
  ]
  const ofBudget = limitOf(budget.promptsPerAccount)
  const perAccount = [
    ...(rules.perAccount ? [limitOf(rules.perAccount)] : []),
    ...(isCostly ? [ofBudget] : []),
  ]
  const ofUsers = new Map<string, number[]>()
  const ofAccounts = new Map<string, number[]>()
  const exhausted = new Set<string>()
  const reach = Math.max(0, ...perAccount.map((one) => one.everyMs))

  return {
    ask(account, user, at) {
      const seenByUser = ofUsers.get(user) ?? []
      const seenByAccount = ofAccounts.get(account) ?? []
      const isOpen =
        seenByUser.length < rules.lifetime &&
        perUser.every((limit) => isWithin(seenByUser, limit, at)) &&
        perAccount.every((limit) => isWithin(seenByAccount, limit, at))
      if (!isOpen) return false
      ofUsers.set(user, [...seenByUser, at])
      // What is older matters to no cap.
      const recent = [...seenByAccount.filter((one) => one > at - reach), at]
      ofAccounts.set(account, recent)
      if (isCostly && !isWithin(recent, ofBudget, at)) exhausted.add(account)
      return true
    },
    reached: () => ({ accounts: ofAccounts.size, exhausted: exhausted.size }),
  }
}

function limitOf({ every, times }: { every: string; times: number }): Limit {
  return { everyMs: durationMs(every), times }
}

/** Whether one more fits into the time that ends now. */
function isWithin(shown: readonly number[], { everyMs, times }: Limit, at: number): boolean {
  return shown.filter((one) => one > at - everyMs).length < times
}
