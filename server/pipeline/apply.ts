/** Applies one input to the state. */
import { limits } from '../../shared/api.ts'
import { dayMs } from '../../shared/duration.ts'
import type { Issue } from '../../shared/error.ts'
import type { FactValue, Properties, Traits } from '../../shared/event.ts'
import type { Reading } from '../engine/facts.ts'
import { readMeter } from '../engine/meter.ts'
import { bucketAt } from '../engine/window.ts'
import { applyConversion, issuesOfConversion } from './conversion.ts'
import { applyOutcome } from './outcome.ts'
import type { Input } from './pipeline.ts'
import { type Context, record } from './record.ts'
import { effectiveTraits, entry, type Known, place, type State, wakeupPlace } from './state.ts'
import { applyTrial, issuesOfTrial } from './trials.ts'

/** What became of an input: `repeated` when its message id is in the log already. */
export type Applied = 'accepted' | 'repeated' | { refused: Issue[] }

export function applyInput(context: Context, input: Input): Applied {
  const { state } = context
  if (state.known.has(input.messageId)) return 'repeated'
  if (input.kind === 'outcome') {
    const refused = applyOutcome(context, input)
    if (refused) return { refused }
    touch(context, input)
    return 'accepted'
  }
  const issues = [
    ...excessOf(state, input),
    ...issuesOfConversion(context, input),
    ...issuesOfTrial(context, input),
  ]
  if (issues.length > 0) return { refused: issues }
  touch(context, input)
  switch (input.kind) {
    case 'event':
      record(context, input)
      break
    case 'meter':
      applyReading(context, input)
      break
    case 'account_traits':
      applyAccountTraits(context, input)
      break
    case 'user_traits':
      applyUserTraits(context, input)
      break
    case 'consent':
      applyConsent(context, input)
      break
    case 'conversion':
      applyConversion(context, input)
      break
    case 'trial':
      applyTrial(context, input)
      break
    default:
      input satisfies never
  }
  return 'accepted'
}

/** Makes the account and the user known, and notes that they were there. */
function touch({ state, definitions }: Context, input: Input) {
  const { account, user, receivedAt: at } = input
  const isNew = !state.accounts.has(account) || (user !== null && !state.users.has(user))
  // Who is new is looked at once by the triggers that wait for time to pass, not for events.
  for (const { trigger } of isNew ? definitions.catalogue.timeDriven : []) {
    if (trigger.subject === 'user' && user === null) continue
    const due = wakeupPlace(trigger.key, account, trigger.subject === 'user' ? user : null)
    if (!state.wakeups.has(due)) state.out.wakeups.set(due, at)
  }
  seen(state.accounts, account, at, '')
  state.out.accounts.add(account)
  if (user === null) return
  seen(state.users, user, at, account).account = account
  state.out.users.add(user)
}

function seen(all: Map<string, Known>, id: string, at: number, account: string): Known {
  const known = entry(all, id, () => ({
    id,
    account,
    traits: {},
    hints: {},
    consent: null,
    firstSeenAt: at,
    lastSeenAt: at,
  }))
  known.lastSeenAt = Math.max(known.lastSeenAt, at)
  return known
}

function applyReading(context: Context, input: Extract<Input, { kind: 'meter' }>) {
  const { state } = context
  const { meter, used, limit, resetsAt, account, occurredAt } = input
  const at = place(meter, account)
  const newest = state.meters.get(at)
  const reading = { used, limit, resetsAt, at: occurredAt }
  // A reading that comes late is history, not the newest.
  if (!newest || newest.at <= occurredAt) {
    state.meters.set(at, reading)
    state.out.meters.add(at)
    keepDay(state, at, reading)
  }
  const ratio = readMeter(reading, 'ratio') ?? null
  const properties = { meter, used, limit, ratio }
  record(context, { ...input, name: 'meter_read', properties })
}

/** The last reading of a day stands for it. */
function keepDay(state: State, at: string, reading: Reading) {
  const days = entry(state.meterDays, at, () => [])
  const day = bucketAt(reading.at, dayMs)
  if (days.at(-1)?.day === day) days.pop()
  days.push({ day, ...reading })
  state.out.meterDays.add(at)
}

/** Each request is bounded, but what they leave behind would grow without end. */
function excessOf(state: State, input: Input): Issue[] {
  if (input.kind !== 'account_traits' && input.kind !== 'user_traits') return []
  const known =
    input.kind === 'user_traits' ? state.users.get(input.user) : state.accounts.get(input.account)
  const before = input.trust === 'trusted' ? known?.traits : known?.hints
  if (JSON.stringify({ ...before, ...input.traits }).length <= limits.eventBytes) return []
  return [{ path: 'traits', message: `All of them take more than ${limits.eventBytes} bytes` }]
}

function applyAccountTraits(context: Context, input: Extract<Input, { kind: 'account_traits' }>) {
  const known = context.state.accounts.get(input.account)
  if (!known) return
  const before = effectiveTraits(known).plan ?? null
  const changed = merge(input.trust === 'trusted' ? known.traits : known.hints, input.traits)
  if (Object.keys(changed).length === 0) return
  record(context, { ...input, name: 'account_changed', properties: changed })
  const plan = effectiveTraits(known).plan ?? null
  if (plan !== before) {
    const properties = { from: before, to: plan }
    // Its own: whatever could be made of the input's, somebody else may have sent.
    const messageId = context.newId('message')
    record(context, { ...input, messageId, name: 'plan_changed', properties })
  }
}

function applyUserTraits(context: Context, input: Extract<Input, { kind: 'user_traits' }>) {
  const known = context.state.users.get(input.user)
  if (!known) return
  const changed = merge(input.trust === 'trusted' ? known.traits : known.hints, input.traits)
  if (Object.keys(changed).length > 0) {
    record(context, { ...input, name: 'user_changed', properties: changed })
  }
}

function applyConsent(context: Context, input: Extract<Input, { kind: 'consent' }>) {
  const known = context.state.users.get(input.user)
  const { consent } = input
  if (!known || known.consent === consent) return
  known.consent = consent
  record(context, { ...input, name: 'consent_changed', properties: { consent } })
}

/** Merges in place and answers what changed; `null` forgets. */
function merge(into: Traits, given: Traits): Properties {
  const changed: Properties = {}
  for (const [name, value] of Object.entries(given)) {
    const before = Object.hasOwn(into, name) ? into[name] : undefined
    if (isSame(before, value)) continue
    changed[name] = value
    if (value === null) delete into[name]
    else into[name] = value
  }
  return changed
}

function isSame(a: FactValue | undefined, b: FactValue): boolean {
  return (a ?? null) === b || JSON.stringify(a ?? null) === JSON.stringify(b)
}
