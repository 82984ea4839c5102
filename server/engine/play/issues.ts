/** What a play may ask of accounts, and who an account may be given to: faults its schema does not see. */
import type { Issue } from '../../../shared/error.ts'
import type { Play } from '../../../shared/play.ts'
import type { SalesTeam } from '../../../shared/sales-team.ts'
import type { Condition } from '../../../shared/trigger.ts'
import { contradictionsIn } from '../contradiction.ts'
import { leavesOf } from '../leaves.ts'

export function issuesOfPlay({ for: asked }: Play): Issue[] {
  return asked.accounts ? issuesOfAccounts(asked.accounts, 'for.accounts') : []
}

export function issuesOfTeam({ rules }: SalesTeam): Issue[] {
  return rules.flatMap(({ when }, i) => issuesOfAccounts(when, `sales.rules.${i}.when`))
}

/** It is asked whoever is at hand, and when nobody is: so it looks at accounts, and counts nothing. */
function issuesOfAccounts(condition: Condition, root: string): Issue[] {
  const issues = leavesOf(condition, root).flatMap(({ leaf, path }): Issue[] => {
    if ('trait' in leaf) {
      if (leaf.trait.startsWith('account.')) return []
      return [{ path: `${path}.trait`, message: 'Which accounts? Traits begin with "account."' }]
    }
    if ('age' in leaf.measure && leaf.measure.age.of === 'account') return []
    const message = 'Accounts are chosen by traits and age; use a trigger to count'
    return [{ path: `${path}.measure`, message }]
  })
  return issues.length > 0 ? issues : contradictionsIn(condition, root)
}
