/**
 * The trigger language: when an account or a user is ready. Data, authored without code. The whole
 * language is in the schema; what the engine cannot evaluate yet it refuses by name.
 */
import { z } from 'zod'
import { eventName, type Scalar, scalar } from '../event/event.ts'
import { duration } from '../value/duration.ts'
import { key, name } from '../value/key.ts'

export const families = [
  'limit',
  'premium_engagement',
  'collaboration',
  'paywall',
  'support',
  'expansion_of_use',
] as const
export const family = z.enum(families)
export type Family = z.infer<typeof family>

export const operators = [
  'eq',
  'neq',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'not_in',
  'exists',
  'contains',
] as const
export type Operator = (typeof operators)[number]

/** One comparison: exactly one operator with its operand. */
export type Comparison =
  | { eq: Scalar }
  | { neq: Scalar }
  | { gt: number }
  | { gte: number }
  | { lt: number }
  | { lte: number }
  | { in: Scalar[] }
  | { not_in: Scalar[] }
  | { exists: boolean }
  | { contains: Scalar }

const operands = {
  eq: scalar.optional(),
  neq: scalar.optional(),
  gt: z.number().optional(),
  gte: z.number().optional(),
  lt: z.number().optional(),
  lte: z.number().optional(),
  in: z.array(scalar).min(1).max(100).optional(),
  not_in: z.array(scalar).min(1).max(100).optional(),
  exists: z.boolean().optional(),
  contains: scalar.optional(),
}

const hasOneOperator = (leaf: object) =>
  operators.filter((operator) => operator in leaf).length === 1
const needsOneOperator = `Expected exactly one of ${operators.join(', ')}`

const comparison = z
  .strictObject(operands)
  .refine(hasOneOperator, needsOneOperator) as unknown as z.ZodType<Comparison>

/** Of a measure. Each takes its time to read, and to compare with each event. */
export const mostWhere = 16

/** Conditions on the properties of the events that a measure counts. */
export const where = z.preprocess(
  (said, context) => {
    const count = typeof said === 'object' && said !== null ? Object.keys(said).length : 0
    if (count > mostWhere) context.addIssue(`At most ${mostWhere} properties`)
    return said
  },
  z.record(z.string().min(1).max(64), comparison),
)
export type Where = z.infer<typeof where>

const counted = { event: eventName, where: where.optional(), within: duration }

const count = z.strictObject({ count: z.strictObject(counted) })
const sum = z.strictObject({
  sum: z.strictObject({ ...counted, property: z.string().min(1).max(64) }),
})
const distinct = z.strictObject({
  distinct: z.strictObject({
    ...counted,
    of: z
      .string()
      .regex(
        /^(user|department|feature|property\..{1,64})$/,
        'Expected user, department, feature or property.<name>',
      ),
  }),
})

export const meterReads = ['used', 'limit', 'remaining', 'ratio', 'runwayDays'] as const
export type MeterRead = (typeof meterReads)[number]

export const trialReads = ['daysLeft', 'daysSinceStart'] as const
export type TrialRead = (typeof trialReads)[number]

export const measure = z.union([
  count,
  sum,
  distinct,
  z.strictObject({
    growth: z.strictObject({
      of: z.union([count, sum, distinct]),
      minBase: z.number().positive(),
    }),
  }),
  z.strictObject({ meter: z.strictObject({ name, read: z.enum(meterReads) }) }),
  z.strictObject({
    newFeatures: z.strictObject({
      baseline: duration,
      within: duration,
      minUses: z.number().int().positive(),
    }),
  }),
  z.strictObject({
    signals: z.strictObject({
      trigger: key,
      within: duration,
      of: z.enum(['user', 'account']),
    }),
  }),
  z.strictObject({ age: z.strictObject({ of: z.enum(['account', 'user']) }) }),
  /** Of the running trial; without an offer, of the one that ends last. */
  z.strictObject({ trial: z.strictObject({ read: z.enum(trialReads), offer: key.optional() }) }),
])
export type Measure = z.infer<typeof measure>

/** Where a trait leaf may look. `page`, `device` and `locale` are known to audiences only. */
export const traitPath = z
  .string()
  .regex(
    /^((account|user)\.[^.].{0,63}|page\.path|device\.type|locale)$/,
    'Expected account.<trait>, user.<trait>, page.path, device.type or locale',
  )

export type MeasureLeaf = { measure: Measure } & Comparison
export type TraitLeaf = { trait: string } & Comparison
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | MeasureLeaf
  | TraitLeaf

/** A tree of `all`, `any`, `not` over leaves that compare one measure or one trait. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(condition).min(1) }),
      z.strictObject({ any: z.array(condition).min(1) }),
      z.strictObject({ not: condition }),
      z.strictObject({ measure, ...operands }).refine(hasOneOperator, needsOneOperator),
      z.strictObject({ trait: traitPath, ...operands }).refine(hasOneOperator, needsOneOperator),
    ]),
  )
  .meta({ id: 'Condition' }) as unknown as z.ZodType<Condition>

export const mostLeaves = 32
export const deepestTree = 6

/**
 * Leaves and depth of a tree, which may be none; stops at the first excess, so that a hostile tree costs
 * little. A group of nothing counts as a leaf.
 */
export function sizeOf(root: unknown): { leaves: number; depth: number } {
  let leaves = 0
  let depth = 0
  const walk = (node: unknown, level: number) => {
    depth = Math.max(depth, level)
    if (depth > deepestTree || leaves > mostLeaves) return
    const children = childrenOf(node)
    if (children.length === 0) leaves++
    else for (const child of children) walk(child, level + 1)
  }
  walk(root, 1)
  return { leaves, depth }
}

function childrenOf(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return []
  if ('all' in node && Array.isArray(node.all)) return node.all
  if ('any' in node && Array.isArray(node.any)) return node.any
  return 'not' in node ? [node.not] : []
}

/** A condition within the size limits. One beyond them is not looked at any further: each leaf takes its time. */
export const boundedCondition = z.preprocess((root, context) => {
  const size = sizeOf(root)
  if (size.leaves > mostLeaves) context.addIssue(`At most ${mostLeaves} leaves`)
  if (size.depth > deepestTree) context.addIssue(`At most ${deepestTree} levels deep`)
  return root
}, condition)

export const trigger = z
  .strictObject({
    key,
    name: z.string().min(1).max(120),
    family,
    /** Who becomes ready. */
    subject: z.enum(['account', 'user']),
    when: boundedCondition,
    /** Silence after a firing. */
    cooldown: duration.default('7d'),
    rearm: z.enum(['after_cooldown', 'after_false']).default('after_cooldown'),
    /** How long its signal stays active. */
    expires: duration.default('7d'),
    /** Events that end its active signals. */
    cancelOn: z.array(eventName).max(20).default([]),
    /** The offer it recommends. */
    recommends: key.optional(),
    /** Its share in readiness. */
    weight: z.number().min(0).max(100).default(10),
    halfLife: duration.default('14d'),
  })
  .meta({ id: 'Trigger' })
export type Trigger = z.infer<typeof trigger>
