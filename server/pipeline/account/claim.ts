/** Who in sales has an account: the first to claim it, until they release it or their time is over. */
import { isHeld } from '../../../shared/account/claim.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { claimEntry } from '../audit/claim.ts'
import { type Context, record } from '../group/record.ts'
import type { Input } from '../input.ts'

type ClaimInput = Extract<Input, { kind: 'claim' }>
type ReleaseInput = Extract<Input, { kind: 'release' }>

/** Answers who holds it, where that is somebody else. The holder's own claim renews it. */
export function applyClaim(context: Context, input: ClaimInput): Issue[] | undefined {
  const { state } = context
  const { account, by, claim: kind, until, actor, receivedAt: now } = input
  const held = state.claims.get(account)
  const isOurs = isHeld(held, now)
  if (isOurs && held.by !== by) {
    return [{ path: 'by', message: `"${held.by}" holds this account${untilWords(held.until)}` }]
  }
  if (isOurs && held.kind === kind && held.until === until) return undefined
  const next = { by, kind, at: isOurs ? held.at : now, until }
  state.claims.set(account, next)
  const doing = { account, by: actor, at: now }
  state.out.audit.push(claimEntry(doing, isOurs ? held : null, next))
  state.out.claims.add(account)
  record(context, { ...input, name: 'account_claimed', properties: { by, kind, until } })
  return undefined
}

export function applyRelease(context: Context, input: ReleaseInput): void {
  const { state } = context
  const held = state.claims.get(input.account)
  if (!held) return
  state.claims.delete(input.account)
  state.out.claims.add(input.account)
  const { account, actor, receivedAt: at } = input
  if (!isHeld(held, at)) return
  state.out.audit.push(claimEntry({ account, by: actor, at }, held, null))
  const { by, kind } = held
  record(context, { ...input, name: 'account_released', properties: { by, kind } })
}

function untilWords(until: number | null): string {
  return until === null ? '' : ` until ${new Date(until).toISOString()}`
}
