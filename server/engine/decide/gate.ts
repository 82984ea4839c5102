/** A gate: one reason for which a nudge may not be shown. */
import type { CandidateReason, Gate, Verdict } from '../../../shared/decision/decision.ts'
import type { Catalogue, CompiledNudge } from '../catalogue.ts'
import type { DecisionFacts, Moment } from './question.ts'

export type Ask = {
  catalogue: Catalogue
  facts: DecisionFacts
  moment: Moment
  candidate: CompiledNudge
}

/** The verdict for the receipt, and in words what single change would have let it through. */
export type GateAnswer = { verdict: Verdict; nearest: string | null }

export type GateCheck = (ask: Ask) => GateAnswer

export function pass(gate: Gate, seen: Omit<Partial<Verdict>, 'gate' | 'passed'> = {}): GateAnswer {
  return { verdict: { gate, passed: true, ...seen }, nearest: null }
}

export function fail(
  gate: Gate,
  reason: CandidateReason,
  nearest: string | null,
  seen: Omit<Partial<Verdict>, 'gate' | 'passed' | 'reason'> = {},
): GateAnswer {
  return { verdict: { gate, passed: false, reason, ...seen }, nearest }
}
