/** Compiles a condition to closures over facts, and tells what it takes to keep it up to date. */

import type { Evidence } from '../../shared/account/signal.ts'
import { type Operand, operandOf } from '../../shared/definition/operand.ts'
import type {
  Condition,
  Measure,
  MeasureLeaf,
  MeterRead,
  Operator,
  TraitLeaf,
  TrialRead,
} from '../../shared/definition/trigger.ts'
import type { FactValue } from '../../shared/event/event.ts'
import { dayMs, durationMs } from '../../shared/value/duration.ts'
import { measureInWords, unitOf } from '../../shared/words/measure.ts'
import { compileComparison, type Truth } from './compare.ts'
import {
  type Counter,
  counterOf,
  featuresCounter,
  type Subject,
  signalsMeasure,
} from './counter.ts'
import type { Facts } from './facts.ts'
import { joined, type Test } from './logic.ts'
import { readMeter } from './meter.ts'
import { type Runway, runwayOf } from './runway.ts'
import { readTrial, runningTrial } from './trial.ts'
import { type Window, windowBefore } from './window.ts'

export type Leaf = {
  /** Where it stands: `when.all.0`. */
  path: string
  what: string
  unit: Evidence['unit']
  operator: Operator
  threshold: FactValue
  read(facts: Facts): FactValue | undefined
  /** Of a value that is estimated. */
  interval?(facts: Facts): Runway | undefined
  test(facts: Facts): Truth
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
  /** Trials whose days it counts: true one day without any event. */
  trials: { read: TrialRead; offer: string | undefined; thresholds: number[] }[]
  /** Reads that can make it true by becoming less, as time passes. */
  decays: { counter: Counter; window: Window }[]
  /** Whose traits it reads. */
  traits: Subject[]
  readsPage: boolean
  test(facts: Facts): Truth
  /** Whether it would hold if the leaf at this place were true. */
  wouldHold(facts: Facts, place: number): boolean
}

/** Operators that a greater number can only make true, or only make false. */
const growing: ReadonlySet<Operator> = new Set(['gt', 'gte', 'exists'])
const shrinking: ReadonlySet<Operator> = new Set(['lt', 'lte', 'exists'])

/** Operators that more use can only make true: what remains becomes less by it. */
function growsWithUse(read: MeterRead, growsTrue: ReadonlySet<Operator>): ReadonlySet<Operator> {
  const isReversed = read === 'remaining' || read === 'runwayDays'
  return isReversed ? (growsTrue === growing ? shrinking : growing) : growsTrue
}

/** `place`: of the leaf that is taken as true. */
type Supposed = { facts: Facts; place: number }

/** `root` is where the condition stands in its definition, for the paths of evidence. */
export function compileCondition(
  condition: Condition,
  scope: Subject,
  root: string,
): CompiledCondition {
  const compiled: Omit<CompiledCondition, 'test' | 'wouldHold'> = {
    leaves: [],
    counters: [],
    meters: [],
    drains: [],
    runways: [],
    ages: [],
    trials: [],
    decays: [],
    traits: [],
    readsPage: false,
  }

  const collect = (node: Condition, path: string, isNegated: boolean) => {
    const each = (nodes: Condition[], group: string) => {
      nodes.forEach((one, i) => {
        collect(one, `${path}.${group}.${i}`, isNegated)
      })
    }
    if ('all' in node) each(node.all, 'all')
    else if ('any' in node) each(node.any, 'any')
    else if ('not' in node) collect(node.not, `${path}.not`, !isNegated)
    else if ('measure' in node) compiled.leaves.push(measureLeaf(node, path, isNegated))
    else compiled.leaves.push(traitLeaf(node, path))
  }

  const measureLeaf = (node: MeasureLeaf, path: string, isNegated: boolean): Leaf => {
    const { measure } = node
    const operand = operandOf(node)
    const common = { path, what: measureInWords(measure), unit: unitOf(measure), ...operand }
    const before = compiled.counters.length
    const read = readerOf(measure)
    const growsTrue = isNegated ? shrinking : growing
    if ('growth' in measure || !growsTrue.has(operand.operator)) {
      compiled.decays.push(...compiled.counters.slice(before))
    }
    if ('meter' in measure && !growsWithUse(measure.meter.read, growsTrue).has(operand.operator)) {
      compiled.drains.push(measure.meter.name)
    }
    const thresholds = [operand.threshold].flat().filter((one) => typeof one === 'number')
    if ('age' in measure) compiled.ages.push({ of: measure.age.of, thresholds })
    if ('trial' in measure) {
      const { read, offer } = measure.trial
      compiled.trials.push({ read, offer, thresholds })
    }
    const leaf = { ...common, ...reading(operand, read) }
    if (!('meter' in measure) || measure.meter.read !== 'runwayDays') return leaf
    const { name } = measure.meter
    return { ...leaf, interval: (facts) => runwayIn(facts, name) }
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
    if ('trial' in measure) {
      const { read, offer } = measure.trial
      return (facts) => readTrial(runningTrial(facts.trials(), offer, facts.now), read, facts.now)
    }
    const { name, read } = measure.meter
    compiled.meters.push(name)
    if (read === 'runwayDays') {
      compiled.runways.push(name)
      return (facts) => runwayIn(facts, name)?.days
    }
    return (facts) => readMeter(facts.meter(name), read)
  }

  const readCounted = (read: { counter: Counter; window: Window }) => {
    compiled.counters.push(read)
    const { counter, window } = read
    return (facts: Facts) => facts.counted(counter, window)
  }

  const traitLeaf = (node: TraitLeaf, path: string): Leaf => {
    const { trait } = node
    const operand = operandOf(node)
    const common = { path, what: trait, unit: undefined, ...operand }
    if (trait === 'page.path' || trait === 'device.type' || trait === 'locale') {
      if (trait === 'page.path') compiled.readsPage = true
      return { ...common, ...reading(operand, (facts) => facts.visit(trait)) }
    }
    const dot = trait.indexOf('.')
    const of = trait.slice(0, dot) as Subject
    const name = trait.slice(dot + 1)
    compiled.traits.push(of)
    return { ...common, ...reading(operand, (facts) => facts.trait(of, name)) }
  }

  collect(condition, root, false)
  const { leaves } = compiled
  const test = joined(condition, leaves.map((leaf) => leaf.test).values())
  const supposing = leaves.map(
    (leaf, at): Test<Supposed> =>
      ({ facts, place }) =>
        at === place || leaf.test(facts),
  )
  const wouldHold = joined(condition, supposing.values())
  return Object.assign(compiled, {
    test,
    wouldHold: (facts: Facts, place: number) => wouldHold({ facts, place }) === true,
  })
}

function reading(operand: Operand, read: Leaf['read']): Pick<Leaf, 'read' | 'test'> {
  return { read, test: compileComparison(operand, read) }
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

/** Every leaf with what was seen and what was asked for. */
export function evidenceOf(condition: CompiledCondition, facts: Facts): Evidence[] {
  return condition.leaves.map((leaf) => {
    const value = leaf.read(facts)
    const truth = leaf.test(facts)
    return {
      path: leaf.path,
      what: leaf.what,
      ...(leaf.unit ? { unit: leaf.unit } : {}),
      operator: leaf.operator,
      threshold: leaf.threshold,
      value: value ?? null,
      ...intervalOf(leaf, facts),
      verdict: truth === undefined ? 'missing' : truth ? 'true' : 'false',
    }
  })
}

function intervalOf(leaf: Leaf, facts: Facts): Pick<Evidence, 'interval'> {
  const runway = leaf.interval?.(facts)
  return runway ? { interval: [runway.low, Number.isFinite(runway.high) ? runway.high : null] } : {}
}

function runwayIn(facts: Facts, meter: string): Runway | undefined {
  return runwayOf(facts.meter(meter), facts.meterDays(meter), facts.now)
}
