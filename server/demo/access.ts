/** What an account may do: what Brim says it is entitled to, its own plan where Brim is silent. */
import type { BrimClient } from './brim-client.ts'
import { plans } from './catalogue/plans.ts'
import type { Access, Tide } from './tideboard.ts'

export async function accessOf(brim: BrimClient, tide: Tide): Promise<Access> {
  const own = plans.find((one) => one.key === tide.plan)
  // A customer's product goes on when Brim does not answer.
  const granted = await brim.entitlements(tide.id).catch(() => undefined)
  const { features = [], limits = {} } = granted ?? own ?? {}
  const trial = granted?.trials.find((one) => one.active)
  return {
    features,
    limits: {
      boards: limits.boards ?? null,
      seats: limits.seats ?? null,
      storage: limits.storage ?? null,
    },
    trial: trial ? { plan: trial.plan, endsAt: trial.endsAt } : null,
  }
}

export function isFull(limit: number | null, used: number): boolean {
  return limit !== null && used >= limit
}
