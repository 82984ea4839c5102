/** Leaves and lengths of time in words, for evidence, receipts and the builder. */

import type { Evidence } from '../account/signal.ts'
import { operandOf } from '../definition/operand.ts'
import type { Measure, MeterRead, Operator, TrialRead, Where } from '../definition/trigger.ts'
import { builtInEvents, type FactValue } from '../event/event.ts'
import { dayMs, durationMs, hourMs, minuteMs } from '../value/duration.ts'

/** `isOne`: of what is counted there is one. */
export function measureInWords(measure: Measure, isOne = false): string {
  if ('count' in measure) return eventsInWords(measure.count, isOne)
  if ('sum' in measure) return `sum of ${measure.sum.property} over ${eventsInWords(measure.sum)}`
  if ('distinct' in measure) {
    const of = measure.distinct.of.replace('property.', '')
    const several = of === 'user' ? 'people' : `different ${of}s`
    const whom = isOne ? of.replace('user', 'person') : several
    return `${whom} with ${eventsInWords(measure.distinct)}`
  }
  if ('meter' in measure) {
    const { name, read } = measure.meter
    return meterWords[read].replace('%', name)
  }
  if ('growth' in measure) return `growth of ${measureInWords(measure.growth.of)}`
  if ('signals' in measure) {
    const { trigger, of, within } = measure.signals
    const several = of === 'user' ? 'people with a signal' : 'signals'
    const what = isOne ? several.replace('people', 'person').replace('signals', 'signal') : several
    return `${what} of “${trigger}” in ${lengthInWords(durationMs(within))}`
  }
  if ('age' in measure) return `days since the ${measure.age.of} was first seen`
  if ('trial' in measure) {
    const { read, offer } = measure.trial
    return `${trialWords[read]}${offer === undefined ? '' : ` of “${offer}”`}`
  }
  const { baseline, within, minUses } = measure.newFeatures
  const used = minUses === 1 ? 'used' : `used ${minUses} times`
  const since = lengthInWords(durationMs(baseline))
  return `${isOne ? 'feature' : 'features'} taken up after the first ${since}, ${used} in ${lengthInWords(durationMs(within))}`
}

/** How to read a measure's numbers; `undefined`: as they are. */
export function unitOf(measure: Measure): Evidence['unit'] {
  if ('growth' in measure) return 'percent'
  if ('age' in measure || 'trial' in measure) return 'days'
  if (!('meter' in measure)) return undefined
  return meterUnits[measure.meter.read]
}

const meterWords: Record<MeterRead, string> = {
  used: '% used',
  limit: 'limit of %',
  remaining: '% left',
  ratio: 'share of % in use',
  runwayDays: 'days until % runs out',
}
const trialWords: Record<TrialRead, string> = {
  daysLeft: 'days left of the trial',
  daysSinceStart: 'days since the start of the trial',
}
const meterUnits: Partial<Record<MeterRead, Evidence['unit']>> = {
  ratio: 'share',
  runwayDays: 'days',
}

/** Built-in events by what they mean; of their own events, authors know the names. */
const eventWords: Record<string, { one: string; several: string }> = {
  paywall_hit: { one: 'paywall hit', several: 'paywall hits' },
  feature_used: { one: 'feature use', several: 'feature uses' },
  support_inquiry: { one: 'support inquiry', several: 'support inquiries' },
  page_viewed: { one: 'page view', several: 'page views' },
}

type Counted = { event: string; where?: Where | undefined; within: string }

function eventsInWords(spec: Counted, isOne = false): string {
  const filters = Object.entries(spec.where ?? {}).map(([name, comparison]) => {
    const { operator, threshold } = operandOf(comparison)
    const isItsOwn = builtInEvents[spec.event as keyof typeof builtInEvents] === name
    return isItsOwn && operator === 'eq'
      ? `on ${valueInWords(threshold)}`
      : `where ${name} ${operatorInWords(operator)} ${valueInWords(threshold)}`
  })
  const what = eventWords[spec.event]?.[isOne ? 'one' : 'several'] ?? `“${spec.event}”`
  return [what, ...filters, `in ${lengthInWords(durationMs(spec.within))}`].join(' ')
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
  return typeof value === 'string' ? `“${value}”` : String(value)
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
