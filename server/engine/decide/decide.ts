/**
 * Which prompt, if any, at one placement for one visitor now. A pure function of what is published
 * and what is known; the same for live questions, armed ones and replay.
 */
import {
  type Candidate,
  gates,
  type Reason,
  type Receipt,
  type Verdict,
} from '../../../shared/decision/decision.ts'
import type { Arm } from '../../../shared/definition/nudge.ts'
import type { Offer } from '../../../shared/definition/plan.ts'
import { planOf } from '../../../shared/definition/plan.ts'
import type { Catalogue, CompiledNudge } from '../catalogue.ts'
import { offerEndsAt } from '../rules.ts'
import { assignedArm } from './arm.ts'
import { deadlineOf } from './deadline.ts'
import { formOf } from './form.ts'
import { type Ask, fail, type GateAnswer, type GateCheck, pass } from './gate.ts'
import { audience } from './gates/audience.ts'
import { budget } from './gates/budget.ts'
import { buyer } from './gates/buyer.ts'
import { consent } from './gates/consent.ts'
import { converted } from './gates/converted.ts'
import { experiment } from './gates/experiment.ts'
import { groupCaps } from './gates/group-caps.ts'
import { holdout } from './gates/holdout.ts'
import { live } from './gates/live.ts'
import { nudgeCaps } from './gates/nudge-caps.ts'
import { offer } from './gates/offer.ts'
import { placement } from './gates/placement.ts'
import { sales } from './gates/sales.ts'
import { isSignalled, signal } from './gates/signal.ts'
import { wish } from './gates/wish.ts'
import { workspace } from './gates/workspace.ts'
import {
  type Content,
  chooseCopy,
  type Drafted,
  draftPrompt,
  ghostOf,
  type Known,
  type LookUp,
  type Worded,
} from './prompt.ts'
import type { DecisionFacts, Moment } from './question.ts'
import { openRequests } from './requests.ts'
import { usageOf } from './usage.ts'
import { variableValues } from './variables.ts'

/** The ladder, but for `copy` and `rank`, which need more than one candidate's facts. */
const ladder: readonly GateCheck[] = [
  workspace,
  consent,
  holdout,
  live,
  placement,
  signal,
  audience,
  offer,
  buyer,
  sales,
  wish,
  converted,
  nudgeCaps,
  groupCaps,
  budget,
  experiment,
]

export type Winner = {
  nudge: CompiledNudge
  content: Content
  offer: Offer
  arm: string | null
  /** It won as a control: nothing is drawn, nor anything else in its place. */
  isGhost: boolean
  /** Its audience looks at the page, or its placement is the page: good on this page only. */
  isBoundToPage: boolean
}

export type Outcome = {
  winner: Winner | null
  reason: Reason | null
  receipt: Omit<Receipt, 'decisionId'>
}

/** What it would say, and with which values. */
type Words = { worded: Worded } & Pick<Known, 'lookUp' | 'deadline'>

type Judged = {
  candidate: CompiledNudge
  answers: GateAnswer[]
  /** Every gate is open; `ghost`: all but that it is a control. */
  result: 'open' | 'ghost' | 'closed'
  words: Words
  arm: string | null
  value: number
}

export function decide(catalogue: Catalogue, facts: DecisionFacts, moment: Moment): Outcome {
  const candidatesHere = catalogue.nudgesAt.get(moment.text) ?? []
  const judged = candidatesHere.map((candidate) => judge({ catalogue, facts, moment, candidate }))
  const ranked = judged.filter(({ result }) => result !== 'closed').sort(byRank)
  const best = ranked[0]
  const candidates = judged.map((one) => candidateOf(one, best))
  // Only what wins is drawn up: the others' words need no more than that they could be.
  const drafted = best && draft(catalogue, facts, best)
  const winner = best && drafted ? winnerOf(catalogue, best, drafted) : null
  const isDrawn = winner !== null && !winner.isGhost
  const reason = isDrawn ? null : winner ? 'control' : reasonOf(candidates)
  return {
    winner,
    reason,
    receipt: {
      at: moment.now,
      account: facts.account,
      user: facts.user,
      placement: moment.text,
      event: moment.event,
      candidates,
      winner: isDrawn ? winner.nudge.nudge.key : null,
      ghost: winner?.isGhost ? winner.nudge.nudge.key : null,
      arm: winner?.arm ?? null,
      reason,
      variables: isDrawn ? (drafted?.variables ?? {}) : {},
    },
  }
}

/**
 * Whether `decide` would have a winner, without a receipt: of a candidate that is closed it looks no
 * further than the first gate that says so. Most placements that are armed have none.
 */
export function hasWinner(catalogue: Catalogue, facts: DecisionFacts, moment: Moment): boolean {
  const candidatesHere = catalogue.nudgesAt.get(moment.text) ?? []
  return candidatesHere.some((candidate) => isInTheRunning({ catalogue, facts, moment, candidate }))
}

function isInTheRunning(ask: Ask): boolean {
  return (
    isSignalled(ask) &&
    ladder.every((gate) => isNoBar(gate(ask))) &&
    isNoBar(copyGate(ask, wordsFor(ask, assignedArm(ask))))
  )
}

export function judge(ask: Ask): Judged {
  const { catalogue, facts, candidate } = ask
  const arm = assignedArm(ask)
  const words = wordsFor(ask, arm)
  const answers = [...ladder.map((gate) => gate(ask)), copyGate(ask, words)]
  const offered = catalogue.offers.get(candidate.nudge.offer)
  return {
    candidate,
    answers,
    result: resultOf(answers),
    words,
    arm: arm?.key ?? null,
    value: offerValue(catalogue, facts, offered),
  }
}

/** In the words that are for this visitor: those of a form, of the arm, or the nudge's own. */
function wordsFor(ask: Ask, arm: Arm | undefined): Words {
  const { catalogue, facts, candidate, moment } = ask
  const { nudge, rules } = candidate
  const { now } = moment
  const form = formOf(ask)
  const copies = (form && nudge.forms?.[form]?.copy) ?? arm?.copy ?? nudge.copy
  const worded = chooseCopy(copies, nudge.defaultLocale, facts.locale)
  let known: LookUp | undefined
  const look = (): LookUp => {
    const requests = openRequests(facts, nudge.offer, now)
    const endsAt = offerEndsAt(rules, facts.offersMade.get(nudge.offer), now)
    const given = { plan: facts.plan, facts: facts.facts, now, offerEndsAt: endsAt, requests }
    const values = variableValues(
      catalogue,
      given,
      catalogue.offers.get(nudge.offer),
      worded.locale,
    )
    // What only a request brings is missing because there is none, and the gate of signals says that.
    const isUnasked = nudge.relay === true && requests.length === 0
    return (name) => (isUnasked && name.startsWith('requests.') ? name : values(name))
  }
  // Of most candidates no value is asked for: every variable has a fallback, and another one wins.
  const lookUp: LookUp = (name) => {
    known ??= look()
    return known(name)
  }
  const { countdown } = worded.copy
  const proposing = catalogue.proposing.get(nudge.offer) ?? []
  const made = facts.offersMade.get(nudge.offer)
  const deadline = countdown === undefined ? null : deadlineOf(proposing, made, now)
  return { worded, lookUp, deadline }
}

export function draft(
  catalogue: Catalogue,
  facts: DecisionFacts,
  { candidate, words }: Judged,
): Drafted {
  const { worded, lookUp, deadline } = words
  const usage = usageFor(candidate, worded, catalogue, facts)
  const { theme } = catalogue
  return draftPrompt(candidate.nudge, worded, { lookUp, deadline, usage, theme })
}

/** The meter that a nudge shows, where it shows one and something is known of it. */
function usageFor(
  { meter }: CompiledNudge,
  { copy, locale }: Worded,
  catalogue: Catalogue,
  { facts }: DecisionFacts,
): Known['usage'] {
  const reading = meter === undefined ? undefined : facts.meter(meter)
  if (meter === undefined || !reading) return undefined
  const unit = copy.unit ?? catalogue.meters.get(meter)?.meter.name ?? meter
  return usageOf(meter, reading, { unit, locale })
}

function resultOf(answers: readonly GateAnswer[]): Judged['result'] {
  if (answers.every(hasPassed)) return 'open'
  return answers.every(isNoBar) ? 'ghost' : 'closed'
}

function copyGate({ candidate, facts }: Ask, { worded, lookUp, deadline }: Words): GateAnswer {
  const { nudge, meter = '', needed } = candidate
  if (nudge.format === 'meter' && !facts.facts.meter(meter)) {
    const value = `meter.${meter}`
    return fail('copy', 'copy_unresolved', `a reading of the meter "${meter}"`, { value })
  }
  const { always = [], countdown = [] } = needed.get(worded.copy) ?? {}
  const names = deadline === null ? always : [...always, ...countdown]
  const missing = [...new Set(names)].filter((name) => lookUp(name) === undefined).join(', ')
  return missing === ''
    ? pass('copy', { value: worded.locale })
    : fail('copy', 'copy_unresolved', `a value or a fallback for ${missing}`, { value: missing })
}

/**
 * What the offer is worth: the monthly difference between its plan and the account's, in major
 * units. The measured rate and readiness weigh in once there are results to take them from.
 */
function offerValue(
  catalogue: Catalogue,
  facts: DecisionFacts,
  offered: Offer | undefined,
): number {
  const monthly = (key: string | undefined) => {
    const price = catalogue.plans.get(key ?? '')?.prices.find((one) => one.interval === 'month')
    return (price?.amount ?? 0) / 100
  }
  return offered ? Math.max(0, monthly(planOf(offered)) - monthly(facts.plan)) : 0
}

/** Priority, then value, then the one that was there first, then the key: no ties, no chance. */
function byRank(a: Judged, b: Judged): number {
  return (
    b.candidate.nudge.priority - a.candidate.nudge.priority ||
    b.value - a.value ||
    startOf(a.candidate) - startOf(b.candidate) ||
    (a.candidate.nudge.key < b.candidate.nudge.key ? -1 : 1)
  )
}

function startOf(candidate: CompiledNudge): number {
  return candidate.startsAt ?? candidate.publishedAt
}

function candidateOf(one: Judged, best: Judged | undefined): Candidate {
  const failed = one.answers.filter((answer) => !hasPassed(answer))
  const rank = { priority: one.candidate.nudge.priority, expectedValue: one.value }
  const wins = one === best
  const outranked = one.result !== 'closed' && !wins
  const last: Verdict = outranked
    ? { gate: 'rank', passed: false, reason: 'outranked', value: best?.candidate.nudge.key ?? null }
    : { gate: 'rank', passed: wins }
  return {
    nudge: one.candidate.nudge.key,
    version: one.candidate.version,
    verdicts: one.result === 'closed' ? verdictsOf(one) : [...verdictsOf(one), last],
    reason: outranked ? 'outranked' : (failed[0]?.verdict.reason ?? null),
    // With two gates closed no single change would do.
    nearest: outranked
      ? `a priority above ${best?.candidate.nudge.priority}`
      : failed.length === 1
        ? (failed[0]?.nearest ?? null)
        : null,
    rank,
  }
}

function verdictsOf(one: Judged): Verdict[] {
  return one.answers.map((answer) => answer.verdict)
}

function winnerOf(catalogue: Catalogue, best: Judged, { content }: Drafted): Winner | null {
  const offered = catalogue.offers.get(best.candidate.nudge.offer)
  if (!offered) return null
  const isGhost = best.result === 'ghost'
  return {
    nudge: best.candidate,
    content: isGhost ? ghostOf(content) : content,
    offer: offered,
    arm: best.arm,
    isGhost,
    isBoundToPage:
      best.candidate.placement.kind === 'page' || best.candidate.audience?.readsPage === true,
  }
}

/** The reason of the candidate that came furthest up the ladder. */
function reasonOf(candidates: readonly Candidate[]): Reason {
  let furthest = -1
  let reason: Reason = 'no_candidate'
  for (const one of candidates) {
    const failed = one.verdicts.find((verdict) => !verdict.passed)
    const place = failed ? gates.indexOf(failed.gate) : 0
    if (one.reason && place > furthest) {
      furthest = place
      reason = one.reason
    }
  }
  return reason
}

function hasPassed(answer: GateAnswer): boolean {
  return answer.verdict.passed
}

/** A control wins too, as a ghost. */
function isNoBar(answer: GateAnswer): boolean {
  return hasPassed(answer) || answer.verdict.reason === 'control'
}
