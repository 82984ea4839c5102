/** Whether somebody is in an audience by what is known of them, wherever they are. */
import type { Condition } from '../../../shared/definition/trigger.ts'
import { compileCondition } from '../condition.ts'
import type { Known } from '../known.ts'
import { noCounts } from '../play/account-facts.ts'
import { emptyWorld, type World } from '../world.ts'
import { WorldFacts } from '../world-facts.ts'

export type People = { accounts: ReadonlyMap<string, Known>; users: ReadonlyMap<string, Known> }

/** What only a visit knows, the page, the device and the language, is taken to be as it is asked for. */
export function inAudience(
  audience: Condition | undefined,
  { accounts, users }: People,
  now: number,
): (account: string, user: string | null) => boolean {
  const asked = audience && withoutVisit(audience)
  if (!asked) return () => true
  const condition = compileCondition(asked, 'user', 'audience')
  const world: World = { ...emptyWorld(), accounts: new Map(accounts), users: new Map(users) }
  const source = { world, catalogue: { meters: new Map(), plans: new Map() }, counts: noCounts }
  return (account, user) => condition.test(new WorldFacts(source, { account, user, now })) === true
}

/** `undefined` where nothing else is asked. */
function withoutVisit(node: Condition): Condition | undefined {
  if ('all' in node || 'any' in node) {
    const isAll = 'all' in node
    const nodes = isAll ? node.all : node.any
    const rest = nodes.map(withoutVisit)
    const known = rest.filter((one) => one !== undefined)
    // One that may be true by the visit alone makes a choice true.
    if (known.length === 0 || (!isAll && known.length < rest.length)) return undefined
    return isAll ? { all: known } : { any: known }
  }
  if ('not' in node) {
    const inner = withoutVisit(node.not)
    return inner && JSON.stringify(inner) === JSON.stringify(node.not) ? node : undefined
  }
  return 'trait' in node && !/^(account|user)\./.test(node.trait) ? undefined : node
}
