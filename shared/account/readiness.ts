/**
 * How ready an account is for more: one score out of parts, each with what was seen and what would raise
 * it. `server/engine/readiness/score.ts` has the formula.
 */
import { z } from 'zod'
import { boundedCondition, type TraitLeaf } from '../definition/trigger.ts'

/**
 * `signals`: what triggers fired for, fading. `trend`: use lately against before. `fit`: what kind of
 * customer it is. `headroom`: how near its meters are to their limits.
 */
export const readinessParts = ['signals', 'trend', 'fit', 'headroom'] as const
export const readinessPart = z.enum(readinessParts)
export type ReadinessPart = z.infer<typeof readinessPart>

const weight = z.number().min(0).max(100)
export const readinessWeights = z
  .strictObject({ signals: weight, trend: weight, fit: weight, headroom: weight })
  .refine((all) => Object.values(all).some((one) => one > 0), 'At least one part has to count')
export type ReadinessWeights = z.infer<typeof readinessWeights>

/** One comparison of a trait of the account, as triggers have it. */
const accountTrait = boundedCondition.refine(
  (one) => 'trait' in one && one.trait.startsWith('account.'),
  'Expected one comparison of a trait of the account, such as account.employees',
) as unknown as z.ZodType<TraitLeaf>

export const fitRule = z.strictObject({
  when: accountTrait,
  /** What it adds where it holds; less than 0 speaks against the account. */
  points: z
    .number()
    .int()
    .min(-10)
    .max(10)
    .refine((one) => one !== 0, 'A rule without points says nothing'),
})
export type FitRule = z.infer<typeof fitRule>

/** What the score is made of, as somebody in the workspace has set it. */
export const readinessModel = z
  .strictObject({
    weights: readinessWeights,
    fit: z.array(fitRule).max(50),
    value: z.strictObject({
      /** The share of the score that depends on what the account is worth. */
      share: z.number().min(0).max(0.9),
      /** The trait `mrr` from which an account counts in full, in the unit of the trait. */
      full: z.number().positive().max(1e12),
    }),
    /** When the weights were learned from the workspace's conversions; null: somebody chose them. */
    learnedAt: z.number().int().nonnegative().nullable(),
  })
  .meta({ id: 'ReadinessModel' })
export type ReadinessModel = z.infer<typeof readinessModel>

const seen = z.object({
  /** A trigger, a meter, a rule: what was looked at. */
  what: z.string(),
  /** What it said. */
  seen: z.string(),
  /** Its own share in the part, 0 to 1; less than 0 where it speaks against the account. */
  gives: z.number(),
})
export type ReadinessEvidence = z.infer<typeof seen>

const raise = z.object({
  /** What would have to happen. */
  sentence: z.string(),
  /** Points of the score that it would add. */
  gain: z.number(),
})
export type ReadinessRaise = z.infer<typeof raise>

const part = z.object({
  part: readinessPart,
  /** 0 to 1. */
  value: z.number(),
  /** Points of the score that it gives, and those that it could. */
  points: z.number(),
  most: z.number(),
  sentence: z.string(),
  evidence: z.array(seen),
  /** Null where it cannot be more. */
  raise: raise.nullable(),
})
export type ReadinessPartOf = z.infer<typeof part>

export const readiness = z
  .object({
    /** 0 to 100. */
    score: z.number(),
    /** The whole of it in a sentence. */
    sentence: z.string(),
    parts: z.array(part),
    /** What the account is worth: the sum of the parts is multiplied by `factor`. */
    value: z.object({ factor: z.number(), sentence: z.string() }),
    /** Epoch ms: as of when. */
    at: z.number(),
  })
  .meta({ id: 'Readiness' })
export type Readiness = z.infer<typeof readiness>
