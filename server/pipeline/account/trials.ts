/**
 * Trials: granted once an account and offer, given another end, ended. The log is the truth; each
 * change is an entry of it, and what it says is told to the SaaS.
 */

import type { TrialEvent } from '../../../shared/event/event.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { KnownTrial } from '../../engine/trial.ts'
import type { Entry } from '../../engine/world.ts'
import { place } from '../../engine/world.ts'
import { type Context, record } from '../group/record.ts'
import type { State } from '../group/state.ts'
import type { Input } from '../input.ts'
import { notify } from '../outbox/notify.ts'
import type { TrialEnd } from '../work.ts'

type TrialInput = Extract<Input, { kind: 'trial' }>
/** What the change comes from: who, when, and under which message id it enters the log. */
type Cause = Omit<Entry, 'name' | 'properties'>
type Granted = Pick<KnownTrial, 'offer' | 'plan' | 'endsAt' | 'decision'>

/** Grants it, unless the account has, or had, one of this offer. */
export function startTrial(context: Context, cause: Cause, granted: Granted): void {
  const { state } = context
  if (trialOf(state, cause.account, granted.offer)) return
  const { offer, plan, endsAt, decision } = granted
  const properties = { offer, plan, endsAt, ...(decision === null ? {} : { decision }) }
  log(context, cause, 'trial_started', properties)
}

/** The offer must be a published trial, its end in the future, and what is to end must be there. */
function issuesOf({ state, definitions }: Context, input: TrialInput): Issue[] {
  const { account, offer, endsAt, receivedAt: now } = input
  if (definitions.catalogue.offers.get(offer)?.kind !== 'trial') {
    return [{ path: 'offer', message: `There is no published trial offer "${offer}"` }]
  }
  if (endsAt !== null && endsAt <= now) {
    return [{ path: 'endsAt', message: 'Is not in the future; "now" ends the trial' }]
  }
  return endsAt === null && !trialOf(state, account, offer)
    ? [{ path: 'endsAt', message: `The account has no trial of "${offer}" to end` }]
    : []
}

/** Grants it or gives it another end, as a backend says. Answers why it was refused. */
export function applyTrial(context: Context, input: TrialInput): Issue[] | undefined {
  const issues = issuesOf(context, input)
  if (issues.length > 0) return issues
  const { account, endsAt } = input
  const trial = trialOf(context.state, account, input.offer)
  const offer = context.definitions.catalogue.offers.get(input.offer)
  if (endsAt === null) end(context, input, trial)
  else if (trial) extend(context, input, trial, endsAt)
  else if (offer?.kind === 'trial') {
    startTrial(context, input, { offer: offer.key, plan: offer.plan, endsAt, decision: null })
  }
  return undefined
}

/** Ends a trial whose time has come, if it still has. */
export function endDueTrial(context: Context, { account, offer }: TrialEnd, now: number): void {
  const trial = trialOf(context.state, account, offer)
  if (!trial || trial.endsAt > now) return
  const messageId = context.newId('message')
  end(
    context,
    { messageId, account, user: null, source: 'brim', occurredAt: now, receivedAt: now },
    trial,
  )
}

function extend(context: Context, cause: Cause, trial: KnownTrial, endsAt: number) {
  const { offer, plan, endsAt: before } = trial
  if (endsAt === before) return
  log(context, cause, 'trial_extended', { offer, plan, endsAt, before })
}

/** At its own end, where that has passed already. */
function end(context: Context, cause: Cause, trial: KnownTrial | undefined) {
  if (!trial || trial.hasEnded) return
  const { offer, plan } = trial
  const occurredAt = Math.min(trial.endsAt, cause.receivedAt)
  log(context, { ...cause, occurredAt }, 'trial_ended', { offer, plan })
}

function log(
  context: Context,
  cause: Cause,
  name: TrialEvent,
  properties: Entry['properties'] & { offer: string },
) {
  const { account, user, occurredAt, receivedAt: at } = cause
  const { offer } = properties
  context.state.out.trials.add(place(offer, account))
  record(context, { ...cause, name, properties })
  const trial = trialOf(context.state, account, offer)
  if (!trial) throw new Error(`The trial of "${offer}" is not in the log`)
  const { startedAt, endsAt } = trial
  const data = { startedAt, endsAt, ...properties }
  notify(context, { type: name, account, user, at, occurredAt, data })
}

function trialOf(state: State, account: string, offer: string): KnownTrial | undefined {
  return state.trials.get(account)?.find((one) => one.offer === offer)
}
