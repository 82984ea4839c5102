/** Whose an account is: a claim, its trait, the first rule that holds, the default. */
import { type Claim, isHeld } from '../../../shared/account/claim.ts'
import { repEmail, type SalesTeam } from '../../../shared/workspace/sales-team.ts'
import { type CompiledCondition, compileCondition } from '../condition.ts'
import type { Facts } from '../facts.ts'

export type CompiledTeam = {
  team: SalesTeam
  rules: readonly { condition: CompiledCondition; rep: string }[]
}

export function compileTeam(team: SalesTeam): CompiledTeam {
  return {
    team,
    rules: team.rules.map(({ when, rep }, i) => ({
      condition: compileCondition(when, 'account', `sales.rules.${i}.when`),
      rep,
    })),
  }
}

/** The address of the owner; null where nobody is known. */
export function ownerOf(
  { team, rules }: CompiledTeam,
  facts: Facts,
  claim: Claim | null,
): string | null {
  const claimer = isHeld(claim, facts.now) ? addressOf(team, claim.by) : null
  const named = team.ownerTrait === null ? undefined : facts.trait('account', team.ownerTrait)
  return (
    claimer ??
    (typeof named === 'string' ? addressOf(team, named) : null) ??
    rules.find(({ condition }) => condition.test(facts) === true)?.rep ??
    team.defaultOwner
  )
}

/** Who is called by their address, or by the name that they have in the team. */
function addressOf({ reps }: SalesTeam, called: string): string | null {
  const address = repEmail.safeParse(called)
  if (address.success) return address.data
  const name = called.trim().toLowerCase()
  return reps.find((one) => one.name?.toLowerCase() === name)?.email ?? null
}
