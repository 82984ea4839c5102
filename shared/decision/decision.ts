/** The server's answer to "what to show here, now", and the full record of why. */
import { z } from 'zod'
import { evidence } from '../account/signal.ts'
import { placement } from '../definition/nudge.ts'
import { prompt } from './prompt.ts'

/** The gates, in the order in which a candidate passes through them. */
export const gates = [
  'workspace',
  'consent',
  'holdout',
  'live',
  'placement',
  'signal',
  'audience',
  'offer',
  'buyer',
  'sales',
  'wish',
  'converted',
  'nudge_caps',
  'group_caps',
  'budget',
  'experiment',
  'copy',
  'rank',
] as const
export const gate = z.enum(gates)
export type Gate = z.infer<typeof gate>

/** Why a candidate, or a whole decision, showed nothing. */
export const reasons = [
  'workspace_paused',
  'no_consent',
  'holdout',
  'not_live',
  'no_signal',
  'audience',
  'offer_not_applicable',
  'not_a_buyer',
  'claimed_by_sales',
  'kept_by_play',
  'opted_out',
  'snoozed',
  'converted',
  'capped_nudge',
  'capped_group',
  'capped_budget',
  'control',
  'copy_unresolved',
  'outranked',
] as const
/** Reasons of a decision as a whole: those of its best candidate, or that it has none. */
export const reason = z.enum(['no_candidate', ...reasons])
export type Reason = z.infer<typeof reason>
export type CandidateReason = (typeof reasons)[number]

/** What one gate said of one candidate. */
export const verdict = z.object({
  gate,
  passed: z.boolean(),
  reason: z.enum(reasons).optional(),
  /** What was seen and what was asked for, where the gate compares two. */
  value: z.union([z.string(), z.number(), z.null()]).optional(),
  threshold: z.union([z.string(), z.number(), z.null()]).optional(),
  /** Leaves of the trigger's or the audience's condition. */
  evidence: z.array(evidence).optional(),
})
export type Verdict = z.infer<typeof verdict>

export const candidate = z.object({
  nudge: z.string(),
  version: z.number(),
  /** Every gate, in order. */
  verdicts: z.array(verdict),
  /**
   * The first gate that failed; null for the winner. A control that another went before is
   * `outranked`, because its being one changed nothing.
   */
  reason: z.enum(reasons).nullable(),
  /** The smallest single change that would have let it through, in words; null where there is none. */
  nearest: z.string().nullable(),
  rank: z.object({ priority: z.number(), expectedValue: z.number() }).nullable(),
})
export type Candidate = z.infer<typeof candidate>

export const receipt = z
  .object({
    decisionId: z.string(),
    /** Epoch ms. */
    at: z.number(),
    account: z.string(),
    user: z.string(),
    placement,
    /** The event at hand: real, or supposed when a prompt is armed; null for none. */
    event: z.object({ name: z.string(), supposed: z.boolean() }).nullable(),
    /** The nudges that are made for the placement. */
    candidates: z.array(candidate),
    winner: z.string().nullable(),
    /** The nudge that would have won but for being a control here; then nothing is drawn. */
    ghost: z.string().nullable(),
    /** The arm of the winner's or the ghost's experiment; null without one. */
    arm: z.string().nullable(),
    reason: reason.nullable(),
    /** Variables that the winner's copy used. */
    variables: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof receipt>

export const decision = z
  .object({
    id: z.string(),
    placement,
    prompt: prompt.nullable(),
    /** Why nothing is shown; null where a prompt is. With a ghost: `control`. */
    reason: reason.nullable(),
  })
  .meta({ id: 'Decision' })
export type Decision = z.infer<typeof decision>

/** A stored decision: its receipt, and what became of it. */
export const decisionRecord = z
  .object({
    id: z.string(),
    at: z.number(),
    account: z.string(),
    user: z.string(),
    placement,
    nudge: z.string().nullable(),
    reason: reason.nullable(),
    shownAt: z.number().nullable(),
    receipt,
    outcomes: z.array(z.object({ outcome: z.string(), at: z.number() })),
  })
  .meta({ id: 'DecisionRecord' })
export type DecisionRecord = z.infer<typeof decisionRecord>
