/** What billing or a backend says was bought: kept, and no longer offered. */

import type { Properties } from '../../../shared/event/event.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { attributionOf, ledTo } from '../../engine/billing/attribution.ts'
import { noteOffer } from '../decision/offers-made.ts'
import { type Context, record } from '../group/record.ts'
import type { Input } from '../input.ts'
import { notify } from '../outbox/notify.ts'
import { closeRequests } from './requests.ts'

type ConversionInput = Extract<Input, { kind: 'conversion' }>

/** What it refers to must be there: the offer published, the decision this account's. */
function issuesOf({ state, definitions }: Context, input: ConversionInput): Issue[] {
  const { account, decision, offer } = input
  const issues: Issue[] = []
  if (offer !== null && !definitions.catalogue.offers.has(offer)) {
    issues.push({ path: 'offer', message: `There is no published offer "${offer}"` })
  }
  // The receipt is kept for a while, the showing for good.
  const decided = decision && (state.decisions.get(decision) ?? state.impressions.get(decision))
  if (decision !== null && (!decided || decided.account !== account)) {
    issues.push({ path: 'decision', message: 'There is no such decision for this account' })
  }
  return issues
}

/** Answers why it was refused. */
export function applyConversion(context: Context, input: ConversionInput): Issue[] | undefined {
  const issues = issuesOf(context, input)
  if (issues.length > 0) return issues
  const { state } = context
  const { messageId, account, user, change, plan, mrrDelta, currency } = input
  const decision = (input.isSought ? lastShown(context, input) : null) ?? input.decision
  const offer = input.offer ?? (decision === null ? null : offerOf(context, decision))
  const said = { kind: change, plan, offer, decision, mrrDelta, currency }
  state.out.conversions.push({ messageId, account, user, ...said, at: input.occurredAt })
  // Who pays less than before has taken nothing.
  if (offer !== null && (mrrDelta ?? 0) >= 0) {
    noteOffer(state, { account, offer }, 'convertedAt', input.occurredAt)
    closeRequests(context, account, offer)
  }
  const properties: Properties = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== null),
  )
  record(context, { ...input, name: 'conversion', properties })
  const { occurredAt, receivedAt: at } = input
  notify(context, { type: 'conversion', account, user, at, occurredAt, data: properties })
  return undefined
}

/** The last prompt, shown to anybody of the account, that can have proposed it. */
function lastShown({ state, definitions }: Context, input: ConversionInput): string | null {
  const { account, change: kind, plan, offer } = input
  const { from, to } = attributionOf(input)
  const { nudges, offers } = definitions.catalogue
  const shown = [...state.impressions.values()]
    .filter((one) => one.account === account && !one.ghost && one.at >= from && one.at <= to)
    .sort((a, b) => b.at - a.at)
    .map(({ decision, nudge }) => {
      const found = nudges.find((one) => one.nudge.key === nudge)
      return { decision, offer: found && offers.get(found.nudge.offer) }
    })
  return ledTo(shown, { kind, plan, offer })
}

/** What a decision proposed; where only the showing is left, what its nudge proposes now. */
function offerOf({ state, definitions }: Context, decision: string): string | null {
  const { prompt } = state.decisions.get(decision) ?? {}
  if (prompt) return prompt.offer.key
  const nudge = state.impressions.get(decision)?.nudge
  const authored = definitions.catalogue.nudges.find((one) => one.nudge.key === nudge)
  return authored?.nudge.offer ?? null
}
