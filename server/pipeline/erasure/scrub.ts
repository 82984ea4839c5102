/**
 * What is left of an entry of the log. An erasure takes the person out of the history, not the
 * history out of the results: the entry stays, under an id drawn by chance that leads to nobody, with
 * that which counters count. Everything else that was said goes, and names and addresses in what
 * others said go too. So what is counted is what a count of the log counts, before as after.
 */
import type { FactValue, Properties, Scalar } from '../../../shared/event/event.ts'
import { type Counter, type PropertyRead, propertyOf } from '../../engine/counter.ts'
import { isTheirs, type Marks } from './marks.ts'

/** What Brim writes itself, or asks for, is keys and numbers. A decision's id leads to its receipt. */
const kept: Record<string, readonly string[]> = {
  paywall_hit: ['feature'],
  feature_used: ['feature'],
  support_inquiry: ['topic'],
  meter_read: ['meter', 'used', 'limit', 'resetsAt', 'ratio'],
  account_changed: ['plan'],
  plan_changed: ['from', 'to'],
  consent_changed: ['consent'],
  conversion: ['kind', 'plan', 'offer', 'mrrDelta', 'currency'],
  signal_fired: ['trigger', 'signal'],
  account_claimed: ['kind', 'until'],
  account_released: ['kind'],
  trial_started: ['offer', 'plan', 'endsAt'],
  trial_extended: ['offer', 'plan', 'endsAt', 'before'],
  trial_ended: ['offer', 'plan'],
}
const keptOfNudges = ['nudge', 'arm', 'placement', 'offer', 'action']

export type Scrubbing = {
  marks: Marks
  /** The same text for the same value, for as long as this erasure lasts. */
  tokenOf(value: string): string
  /** Counters that count an event. */
  counters(event: string): readonly Counter[]
}

type Entry = { name: string; properties: Properties }

/** What is left of an entry of somebody who is erased. */
export function scrubOwn({ name, properties }: Entry, scrubbing: Scrubbing): Properties {
  const always = kept[name] ?? (name.startsWith('nudge_') ? keptOfNudges : [])
  const reads = scrubbing.counters(name).flatMap((one) => one.properties)
  const rest = Object.entries(properties).flatMap(([property, value]): [string, FactValue][] => {
    const ofIt = reads.filter((one) => one.name === property)
    if (always.includes(property)) return [[property, scrubbed(value, ofIt, scrubbing)]]
    return ofIt.length > 0 ? [[property, leastOf(value, ofIt, scrubbing)]] : []
  })
  return Object.fromEntries(rest)
}

/** What is left of an entry of somebody else; the same object where nothing tells. */
export function scrubOthers({ name, properties }: Entry, scrubbing: Scrubbing): Properties {
  const reads = scrubbing.counters(name).flatMap((one) => one.properties)
  let changed = false
  const all = Object.entries(properties).map(([property, value]): [string, FactValue] => {
    const ofIt = reads.filter((one) => one.name === property)
    // What is counted is, among the counts, nobody's in particular.
    if (ofIt.length === 0 && isTheirs(name === 'user_changed' ? 'user' : 'account', property)) {
      return [property, value]
    }
    const after = scrubbed(value, ofIt, scrubbing)
    changed ||= after !== value
    return [property, after]
  })
  return changed ? Object.fromEntries(all) : properties
}

/** The value itself, unless it tells who it was. */
function scrubbed(value: FactValue, reads: readonly PropertyRead[], to: Scrubbing): FactValue {
  if (typeof value === 'string') {
    return to.marks.areIn(value) ? replacement(value, reads, to) : value
  }
  if (!Array.isArray(value)) return value
  const tells = (one: Scalar) => typeof one === 'string' && to.marks.areIn(one)
  return value.some(tells) ? value.filter((one) => !tells(one)) : value
}

/** As much of the value as its readers see: what they only compare, they see as equal or not. */
function leastOf(value: FactValue, reads: readonly PropertyRead[], to: Scrubbing): FactValue {
  const isTold = reads.some((one) => one.operand === null)
  if (Array.isArray(value)) return value.filter((one) => isNamed(one, reads))
  if (typeof value !== 'string') return value
  if (isTold) return scrubbed(value, reads, to)
  return isNamed(value, reads) ? value : replacement(value, reads, to)
}

/** Whether an author names it in a condition: then it is the author's word. */
function isNamed(value: Scalar, reads: readonly PropertyRead[]): boolean {
  return reads.some(({ operand }) =>
    Array.isArray(operand?.threshold)
      ? operand.threshold.some((one) => one === value)
      : operand !== null && operand.threshold === value,
  )
}

/**
 * A text of which every comparison says what it says of the value. What the author looks for in it is
 * part of it, because it is the author's word and not the person's.
 */
function replacement(value: string, reads: readonly PropertyRead[], to: Scrubbing): string {
  if (isNamed(value, reads)) return value
  const found = reads.flatMap(({ operand }) =>
    operand?.operator === 'contains' && value.includes(String(operand.threshold))
      ? [String(operand.threshold)]
      : [],
  )
  return [...new Set(found), to.tokenOf(value)].join(' ')
}

/** What stands in the log, and among what is counted, for a value of a property of an event. */
export function scrubbedMember(value: string, counter: Counter, to: Scrubbing): string {
  if (!to.marks.areIn(value)) return value
  const { event, of } = counter
  const name = of === null || of === 'department' ? undefined : propertyOf(of)
  const reads = to.counters(event).flatMap((one) => one.properties)
  return replacement(
    value,
    reads.filter((one) => one.name === name),
    to,
  )
}

/** The same for a department, which no condition on properties reads. */
export function scrubbedDepartment(value: string | null, to: Scrubbing): string | null {
  return value !== null && to.marks.areIn(value) ? to.tokenOf(value) : value
}
