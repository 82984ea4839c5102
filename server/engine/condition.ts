/**
 * Compiles a condition to closures over facts. Logic is Kleene's: a missing fact makes a leaf
 * unknown, unknown stays unknown under `not`, and what is unknown does not hold. So nothing fires
 * on what is not known.
 */
import type { FactValue } from '../../shared/event.ts'
import type { Evidence } from '../../shared/signal.ts'
import type { Condition, MeasureLeaf, Operator, TraitLeaf } from '../../shared/trigger.ts'
import { compileComparison, type Truth } from './compare.ts'
import { type Counter, counterOf, type Subject } from './counter.ts'
import type { Facts } from './facts.ts'
import { readMeter } from './meter.ts'
import type { Window } from './window.ts'
import { measureInWords } from './words.ts'

export type Leaf = {
  /** Where it stands: `when.all.0`. */
  path: string
  what: string
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
  /** Whose traits it reads. */
  traits: Subject[]
  readsPage: boolean
  /** `forced`: the place of a leaf that is taken as true ("what if"); -1 for none. */
  test(facts: Facts, forced?: number): Truth
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
    traits: [],
    readsPage: false,
  }

  const compile = (node: Condition, path: string): Node => {
    if ('all' in node) return all(node.all.map((one, i) => compile(one, `${path}.all.${i}`)))
    if ('any' in node) return any(node.any.map((one, i) => compile(one, `${path}.any.${i}`)))
    if ('not' in node) return not(compile(node.not, `${path}.not`))
    const leaf = 'measure' in node ? measureLeaf(node, path) : traitLeaf(node, path)
    const place = compiled.leaves.push(leaf) - 1
    return (facts, forced) => (place === forced ? true : leaf.test(leaf.read(facts)))
  }

  const measureLeaf = (node: MeasureLeaf, path: string): Leaf => {
    const { measure } = node
    const common = { path, what: measureInWords(measure), ...compileComparison(node) }
    if ('count' in measure || 'sum' in measure || 'distinct' in measure) {
      const { counter, window } = counterOf(measure, scope)
      compiled.counters.push({ counter, window })
      return { ...common, read: (facts) => facts.counted(counter, window) }
    }
    if ('meter' in measure) {
      const { name, read } = measure.meter
      compiled.meters.push(name)
      return { ...common, read: (facts) => readMeter(facts.meter(name), read) }
    }
    throw new Error(`"${Object.keys(measure)[0]}" passed the check for what can be evaluated`)
  }

  const traitLeaf = (node: TraitLeaf, path: string): Leaf => {
    const common = { path, what: node.trait, ...compileComparison(node) }
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

  const test = compile(condition, root)
  return Object.assign(compiled, { test: (facts: Facts, forced = -1) => test(facts, forced) })
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
      operator: leaf.operator,
      threshold: leaf.threshold,
      value: value ?? null,
      verdict: truth === undefined ? 'missing' : truth ? 'true' : 'false',
    }
  })
}
