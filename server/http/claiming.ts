/** Taking an account over from Brim and giving it back, for CRMs and for people alike. */

import type { Claim } from '../../shared/account/claim.ts'
import type { Actor } from '../../shared/audit/actor.ts'
import type { AccountResponse } from '../../shared/protocol/api.ts'
import type { Deps } from '../deps.ts'
import type { Identity, Input } from '../pipeline/input.ts'
import { findAccount } from '../store/workspace/queries/accounts.ts'
import { ApiError, faultOf, invalid } from './answer/api-error.ts'
import type { Workspace } from './router.ts'

export type Claiming = Identity & {
  account: string
  by: string
  kind: Claim['kind']
  actor: Actor
  /** ISO 8601; absent: until it is released. */
  until?: string | undefined
}

/** Throws `conflict`, which names the holder, where that is somebody else. */
export async function claimAccount(
  deps: Deps,
  workspace: Workspace,
  { account, by, kind, actor, until, ...identity }: Claiming,
): Promise<AccountResponse> {
  const at = deps.now()
  const ends = until === undefined ? null : Date.parse(until)
  if (ends !== null && ends <= at) {
    throw invalid([{ path: 'until', message: 'This time is over already' }])
  }
  const common = commonOf(identity, account, at)
  const input: Input = { ...common, kind: 'claim', by, claim: kind, until: ends, actor }
  const done = await deps.pipeline.submit(workspace.id, { at, inputs: [input] })
  if (done.refused.some((one) => one.isErased)) throw faultOf(done)
  const [issue] = done.refused.flatMap((one) => one.issues)
  if (issue) throw new ApiError('conflict', issue.message)
  return findKnown(workspace, account, at)
}

/** Whoever holds it; changes nothing where nobody does. */
export async function releaseAccount(
  deps: Deps,
  workspace: Workspace,
  { account, actor, ...identity }: Identity & Pick<Claiming, 'account' | 'actor'>,
): Promise<AccountResponse> {
  const at = deps.now()
  await findKnown(workspace, account, at)
  const input: Input = { ...commonOf(identity, account, at), kind: 'release', actor }
  await deps.pipeline.submit(workspace.id, { at, inputs: [input] })
  return findKnown(workspace, account, at)
}

function commonOf({ messageId, isUnrepeated }: Identity, account: string, at: number) {
  const identity = { messageId, ...(isUnrepeated && { isUnrepeated }) }
  return {
    ...identity,
    account,
    user: null,
    occurredAt: at,
    receivedAt: at,
    source: 'api' as const,
  }
}

export async function findKnown(
  { db }: Workspace,
  id: string,
  at: number,
): Promise<AccountResponse> {
  const account = await findAccount(db, id, at)
  if (!account) throw new ApiError('not_found', 'There is no such account')
  return account
}
