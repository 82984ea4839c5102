/** Of whom the rule is asked: every combination of what its leaves look at, equally often. */

export type Person = {
  /** Hits of the export paywall in the account's last seven days. */
  hits: number
  /** Different users that have hit a paywall then. */
  users: number
  seatsRatio: number
  role: string
  plan: string
}

const hits = [0, 1, 2, 3, 4, 5, 6, 7]
const users = [1, 2, 3, 4]
const seatsRatios = [0.2, 0.6, 0.8, 1]
const roles = ['member', 'viewer', 'admin', 'owner']
const plans = ['free', 'pro', 'team']

/** The leaves hold and fail in an order that no branch prediction learns. */
const shuffled = <T>(all: readonly T[]): T[] => {
  const stride = 701
  return all.map((_, place) => all[(place * stride) % all.length] as T)
}

export const people: readonly Person[] = shuffled(
  hits.flatMap((hits) =>
    users.flatMap((users) =>
      seatsRatios.flatMap((seatsRatio) =>
        roles.flatMap((role) => plans.map((plan) => ({ hits, users, seatsRatio, role, plan }))),
      ),
    ),
  ),
)
