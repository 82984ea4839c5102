/** Requests to those who may buy: one per account, offer and user, until the account has the offer. */
import { planOf } from '../../../shared/definition/plan.ts'
import { effectiveTrait } from '../../engine/known.ts'
import type { Context } from '../group/record.ts'
import { entry, type StoredDecision } from '../group/state.ts'
import type { Input } from '../input.ts'

type OutcomeInput = Extract<Input, { kind: 'outcome' }>

/** Asked again, it waits anew. */
export function askAdmin({ state }: Context, input: OutcomeInput, decision: StoredDecision): void {
  const { prompt, account } = decision
  if (!prompt?.actions.some((one) => one.kind === 'ask_admin')) return
  const { user, occurredAt: at } = input
  const offer = prompt.offer.key
  const name = effectiveTrait(state.users.get(user), 'name')
  const others = entry(state.requests, account, () => []).filter(
    (one) => one.offer !== offer || one.user !== user,
  )
  const request = { offer, user, name: typeof name === 'string' ? name : null, at }
  state.requests.set(account, [...others, request])
  const row = { account, offer, user, at, decision: decision.id }
  state.out.requests.set(JSON.stringify([account, offer, user]), row)
}

/** The account is on another plan now: what it contains needs no asking any more. */
export function answerRequests(context: Context, account: string): void {
  const { catalogue } = context.definitions
  const plan = effectiveTrait(context.state.accounts.get(account), 'plan')
  const tier = typeof plan === 'string' ? catalogue.plans.get(plan)?.tier : undefined
  if (tier === undefined) return
  for (const offer of catalogue.offers.values()) {
    const target = catalogue.plans.get(planOf(offer) ?? '')
    if (target && target.tier <= tier) closeRequests(context, account, offer.key)
  }
}

/** The account has what was asked for. */
export function closeRequests({ state }: Context, account: string, offer: string): void {
  const open = state.requests.get(account) ?? []
  state.requests.set(
    account,
    open.filter((one) => one.offer !== offer),
  )
  for (const [at, row] of state.out.requests) {
    if (row.account === account && row.offer === offer) state.out.requests.delete(at)
  }
  state.out.answered.push([account, offer])
}
