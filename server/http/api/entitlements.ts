import type { Plan } from '../../../shared/definition/plan.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import type { EntitlementsResponse } from '../../../shared/protocol/api.ts'

type Given = {
  account: string
  /** The account's trait; only the key of a published plan means something. */
  plan: FactValue | undefined
  plans: Plan[]
  trials: EntitlementsResponse['trials']
}

/** What the plan and the running trials allow together: for each limit the more generous one. */
export function entitlementsOf({ account, plan, plans, trials }: Given): EntitlementsResponse {
  const own = plans.find((one) => one.key === plan)
  const tried = trials
    .filter((trial) => trial.active)
    .flatMap((trial) => plans.find((one) => one.key === trial.plan) ?? [])
  const all = own ? [own, ...tried] : tried
  const limits = new Map<string, number | null>()
  for (const [name, limit] of all.flatMap((one) => Object.entries(one.limits))) {
    const before = limits.get(name)
    limits.set(name, before === undefined ? limit : moreGenerous(before, limit))
  }
  return {
    account,
    plan: own?.key ?? null,
    features: [...new Set(all.flatMap((one) => one.features))],
    limits: Object.fromEntries(limits),
    trials,
  }
}

/** `null` is unlimited. */
function moreGenerous(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b)
}
