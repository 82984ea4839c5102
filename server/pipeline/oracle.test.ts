/**
 * The pipeline against a naive oracle that recounts raw events at every step: random triggers over
 * random histories with duplicates, late arrivals, shared commits and restarts in between.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, durationMs, hourMs, minuteMs } from '../../shared/duration.ts'
import { type Condition, type Trigger, trigger } from '../../shared/trigger.ts'
import type { Input } from './pipeline.ts'
import { noon, testPipeline } from './test-pipeline.ts'

const within = fc.constantFrom('10m', '2h', '24h', '3d', '7d')
const where = fc.constantFrom(undefined, { feature: { eq: 'x' } }, { size: { gte: 3 } })
const spec = fc.record({ event: fc.constantFrom('feature_used', 'ping'), where, within })
const counted = fc.oneof(
  spec.map((count) => ({ count })),
  spec.map((one) => ({ sum: { ...one, property: 'size' } })),
  fc
    .tuple(spec, fc.constantFrom('user', 'feature', 'property.size'))
    .map(([one, of]) => ({ distinct: { ...one, of } })),
)
type Counted = Extract<Condition, { measure: unknown }>['measure']

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(counted, fc.constantFrom('gte', 'gt', 'lt', 'eq'), fc.integer({ min: 0, max: 6 }))
    .map(([measure, operator, n]) => ({ measure, [operator]: n }) as unknown as Condition),
  fc
    .tuple(counted, fc.constantFrom(-50, 0, 100))
    .map(([of, n]) => ({ measure: { growth: { of, minBase: 1 } }, gte: n }) as Condition),
  fc
    .tuple(fc.constantFrom('used', 'remaining', 'ratio'), fc.constantFrom(0.5, 1, 3))
    .map(([read, n]) => ({ measure: { meter: { name: 'seats', read } }, gte: n }) as Condition),
  fc.constantFrom('free', 'team').map((plan): Condition => ({ trait: 'account.plan', eq: plan })),
  fc.constant<Condition>({ trait: 'user.role', in: ['admin'] }),
  fc
    .integer({ min: 1, max: 4 })
    .map((days): Condition => ({ measure: { age: { of: 'account' } }, gte: days })),
)
const tree = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node
const triggers = fc
  .array(
    fc.record({
      when: tree,
      subject: fc.constantFrom('account', 'user'),
      cooldown: fc.constantFrom('5m', '6h', '2d'),
    }),
    { minLength: 6, maxLength: 12 },
  )
  .map((all) =>
    all.map((one, i) =>
      trigger.parse({ key: `t${i}`, name: 'T', family: 'paywall', cancelOn: [], ...one }),
    ),
  )

type What = { name?: string; used?: number; plan?: string; role?: string }

const step = fc.record({
  /** Minutes since the step before. */
  gap: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 60, max: 3 * 24 * 60 })),
  /** How many minutes before its arrival it happened. */
  late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 2000 })),
  account: fc.constantFrom('a1', 'a2'),
  user: fc.constantFrom('u1', 'u2', 'u3'),
  what: fc.oneof<fc.WeightedArbitrary<What>[]>(
    { weight: 6, arbitrary: fc.constantFrom('feature_used', 'ping').map((name) => ({ name })) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 6 }).map((used) => ({ used })) },
    { weight: 1, arbitrary: fc.constantFrom('free', 'team').map((plan) => ({ plan })) },
    { weight: 1, arbitrary: fc.constantFrom('admin', 'member').map((role) => ({ role })) },
  ),
  feature: fc.constantFrom('x', 'y'),
  size: fc.integer({ min: 0, max: 6 }),
  /** Sent again at once. */
  isRepeated: fc.boolean(),
  /** What is done after it: more joins the same commit, it is sent, or sent before a restart. */
  next: fc.oneof(
    { weight: 5, arbitrary: fc.constant('more' as const) },
    { weight: 3, arbitrary: fc.constant('send' as const) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
  ),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function inputsOf(steps: readonly Step[]): Input[] {
  let at = noon
  return steps.map((one, i): Input => {
    at += one.gap * minuteMs
    const { account, user, what, feature, size } = one
    const common = {
      messageId: `m${i}`,
      account,
      user,
      source: 'api' as const,
      occurredAt: at - one.late * minuteMs,
      receivedAt: at,
    }
    if (what.name !== undefined) {
      return { ...common, kind: 'event', name: what.name, properties: { feature, size } }
    }
    if (what.used !== undefined) {
      return { ...common, kind: 'meter', meter: 'seats', used: what.used, limit: 5, resetsAt: null }
    }
    if (what.plan !== undefined) {
      return { ...common, kind: 'account_traits', traits: { plan: what.plan } }
    }
    return { ...common, kind: 'user_traits', traits: { role: what.role ?? null } }
  })
}

/** Reads the definition of the language: keeps every input, and recounts all of them each time. */
function oracle(triggers: readonly Trigger[], inputs: readonly Input[]): string[] {
  const past: Input[] = []
  const firedAt = new Map<string, number>()
  const fired: string[] = []
  for (const input of inputs) {
    const before = newestOf(past, input)
    past.push(input)
    for (const one of triggers) {
      const now = input.receivedAt
      const subject = one.subject === 'account' ? input.account : (input.user ?? '')
      const key = `${one.key} ${subject}`
      if (!listens(one.when, input, before)) continue
      if (now - (firedAt.get(key) ?? -Infinity) < durationMs(one.cooldown)) continue
      if (holds(one.when, one, past, input) !== true) continue
      firedAt.set(key, now)
      fired.push(`${key} ${now}`)
    }
  }
  return fired.sort()
}

type Newest = { plan: unknown; role: unknown }
function newestOf(past: readonly Input[], { account, user }: Input): Newest {
  const plans = past.flatMap((one) =>
    one.kind === 'account_traits' && one.account === account ? [one.traits.plan] : [],
  )
  const roles = past.flatMap((one) =>
    one.kind === 'user_traits' && one.user === user ? [one.traits.role] : [],
  )
  return { plan: plans.at(-1), role: roles.at(-1) }
}

function listens(node: Condition, input: Input, before: Newest): boolean {
  if ('all' in node) return node.all.some((one) => listens(one, input, before))
  if ('any' in node) return node.any.some((one) => listens(one, input, before))
  if ('not' in node) return listens(node.not, input, before)
  if ('trait' in node) {
    if (node.trait === 'account.plan') {
      return input.kind === 'account_traits' && input.traits.plan !== before.plan
    }
    return input.kind === 'user_traits' && input.traits.role !== before.role
  }
  if ('meter' in node.measure) return input.kind === 'meter'
  if ('age' in node.measure) return false
  const of = 'growth' in node.measure ? node.measure.growth.of : node.measure
  return input.kind === 'event' && input.name === specOf(of).event
}

function specOf(measure: Counted) {
  if ('count' in measure) return measure.count
  if ('sum' in measure) return measure.sum
  if ('distinct' in measure) return measure.distinct
  throw new Error('not counted')
}

function holds(
  node: Condition,
  one: Trigger,
  past: readonly Input[],
  input: Input,
): boolean | undefined {
  if ('all' in node) {
    const each = node.all.map((child) => holds(child, one, past, input))
    return each.includes(false) ? false : each.includes(undefined) ? undefined : true
  }
  if ('any' in node) {
    const each = node.any.map((child) => holds(child, one, past, input))
    return each.includes(true) ? true : each.includes(undefined) ? undefined : false
  }
  if ('not' in node) {
    const inner = holds(node.not, one, past, input)
    return inner === undefined ? undefined : !inner
  }
  const value = valueOfLeaf(node, one, past, input)
  if (value === undefined) return undefined
  if ('gte' in node) return typeof value === 'number' && value >= node.gte
  if ('gt' in node) return typeof value === 'number' && value > node.gt
  if ('lt' in node) return typeof value === 'number' && value < node.lt
  if ('eq' in node) return value === node.eq
  return 'in' in node && node.in.some((wanted) => wanted === value)
}

function valueOfLeaf(
  node: Extract<Condition, { trait: unknown } | { measure: unknown }>,
  one: Trigger,
  past: readonly Input[],
  input: Input,
): unknown {
  const now = input.receivedAt
  if ('trait' in node) {
    const newest = newestOf(past, input)
    return node.trait === 'account.plan' ? newest.plan : newest.role
  }
  const { measure } = node
  if ('meter' in measure) {
    const readings = past.filter((each) => each.kind === 'meter' && each.account === input.account)
    let reading: Input | undefined
    for (const each of readings) {
      if (!reading || each.occurredAt >= reading.occurredAt) reading = each
    }
    if (reading?.kind !== 'meter' || reading.limit === null) return undefined
    if (measure.meter.read === 'used') return reading.used
    if (measure.meter.read === 'ratio') return reading.used / reading.limit
    return Math.max(0, reading.limit - reading.used)
  }
  if ('age' in measure) {
    const first = past.find((each) => each.account === input.account)?.receivedAt ?? now
    return Math.floor((now - first) / dayMs)
  }
  if ('growth' in measure) {
    const current = recount(measure.growth.of, one, past, input, 0)
    const before = recount(measure.growth.of, one, past, input, 1)
    return before < measure.growth.minBase ? undefined : ((current - before) / before) * 100
  }
  return recount(measure, one, past, input, 0)
}

function recount(
  measure: Counted,
  one: Trigger,
  past: readonly Input[],
  input: Input,
  back: number,
): number {
  const spec = specOf(measure)
  const lengthMs = durationMs(spec.within)
  const unitMs = lengthMs <= dayMs ? minuteMs : hourMs
  const buckets = lengthMs / unitMs
  const last = Math.floor(input.receivedAt / unitMs) - back * buckets
  const seen = past.flatMap((each) => {
    if (each.kind !== 'event' || each.name !== spec.event) return []
    const bucket = Math.floor(each.occurredAt / unitMs)
    if (bucket > last || bucket <= last - buckets) return []
    const isOurs =
      one.subject === 'account' ? each.account === input.account : each.user === input.user
    const { feature, size } = each.properties
    const text = JSON.stringify(spec.where ?? {})
    const passes = text.includes('feature')
      ? feature === 'x'
      : !text.includes('size') || Number(size) >= 3
    return isOurs && passes ? [each] : []
  })
  if ('count' in measure) return seen.length
  if ('sum' in measure) return seen.reduce((sum, each) => sum + Number(each.properties.size), 0)
  const of = 'distinct' in measure ? measure.distinct.of : ''
  return new Set(
    seen.map((each) =>
      of === 'user' ? each.user : of === 'feature' ? each.properties.feature : each.properties.size,
    ),
  ).size
}

test('fires what a recount of the raw events fires', async () => {
  await fc.assert(
    fc.asyncProperty(
      triggers,
      fc.array(step, { minLength: 30, maxLength: 60 }),
      async (published, steps) => {
        const pipeline = await testPipeline()
        try {
          for (const one of published) await pipeline.publish('trigger', one)
          const inputs = inputsOf(steps)
          let waiting: Input[] = []
          for (const [i, one] of steps.entries()) {
            const input = inputs[i] as Input
            waiting.push(input, ...(one.isRepeated ? [input] : []))
            if (one.next === 'more' && i < steps.length - 1) continue
            await pipeline.submit(input.receivedAt, waiting)
            waiting = []
            if (one.next === 'restart') await pipeline.restart()
          }
          const fired = pipeline.messages.flatMap((one) =>
            one.type === 'signal'
              ? [
                  `${one.signal.trigger} ${
                    one.signal.subject === 'account' ? one.signal.account : one.signal.user
                  } ${one.signal.firedAt}`,
                ]
              : [],
          )
          expect(fired.sort()).toEqual(oracle(published, inputs))
        } finally {
          await pipeline.close()
        }
      },
    ),
    // Each run evaluates some nine triggers at some fifty steps.
    { numRuns: 40 },
  )
}, 60_000)
