/** Turns one input into entries of the log; what they change is the log's own business. */
import { limits } from '../../../shared/protocol/api.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import { changedTraits, effectiveTrait, traitsSaidBy } from '../../engine/known.ts'
import { readMeter } from '../../engine/meter.ts'
import { see } from '../../engine/world.ts'
import { applyClaim, applyRelease } from '../account/claim.ts'
import { applyConversion } from '../account/conversion.ts'
import { answerRequests } from '../account/requests.ts'
import { applyTrial } from '../account/trials.ts'
import { applyOutcome } from '../decision/outcome.ts'
import { refusedAsErased } from '../erasure/tombstones.ts'
import type { Input } from '../input.ts'
import { type Context, record } from './record.ts'
import type { State } from './state.ts'
import { keepUnchanged } from './unchanged.ts'

/** What became of an input: `repeated` when its message id has been here before. */
export type Applied = 'accepted' | 'repeated' | { refused: Issue[]; isErased?: true }

export function applyInput(context: Context, input: Input): Applied {
  const erased = refusedAsErased(context.state, input)
  if (erased) return { refused: erased, isErased: true }
  if (context.state.known.has(input.messageId)) return 'repeated'
  const refused = apply(context, input)
  if (refused) return { refused }
  keepUnchanged(context.state, input)
  return 'accepted'
}

/** Answers why it was refused. */
function apply(context: Context, input: Input): Issue[] | undefined {
  switch (input.kind) {
    case 'event':
      record(context, input)
      return undefined
    case 'meter':
      return applyReading(context, input)
    case 'account_traits':
    case 'user_traits':
      return applyTraits(context, input)
    case 'claim':
      return applyClaim(context, input)
    case 'release':
      applyRelease(context, input)
      return undefined
    case 'consent':
      return applyConsent(context, input)
    case 'conversion':
      return applyConversion(context, input)
    case 'trial':
      return applyTrial(context, input)
    case 'outcome':
      return applyOutcome(context, input)
    default:
      return input satisfies never
  }
}

function applyReading(
  context: Context,
  input: Extract<Input, { kind: 'meter' }>,
): Issue[] | undefined {
  const { meter, used, limit, resetsAt } = input
  if (context.definitions.catalogue.meters.has(meter)) {
    return [{ path: 'meter', message: `"${meter}" is read by Brim itself, from events` }]
  }
  const ratio = readMeter({ used, limit, resetsAt, at: input.occurredAt }, 'ratio') ?? null
  const properties = { meter, used, limit, resetsAt, ratio }
  record(context, { name: 'meter_read', ...input, properties })
  return undefined
}

type TraitsInput = Extract<Input, { kind: 'account_traits' | 'user_traits' }>

function applyTraits(context: Context, input: TraitsInput): Issue[] | undefined {
  const { state } = context
  const { account, user } = input
  const known =
    input.kind === 'user_traits' ? state.users.get(input.user) : state.accounts.get(account)
  const before = known?.[traitsSaidBy(input.source)] ?? {}
  const tooMuch = excessOf({ ...before, ...input.traits })
  if (tooMuch) return tooMuch
  const properties = changedTraits(before, input.traits)
  const isKnown = state.accounts.has(account) && isIn(state, account, user)
  // Nothing new is no entry of the log; somebody new, or elsewhere, is.
  if (Object.keys(properties).length === 0 && isKnown) {
    const { news } = see(state, input)
    if (news.account) state.out.accounts.add(account)
    if (news.user && user !== null) state.out.users.add(user)
    return undefined
  }
  if (input.kind === 'user_traits') {
    record(context, { ...input, name: 'user_changed', properties })
    return undefined
  }
  const planOf = () => effectiveTrait(state.accounts.get(account), 'plan') ?? null
  const from = planOf()
  record(context, { ...input, name: 'account_changed', properties })
  const to = planOf()
  if (to !== from) {
    // Its own: whatever could be made of the input's, somebody else may have sent.
    const messageId = context.newId('message')
    record(context, { ...input, messageId, name: 'plan_changed', properties: { from, to } })
    answerRequests(context, account)
  }
  return undefined
}

function isIn(state: State, account: string, user: string | null): boolean {
  return user === null || state.users.get(user)?.account === account
}

function applyConsent(
  context: Context,
  input: Extract<Input, { kind: 'consent' }>,
): Issue[] | undefined {
  const { consent } = input
  if (context.state.users.get(input.user)?.consent !== consent) {
    record(context, { ...input, name: 'consent_changed', properties: { consent } })
  }
  return undefined
}

/** Each request is bounded, but what they leave behind would grow without end. */
function excessOf(traits: object): Issue[] | undefined {
  if (JSON.stringify(traits).length <= limits.eventBytes) return undefined
  return [{ path: 'traits', message: `All of them take more than ${limits.eventBytes} bytes` }]
}
