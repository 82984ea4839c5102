/** What billing or a backend says was bought: kept, and no longer offered. */
import type { Issue } from '../../shared/error.ts'
import type { Properties } from '../../shared/event.ts'
import { noteOffer } from './offers-made.ts'
import type { Input } from './pipeline.ts'
import { type Context, record } from './record.ts'
import { closeRequests } from './requests.ts'

type ConversionInput = Extract<Input, { kind: 'conversion' }>

/** What it refers to must be there: the offer published, the decision this account's. */
function issuesOf({ state, definitions }: Context, input: ConversionInput): Issue[] {
  const { account, decision, offer } = input
  const issues: Issue[] = []
  if (offer !== null && !definitions.catalogue.offers.has(offer)) {
    issues.push({ path: 'offer', message: `There is no published offer "${offer}"` })
  }
  if (decision !== null && state.decisions.get(decision)?.account !== account) {
    issues.push({ path: 'decision', message: 'There is no such decision for this account' })
  }
  return issues
}

/** Answers why it was refused. */
export function applyConversion(context: Context, input: ConversionInput): Issue[] | undefined {
  const issues = issuesOf(context, input)
  if (issues.length > 0) return issues
  const { state } = context
  const { messageId, account, user, change, plan, decision, mrrDelta, currency } = input
  const prompt = decision === null ? null : state.decisions.get(decision)?.prompt
  const offer = input.offer ?? prompt?.offer.key ?? null
  const said = { kind: change, plan, offer, decision, mrrDelta, currency }
  state.out.conversions.push({ messageId, account, user, ...said, at: input.occurredAt })
  if (offer !== null) {
    noteOffer(state, { account, offer }, 'convertedAt', input.occurredAt)
    closeRequests(context, account, offer)
  }
  const properties: Properties = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== null),
  )
  record(context, { ...input, name: 'conversion', properties })
  return undefined
}
