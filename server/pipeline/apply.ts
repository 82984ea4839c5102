/** Applies one input to the state. */
import type { Issue } from '../../shared/error.ts'
import type { FactValue, Properties, Traits } from '../../shared/event.ts'
import { readMeter } from '../engine/meter.ts'
import { applyOutcome } from './outcome.ts'
import type { Input } from './pipeline.ts'
import { type Context, record } from './record.ts'
import { effectiveTraits, entry, type Known, place, type State } from './state.ts'

/** What became of an input: `repeated` when its message id is in the log already. */
export type Applied = 'accepted' | 'repeated' | { refused: Issue[] }

export function applyInput(context: Context, input: Input): Applied {
  const { state } = context
  if (state.known.has(input.messageId)) return 'repeated'
  if (input.kind === 'outcome') {
    const refused = applyOutcome(context, input)
    if (refused) return { refused }
    touch(state, input)
    return 'accepted'
  }
  touch(state, input)
  switch (input.kind) {
    case 'event':
      record(context, input, input.name, input.properties)
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
    default:
      input satisfies never
  }
  return 'accepted'
}

/** Makes the account and the user known, and notes that they were there. */
function touch(state: State, input: Input) {
  const { account, user, receivedAt: at } = input
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
  }
  const ratio = readMeter(reading, 'ratio') ?? null
  record(context, input, 'meter_read', { meter, used, limit, ratio })
}

function applyAccountTraits(context: Context, input: Extract<Input, { kind: 'account_traits' }>) {
  const known = context.state.accounts.get(input.account)
  if (!known) return
  const before = effectiveTraits(known).plan ?? null
  const changed = merge(input.trust === 'trusted' ? known.traits : known.hints, input.traits)
  if (Object.keys(changed).length === 0) return
  record(context, input, 'account_changed', changed)
  const plan = effectiveTraits(known).plan ?? null
  if (plan !== before) {
    const id = `${input.messageId}:plan`
    record(context, input, 'plan_changed', { from: before, to: plan }, id)
  }
}

function applyUserTraits(context: Context, input: Extract<Input, { kind: 'user_traits' }>) {
  const known = context.state.users.get(input.user)
  if (!known) return
  const changed = merge(input.trust === 'trusted' ? known.traits : known.hints, input.traits)
  if (Object.keys(changed).length > 0) record(context, input, 'user_changed', changed)
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
