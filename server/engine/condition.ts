/**
 * Compiles a condition to closures over facts. Logic is Kleene's: a missing fact makes a leaf
 * unknown, unknown stays unknown under `not`, and what is unknown does not hold. So nothing fires
 * on what is not known.
 */
import { dayMs, durationMs } from '../../shared/duration.ts'
import type { FactValue } from '../../shared/event.ts'
import type { Evidence } from '../../shared/signal.ts'
import type {
  Condition,
  Measure,
  MeasureLeaf,
  MeterRead,
  Operator,
  TraitLeaf,
} from '../../shared/trigger.ts'
import { compileComparison, type Truth } from './compare.ts'
import {
  type Counter,
  counterOf,
  featuresCounter,
  type Subject,
  signalsMeasure,
} from './counter.ts'
import type { Facts } from './facts.ts'
import { readMeter } from './meter.ts'
import { runwayOf } from './runway.ts'
import { type Window, windowBefore } from './window.ts'
import { measureInWords, unitOf } from './words.ts'

export type Leaf = {
  /** Where it stands: `when.all.0`. */
  path: string
  what: string
  unit: Evidence['unit']
  operator: Operator
  threshold: FactValue
  /** Whether reading it needs the event's or the visit's user. */
  read(facts: Facts): FactValue | undefined
  test(value: FactValue | undefined): Truth
}

export type CompiledCondition = {
  leaves: Leaf[]
  counters: { counter: Counter; window: Window }[]
  meters: string[]
  /** Meters whose usage can make it true by becoming less, as when a period starts. */
  drains: string[]
  /** Meters whose trend it looks at: what they say changes from day to day. */
  runways: string[]
  /** Whose age it looks at: true one day without any event. */
  ages: { of: Subject; thresholds: number[] }[]
  /** Reads that can make it true by becoming less, as time passes. */
  decays: { counter: Counter; window: Window }[]
  /** Whose traits it reads. */
  traits: Subject[]
  readsPage: boolean
  /** `forced`: the place of a leaf that is taken as true ("what if"); -1 for none. */
  test(facts: Facts, forced?: number): Truth
}

/** Operators that a greater number can only make true, or only make false. */
const growing: ReadonlySet<Operator> = new Set(['gt', 'gte', 'exists'])
const shrinking: ReadonlySet<Operator> = new Set(['lt', 'lte', 'exists'])

/** Operators that more use can only make true: what remains becomes less by it. */
function growsWithUse(read: MeterRead, growsTrue: ReadonlySet<Operator>): ReadonlySet<Operator> {
  const isReversed = read === 'remaining' || read === 'runwayDays'
  return isReversed ? (growsTrue === growing ? shrinking : growing) : growsTrue
}

type Node = (facts: Facts, forced: number) => Truth

/** `root` is where the condition stands in its definition, for the paths of evidence. */
export function compileCondition(
  condition: Condition,
  scope: Subject,
  root: string,
): CompiledCondition {
  const compiled: Omit<CompiledCondition, 'test'> = {
    leaves: [],
    counters: [],
    meters: [],
    drains: [],
    runways: [],
    ages: [],
    decays: [],
    traits: [],
    readsPage: false,
  }

  const compile = (node: Condition, path: string, isNegated: boolean): Node => {
    const each = (nodes: Condition[], group: string) =>
      nodes.map((one, i) => compile(one, `${path}.${group}.${i}`, isNegated))
    if ('all' in node) return all(each(node.all, 'all'))
    if ('any' in node) return any(each(node.any, 'any'))
    if ('not' in node) return not(compile(node.not, `${path}.not`, !isNegated))
    const leaf = 'measure' in node ? measureLeaf(node, path, isNegated) : traitLeaf(node, path)
    const place = compiled.leaves.push(leaf) - 1
    return (facts, forced) => (place === forced ? true : leaf.test(leaf.read(facts)))
  }

  const measureLeaf = (node: MeasureLeaf, path: string, isNegated: boolean): Leaf => {
    const { measure } = node
    const what = measureInWords(measure)
    const common = { path, what, unit: unitOf(measure), ...compileComparison(node) }
    const before = compiled.counters.length
    const read = readerOf(measure)
    const growsTrue = isNegated ? shrinking : growing
    if ('growth' in measure || !growsTrue.has(common.operator)) {
      compiled.decays.push(...compiled.counters.slice(before))
    }
    if ('meter' in measure && !growsWithUse(measure.meter.read, growsTrue).has(common.operator)) {
      compiled.drains.push(measure.meter.name)
    }
    if ('age' in measure) {
      const thresholds = [common.threshold].flat().filter((one) => typeof one === 'number')
      compiled.ages.push({ of: measure.age.of, thresholds })
    }
    return { ...common, read }
  }

  const readerOf = (measure: Measure): Leaf['read'] => {
    if ('count' in measure || 'sum' in measure || 'distinct' in measure) {
      return readCounted(counterOf(measure, scope))
    }
    if ('signals' in measure) {
      return readCounted(counterOf(signalsMeasure(measure.signals), 'account'))
    }
    if ('growth' in measure) {
      const { of, minBase } = measure.growth
      const { counter, window } = counterOf(of, scope, true)
      const current = readCounted({ counter, window })
      const before = readCounted({ counter, window: windowBefore(window) })
      return (facts) => growth(current(facts), before(facts), minBase)
    }
    if ('newFeatures' in measure) {
      const { baseline, within, minUses } = measure.newFeatures
      const { counter, window } = featuresCounter(within)
      compiled.counters.push({ counter, window })
      const baselineMs = durationMs(baseline)
      return (facts) => {
        const since = facts.firstSeenAt('account')
        if (since === undefined) return undefined
        return facts.newFeatures(counter, window, { since, baselineMs, uses: minUses })
      }
    }
    if ('age' in measure) {
      const { of } = measure.age
      return (facts) => {
        const since = facts.firstSeenAt(of)
        return since === undefined ? undefined : Math.floor((facts.now - since) / dayMs)
      }
    }
    const { name, read } = measure.meter
    compiled.meters.push(name)
    if (read === 'runwayDays') {
      compiled.runways.push(name)
      return (facts) => runwayOf(facts.meter(name), facts.meterDays(name), facts.now)?.days
    }
    return (facts) => readMeter(facts.meter(name), read)
  }

  const readCounted = (read: { counter: Counter; window: Window }) => {
    compiled.counters.push(read)
    return (facts: Facts) => facts.counted(read.counter, read.window)
  }

  const traitLeaf = (node: TraitLeaf, path: string): Leaf => {
    const common = { path, what: node.trait, unit: undefined, ...compileComparison(node) }
    const { trait } = node
    if (trait === 'page.path' || trait === 'device.type' || trait === 'locale') {
      if (trait === 'page.path') compiled.readsPage = true
      return { ...common, read: (facts) => facts.visit(trait) }
    }
    const dot = trait.indexOf('.')
    const of = trait.slice(0, dot) as Subject
    const name = trait.slice(dot + 1)
    compiled.traits.push(of)
    return { ...common, read: (facts) => facts.trait(of, name) }
  }

  const test = compile(condition, root, false)
  return Object.assign(compiled, { test: (facts: Facts, forced = -1) => test(facts, forced) })
}

/** Percent over the window before; absent where that one is too small to tell. */
function growth(
  current: number | undefined,
  before: number | undefined,
  minBase: number,
): number | undefined {
  if (current === undefined || before === undefined || before < minBase) return undefined
  return ((current - before) / before) * 100
}

function all(nodes: Node[]): Node {
  return (facts, forced) => {
    let truth: Truth = true
    for (const node of nodes) {
      const one = node(facts, forced)
      if (one === false) return false
      if (one === undefined) truth = undefined
    }
    return truth
  }
}

function any(nodes: Node[]): Node {
  return (facts, forced) => {
    let truth: Truth = false
    for (const node of nodes) {
      const one = node(facts, forced)
      if (one === true) return true
      if (one === undefined) truth = undefined
    }
    return truth
  }
}

function not(node: Node): Node {
  return (facts, forced) => {
    const one = node(facts, forced)
    return one === undefined ? undefined : !one
  }
}

/** Every leaf with what was seen and what was asked for. */
export function evidenceOf(condition: CompiledCondition, facts: Facts): Evidence[] {
  return condition.leaves.map((leaf) => {
    const value = leaf.read(facts)
    const truth = leaf.test(value)
    return {
      path: leaf.path,
      what: leaf.what,
      ...(leaf.unit ? { unit: leaf.unit } : {}),
      operator: leaf.operator,
      threshold: leaf.threshold,
      value: value ?? null,
      verdict: truth === undefined ? 'missing' : truth ? 'true' : 'false',
    }
  })
}
