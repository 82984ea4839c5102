/** Collects when something happened, by account. */
import type { Moments } from './types.ts'

export type MomentsByAccount = {
  add(account: string, at: number): void
  /** Rising for each account. */
  all(): Moments
}

export function createMoments(): MomentsByAccount {
  const byAccount = new Map<string, number[]>()
  return {
    add(account, at) {
      const moments = byAccount.get(account)
      if (moments) moments.push(at)
      else byAccount.set(account, [at])
    },
    all() {
      for (const moments of byAccount.values()) moments.sort((a, b) => a - b)
      return byAccount
    },
  }
}
