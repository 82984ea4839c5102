/** What a person did with a prompt: the claim, and what follows from it. */

import type { Outcome } from '../../../shared/event/event.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import type { OfferMade } from '../../engine/decide/question.ts'
import { effectiveTrait } from '../../engine/known.ts'
import { place } from '../../engine/world.ts'
import { askAdmin, closeRequests } from '../account/requests.ts'
import { startTrial } from '../account/trials.ts'
import { type Context, record } from '../group/record.ts'
import type { StoredDecision } from '../group/state.ts'
import type { Input } from '../input.ts'
import { noteOffer } from './offers-made.ts'

type OutcomeInput = Extract<Input, { kind: 'outcome' }>

/** Answers why it was refused; `undefined` when it was applied, or had been already. */
export function applyOutcome(context: Context, input: OutcomeInput): Issue[] | undefined {
  const { state } = context
  const decision = state.decisions.get(input.decisionId)
  // One answer for "not there" and "not yours": nothing is told about other people's decisions.
  // Theirs in that account: of any other nothing has been loaded, and what follows would overwrite it.
  const isTheirs = decision?.user === input.user && decision.account === input.account
  if (!isTheirs || decision.prompt === null) {
    return [{ path: 'decisionId', message: 'There is no such prompt for this user' }]
  }
  const { nudge, arm = null, ghost = false } = decision.prompt
  if (ghost && !ofGhosts.includes(input.outcome)) {
    return [{ path: 'outcome', message: 'Nothing was drawn: the account is in a control' }]
  }
  if (decision.outcomes.has(input.outcome)) return undefined
  if (input.outcome === 'trial_started' && isTooLate(decision, input)) {
    return [{ path: 'outcome', message: 'The offer had ended, as its countdown said' }]
  }
  decision.outcomes.add(input.outcome)
  state.out.outcomes.push({
    decision: decision.id,
    outcome: input.outcome,
    nudge,
    account: decision.account,
    user: input.user,
    action: input.action,
    arm,
    at: input.occurredAt,
  })
  follow(context, input, decision)
  record(context, {
    ...input,
    name: ghost && input.outcome === 'shown' ? 'nudge_withheld' : `nudge_${input.outcome}`,
    properties: {
      nudge,
      decision: decision.id,
      placement: decision.placement,
      offer: decision.prompt.offer.key,
      action: input.action,
      ...(arm === null ? {} : { arm }),
    },
  })
  return undefined
}

function isTooLate({ prompt }: StoredDecision, { occurredAt }: OutcomeInput): boolean {
  return prompt?.countdown !== undefined && occurredAt >= prompt.countdown.endsAt
}

/** What can come of a prompt that nobody saw. */
const ofGhosts: readonly Outcome[] = ['shown', 'converted']

function follow(context: Context, input: OutcomeInput, decision: StoredDecision) {
  switch (input.outcome) {
    case 'shown':
      return claim(context, input, decision)
    case 'snoozed':
    case 'never':
      return wish(context, input, decision)
    case 'trial_started':
      return grantTrial(context, input, decision)
    case 'asked_admin':
      return askAdmin(context, input, decision)
    case 'converted':
      return noteMade(context, decision, 'convertedAt', input.occurredAt)
    case 'clicked':
    case 'dismissed':
      return
    default:
      input.outcome satisfies never
  }
}

/** Counted once, against every cap; also when it comes late, because it was on screen. */
function claim(context: Context, input: OutcomeInput, decision: StoredDecision) {
  const { state } = context
  if (decision.shownAt !== null || !decision.prompt) return
  decision.shownAt = input.occurredAt
  state.out.shown.push(decision)
  const { nudge, format, locale, arm = null, ghost = false } = decision.prompt
  const plan = effectiveTrait(state.accounts.get(decision.account), 'plan')
  const impression = {
    decision: decision.id,
    nudge,
    format,
    arm,
    ghost,
    account: decision.account,
    user: decision.user,
    locale,
    plan: typeof plan === 'string' ? plan : null,
    device: decision.device,
    at: input.occurredAt,
  }
  state.impressions.set(decision.id, impression)
  state.out.impressions.push(impression)
  if (ghost) return
  // Its time to take the offer begins when the account has seen it; with a countdown, when that was
  // decided: so the end is the one that was said.
  const seenAt = decision.prompt.countdown ? decision.createdAt : input.occurredAt
  noteMade(context, decision, 'shownAt', Math.min(seenAt, input.occurredAt))
}

function noteMade(context: Context, decision: StoredDecision, what: keyof OfferMade, at: number) {
  const { account, prompt } = decision
  if (!prompt) return
  const offer = prompt.offer.key
  noteOffer(context.state, { account, offer }, what, at)
  if (what === 'convertedAt') closeRequests(context, account, offer)
}

function wish({ state, definitions }: Context, input: OutcomeInput, decision: StoredDecision) {
  const nudge = decision.nudge ?? ''
  const { nudges, settings } = definitions.catalogue
  const authored = nudges.find((one) => one.nudge.key === nudge)
  const snoozeMs = authored?.rules.snoozeMs ?? durationMs(settings.defaults.snooze)
  const at = place(nudge, input.user)
  // "Never" stays, whatever a late "later" from another tab says.
  if (state.wishes.get(at)?.wish === 'never') return
  const made =
    input.outcome === 'never'
      ? { wish: 'never' as const, until: null }
      : { wish: 'snoozed' as const, until: input.occurredAt + snoozeMs }
  state.wishes.set(at, made)
  state.out.wishes.push({ ...made, user: input.user, nudge, at: input.occurredAt })
}

function grantTrial(context: Context, input: OutcomeInput, decision: StoredDecision) {
  const { account, prompt } = decision
  const offer = prompt?.offer
  const hasAction = prompt?.actions.some((one) => one.kind === 'trial')
  if (offer?.kind !== 'trial' || !hasAction) return
  startTrial(
    context,
    { ...input, account, messageId: context.newId('message'), source: 'brim' },
    {
      offer: offer.key,
      plan: offer.plan,
      endsAt: input.occurredAt + durationMs(offer.lasts),
      decision: decision.id,
    },
  )
}
