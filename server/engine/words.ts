/** Leaves and lengths of time in words, for evidence and receipts. */
import { dayMs, durationMs, hourMs, minuteMs } from '../../shared/duration.ts'
import type { FactValue } from '../../shared/event.ts'
import type { Measure, Operator, Where } from '../../shared/trigger.ts'
import { compileComparison } from './compare.ts'

export function measureInWords(measure: Measure): string {
  if ('count' in measure) return `${eventsInWords(measure.count)}`
  if ('sum' in measure) return `sum of ${measure.sum.property} of ${eventsInWords(measure.sum)}`
  if ('distinct' in measure) {
    const of = measure.distinct.of.replace('property.', '')
    return `different ${of}s with ${eventsInWords(measure.distinct)}`
  }
  if ('meter' in measure) return `meter ${measure.meter.name}, ${measure.meter.read}`
  if ('growth' in measure) return `growth in percent of ${measureInWords(measure.growth.of)}`
  if ('signals' in measure) {
    const { trigger, of, within } = measure.signals
    const what = of === 'user' ? 'users with a signal' : 'signals'
    return `${what} of ${trigger}, last ${lengthInWords(durationMs(within))}`
  }
  if ('age' in measure) return `days since the ${measure.age.of} was first seen`
  const { baseline, within, minUses } = measure.newFeatures
  const least = minUses === 1 ? 'used' : `used ${minUses} times`
  return `features new after ${lengthInWords(durationMs(baseline))}, ${least}, last ${lengthInWords(durationMs(within))}`
}

function eventsInWords(spec: { event: string; where?: Where | undefined; within: string }): string {
  const filters = Object.entries(spec.where ?? {}).map(([name, comparison]) => {
    const { operator, threshold } = compileComparison(comparison)
    return `${name} ${operatorInWords(operator)} ${valueInWords(threshold)}`
  })
  const where = filters.length > 0 ? ` where ${filters.join(' and ')}` : ''
  return `${spec.event}${where}, last ${lengthInWords(durationMs(spec.within))}`
}

const operatorWords: Record<Operator, string> = {
  eq: 'is',
  neq: 'is not',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  in: 'is one of',
  not_in: 'is none of',
  exists: 'is known:',
  contains: 'contains',
}

export function operatorInWords(operator: Operator): string {
  return operatorWords[operator]
}

export function valueInWords(value: FactValue): string {
  if (Array.isArray(value)) return value.map(valueInWords).join(', ')
  return typeof value === 'string' ? `"${value}"` : String(value)
}

/** The largest unit that says it without pretending to more: `3 days`, `5 hours`, `1 minute`. */
export function lengthInWords(ms: number): string {
  const units = [
    ['day', dayMs],
    ['hour', hourMs],
    ['minute', minuteMs],
  ] as const
  const [word, unitMs] = units.find(([, size]) => ms >= size) ?? units[2]
  const n = Math.max(1, Math.ceil(ms / unitMs))
  return `${n} ${word}${n === 1 ? '' : 's'}`
}
