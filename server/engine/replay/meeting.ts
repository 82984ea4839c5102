/** Who meets a trigger at the end of history, and each of its leaves by itself. */
import type { ReplayReport } from '../../../shared/replay/replay.ts'
import type { Truth } from '../compare.ts'
import type { Facts } from '../facts.ts'
import type { Looked } from '../look.ts'
import type { CompiledTrigger } from '../trigger.ts'

/** An account with its users; none where nobody is to be looked at. */
export type Company = { account: string; users: readonly string[] }

type FactsOf = (who: Looked) => Facts

/** Whether it depends on a user whom it meets, and not on the account alone. */
export function looksAtUsers({ trigger, condition }: CompiledTrigger): boolean {
  return (
    trigger.subject === 'user' ||
    condition.traits.includes('user') ||
    condition.ages.some(({ of }) => of === 'user')
  )
}

/** An account meets what holds for it, or for somebody in it where users are looked at. */
export function meetingOf(
  compiled: CompiledTrigger,
  companies: readonly Company[],
  factsOf: FactsOf,
): ReplayReport['meeting'] {
  const { leaves, test } = compiled.condition
  const tests = [test, ...leaves.map((leaf) => leaf.test)]
  const met = tests.map(() => 0)
  const missing = tests.map(() => 0)
  const ofUsers = looksAtUsers(compiled)
  for (const { account, users } of companies) {
    const people = ofUsers && users.length > 0 ? users : [null]
    const facts = people.map((user) => factsOf({ account, user }))
    tests.forEach((one, i) => {
      const truth = best(facts.map(one))
      if (truth) met[i] = (met[i] ?? 0) + 1
      if (truth === undefined) missing[i] = (missing[i] ?? 0) + 1
    })
  }
  return {
    accounts: met[0] ?? 0,
    leaves: leaves.map(({ path }, i) => ({
      path,
      accounts: met[i + 1] ?? 0,
      missing: missing[i + 1] ?? 0,
    })),
  }
}

function best(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true
  return truths.includes(false) ? false : undefined
}
