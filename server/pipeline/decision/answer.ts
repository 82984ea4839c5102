/** Answers a question from the state: decides, and issues or renews the claims of what won. */
import type { Decision } from '../../../shared/decision/decision.ts'
import type { Prompt } from '../../../shared/decision/prompt.ts'
import { type Placement, parsePlacement } from '../../../shared/definition/nudge.ts'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import { decide, hasWinner, type Winner } from '../../engine/decide/decide.ts'
import { finish } from '../../engine/decide/prompt.ts'
import type { DecisionFacts, Impression, Moment } from '../../engine/decide/question.ts'
import { reword } from '../../engine/decide/reword.ts'
import { effectiveTrait } from '../../engine/known.ts'
import { place } from '../../engine/world.ts'
import { applyInput } from '../group/apply.ts'
import { departmentOf } from '../group/facts.ts'
import type { Context } from '../group/record.ts'
import type { State, StoredDecision } from '../group/state.ts'
import type { AnsweredDecision, Done, ExplainedDecision, Question, Visitor } from '../work.ts'

/** How long a prompt may be shown after it was decided. */
const armedForMs = 30 * minuteMs
const answeredForMs = 5 * minuteMs

export type Answer = Pick<Done, 'decisions' | 'armed' | 'shown' | 'placements'>

export function answer(context: Context, question: Question, now: number): Answer {
  const { catalogue } = context.definitions
  const asking: Asking = { context, question, now, seen: seenBy(context.state, question.visitor) }
  const decisions = question.placements.map((text) => {
    const decision = decideOne(asking, lookAt(asking, text, question.supposes ?? false))
    return question.isMoment ? withoutGhost(asking, decision) : decision
  })
  const arm = (text: string): Prompt | null => {
    const answered = decisions.find((one) => one.placement === text)
    // An event that was asked about is over; the widget takes what is armed there now as its answer.
    if (answered && (answered.prompt || isAtEvent(text))) return answered.prompt
    return armOne(asking, text)
  }
  const armed = question.arm ? catalogue.placements.flatMap((text) => arm(text) ?? []) : []
  return {
    decisions: question.explain ? decisions : decisions.map(withoutReceipt),
    armed,
    shown: (question.shown ?? []).flatMap((id) => rewordOne(asking, id) ?? []),
    placements: catalogue.placements.filter(isAtEvent),
  }
}

type Asking = { context: Context; question: Question; now: number; seen: Seen }

/** Of all that the group has loaded, what was shown to these two, and what they may still be shown. */
type Seen = { impressions: Impression[]; open: StoredDecision[] }

/** What these two have seen and may still be shown. */
export function seenBy({ impressions, decisions }: State, { account, user }: Visitor): Seen {
  return {
    impressions: [...impressions.values()].filter(
      (one) => one.account === account || one.user === user,
    ),
    open: [...decisions.values()].filter(
      (one) => one.account === account && one.user === user && one.shownAt === null,
    ),
  }
}

function withoutReceipt({ receipt: _, ...decision }: ExplainedDecision): AnsweredDecision {
  return decision
}

/** Answered without its ghost, which has had its moment with the question. */
function withoutGhost(asking: Asking, decision: ExplainedDecision): ExplainedDecision {
  const { context, question, now } = asking
  const { visitor, store } = question
  if (!decision.prompt?.ghost) return decision
  if (store) {
    applyInput(context, {
      kind: 'outcome',
      messageId: context.newId('message'),
      account: visitor.account,
      user: visitor.user,
      occurredAt: now,
      receivedAt: now,
      source: 'api',
      decisionId: decision.id,
      outcome: 'shown',
      action: null,
    })
    asking.seen = seenBy(context.state, visitor)
  }
  return { ...decision, prompt: null }
}

const isAtEvent = (text: string) => parsePlacement(text)?.kind === 'event'

/** What would not fire if its event came is no decision yet: it is asked when the event comes. */
function armOne(asking: Asking, text: string): Prompt | null {
  const asked = lookAt(asking, text, true)
  const { catalogue } = asking.context.definitions
  return hasWinner(catalogue, asked.facts, asked.moment) ? decideOne(asking, asked).prompt : null
}

/** What is known at a placement; `isArming`: as if its event came now. */
type Asked = { text: string; isArming: boolean; facts: DecisionFacts; moment: Moment }

function lookAt({ context, question, now, seen }: Asking, text: string, isArming: boolean): Asked {
  const placement = parsePlacement(text)
  if (!placement) throw new Error(`Placement "${text}" passed the schema`)
  const supposed = isArming ? supposedEvent(placement) : null
  const event = isArming
    ? supposed && { name: supposed.name, supposed: true }
    : realEvent(placement)
  const { visitor } = question
  const { impressions } = seen
  return {
    text,
    isArming,
    facts: factsFor(context, { visitor, now, impressions }, supposed),
    moment: { now, text, placement, event },
  }
}

function decideOne(asking: Asking, asked: Asked): ExplainedDecision {
  const { context, question } = asking
  const { text, isArming, facts, moment } = asked
  const { winner, reason, receipt } = decide(context.definitions.catalogue, facts, moment)
  const prompt = winner && promptOf(asking, asked, winner)
  const id = prompt?.decisionId ?? context.newId('dec')
  const decision: ExplainedDecision = {
    id,
    placement: text,
    prompt,
    reason,
    receipt: { decisionId: id, ...receipt },
  }
  if (question.store && !(isArming && !prompt)) keep(asking, isArming, decision)
  return decision
}

/** What is before the visitor keeps its claim and its place: only what it says is of now. Stores nothing. */
function rewordOne({ context, question, now, seen }: Asking, id: string): Decision | undefined {
  const { state, definitions } = context
  const { visitor } = question
  const stored = state.decisions.get(id)
  const placement = stored && parsePlacement(stored.placement)
  const isTheirs = stored?.account === visitor.account && stored.user === visitor.user
  if (!placement || !stored.prompt || !isTheirs) return undefined
  const { nudge, format, page, arm = null, offer } = stored.prompt
  const facts = factsFor(context, { visitor, now, impressions: seen.impressions }, null)
  const moment = { now, text: stored.placement, placement, event: realEvent(placement) }
  const reworded = reword(definitions.catalogue, facts, moment, { nudge, format })
  if (!reworded) return undefined
  const { content, reason } = reworded
  const issued = { decisionId: id, expiresAt: stored.expiresAt, page, arm, offer }
  return { id, placement: stored.placement, prompt: content && finish(content, issued), reason }
}

/** The event whose coming an armed prompt waits for. */
export function supposedEvent(
  placement: Placement,
): { name: string; properties: Record<string, string> } | null {
  if (placement.kind === 'paywall') {
    return { name: 'paywall_hit', properties: { feature: placement.name } }
  }
  return placement.kind === 'event' ? { name: placement.name, properties: {} } : null
}

/** The event that brought the question: it is in the log already, and its signals are active. */
function realEvent(placement: Placement): Moment['event'] {
  const name = supposedEvent(placement)?.name
  return name === undefined ? null : { name, supposed: false }
}

type Supposed = ReturnType<typeof supposedEvent>
type About = { visitor: Visitor; now: number; impressions: readonly Impression[] }

/** All that the gates look at for one visitor; `supposed`: as if that came now. */
export function factsFor(
  { state, definitions, factsOf }: Pick<Context, 'state' | 'definitions' | 'factsOf'>,
  { visitor, now, impressions }: About,
  supposed: Supposed,
): DecisionFacts {
  const { account, user } = visitor
  const plan = effectiveTrait(state.accounts.get(account), 'plan')
  const happening = supposed && {
    user,
    department: departmentOf(state, user),
    occurredAt: now,
    ...supposed,
  }
  const facts = factsOf({
    account,
    user,
    now,
    visit: { 'page.path': visitor.page, locale: visitor.locale, 'device.type': visitor.device },
    ...(happening ? { supposed: happening } : {}),
  })
  return {
    account,
    user,
    locale: visitor.locale,
    consent: state.users.get(user)?.consent ?? null,
    facts,
    plan: typeof plan === 'string' ? plan : undefined,
    signals: (state.signals.get(account) ?? []).filter((one) => one.cancelledAt === null),
    firing: (key) => {
      const subject = definitions.catalogue.triggers.get(key)?.trigger.subject
      return state.firings.get(place(key, subject === 'account' ? account : user))
    },
    impressions,
    wishes: { get: (nudge) => state.wishes.get(place(nudge, user)) },
    trials: state.trials.get(account) ?? [],
    claim: state.claims.get(account) ?? null,
    shown: state.shown.get(account) ?? [],
    readiness: state.readiness.get(account) ?? null,
    touches: state.touches.get(account) ?? [],
    requests: state.requests.get(account) ?? [],
    offersMade: { get: (offer) => state.offersMade.get(place(offer, account)) },
  }
}

/** The same prompt for the same person keeps its claim, so that two tabs spend one showing. */
function promptOf({ context, question, now, seen }: Asking, asked: Asked, winner: Winner): Prompt {
  const { visitor } = question
  const page = winner.isBoundToPage ? (visitor.page ?? undefined) : undefined
  const make = (decisionId: string, expiresAt: number) =>
    finish(winner.content, { decisionId, expiresAt, page, arm: winner.arm, offer: winner.offer })
  for (const open of seen.open) {
    if (open.placement === asked.text && isGoodFor(open, now, asked.isArming)) {
      const same = withSaidEnd(make(open.id, open.expiresAt), open, now)
      if (JSON.stringify(same) === JSON.stringify(open.prompt)) return same
    }
  }
  const lastsMs = asked.isArming ? armedForMs : answeredForMs
  // What is armed must not outlive what it offers.
  const endsAt = winner.content.countdown?.endsAt ?? Number.POSITIVE_INFINITY
  return make(context.newId('dec'), Math.min(now + lastsMs, endsAt))
}

/**
 * The end of an offer that nobody has seen moves on with the moment. What was said of it stays said:
 * once that is shown, the end is that one.
 */
function withSaidEnd(prompt: Prompt, open: StoredDecision, now: number): Prompt {
  const [said, counted] = [open.prompt?.countdown, prompt.countdown]
  const hasMovedOn = said && counted && counted.endsAt - said.endsAt === now - open.createdAt
  return hasMovedOn ? { ...prompt, countdown: { ...counted, endsAt: said.endsAt } } : prompt
}

function isGoodFor(open: StoredDecision, now: number, isArming: boolean): boolean {
  const needsMs = isArming ? armedForMs / 2 : minuteMs
  const isLongEnough =
    open.expiresAt - now >= needsMs || open.expiresAt === open.prompt?.countdown?.endsAt
  // Made before the clock was set back it would stay armed for as long as that. Clocks of nodes, and
  // works that wait, are off by less.
  return open.createdAt <= now + minuteMs && isLongEnough
}

function keep(
  { context, question, now, seen }: Asking,
  isArming: boolean,
  decision: ExplainedDecision,
) {
  const { state } = context
  const { visitor } = question
  if (state.decisions.has(decision.id)) return
  const stored: StoredDecision = {
    id: decision.id,
    account: visitor.account,
    user: visitor.user,
    placement: decision.placement,
    nudge: decision.prompt?.nudge ?? null,
    prompt: decision.prompt,
    device: visitor.device,
    armed: isArming,
    createdAt: now,
    expiresAt: decision.prompt?.expiresAt ?? now + dayMs,
    shownAt: null,
    outcomes: new Set(),
  }
  state.decisions.set(decision.id, stored)
  seen.open.push(stored)
  state.out.decisions.push({ decision, stored })
}
