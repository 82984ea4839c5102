/** An account's trials, as the log tells of them, and what a condition can read off them. */

import type { TrialRead } from '../../shared/definition/trigger.ts'
import { type Properties, type TrialEvent, trialEvents } from '../../shared/event/event.ts'
import { dayMs } from '../../shared/value/duration.ts'

/** Epoch ms. It runs from its start until right before its end. */
export type Trial = { offer: string; plan: string; startedAt: number; endsAt: number }

/** `decision`: what granted it; null where a backend did. `hasEnded`: the log says so. */
export type KnownTrial = Trial & { decision: string | null; hasEnded: boolean }

export function isTrialEvent(name: string): name is TrialEvent {
  return trialEvents.some((one) => one === name)
}

/** One trial an account and offer: what comes later changes it. */
export function changeTrial(
  trials: KnownTrial[],
  { occurredAt, properties }: { occurredAt: number; properties: Properties },
  name: TrialEvent,
): KnownTrial[] {
  const offer = String(properties.offer)
  const trial = trials.find((one) => one.offer === offer)
  const endsAt = Number(properties.endsAt)
  switch (name) {
    case 'trial_started': {
      const decision = typeof properties.decision === 'string' ? properties.decision : null
      const plan = String(properties.plan)
      const started = { offer, plan, startedAt: occurredAt, endsAt, decision, hasEnded: false }
      if (!trial) trials.push(started)
      break
    }
    case 'trial_extended':
      if (trial) Object.assign(trial, { endsAt, hasEnded: false })
      break
    case 'trial_ended':
      if (trial) Object.assign(trial, { endsAt: occurredAt, hasEnded: true })
      break
    default:
      name satisfies never
  }
  return trials
}

/** The running trial of an offer, or, without one, of those that run the one that ends last. */
export function runningTrial(
  trials: readonly Trial[],
  offer: string | undefined,
  now: number,
): Trial | undefined {
  return trials
    .filter((one) => one.startedAt <= now && now < one.endsAt)
    .filter((one) => offer === undefined || one.offer === offer)
    .reduce<Trial | undefined>(
      (last, one) => (last && last.endsAt >= one.endsAt ? last : one),
      undefined,
    )
}

/** Whole days: those that are left are rounded up, those that have passed are rounded down. */
export function readTrial(
  trial: Trial | undefined,
  read: TrialRead,
  now: number,
): number | undefined {
  if (!trial) return undefined
  switch (read) {
    case 'daysLeft':
      return Math.ceil((trial.endsAt - now) / dayMs)
    case 'daysSinceStart':
      return Math.floor((now - trial.startedAt) / dayMs)
    default:
      return read satisfies never
  }
}

/** The moments at which what is read passes a threshold, on its way down or up. */
export function turnsOf(trial: Trial, read: TrialRead, threshold: number): number[] {
  switch (read) {
    case 'daysLeft':
      return [Math.floor(threshold), Math.ceil(threshold) - 1].map(
        (days) => trial.endsAt - days * dayMs,
      )
    case 'daysSinceStart':
      return daysReached(threshold).map((days) => trial.startedAt + days * dayMs)
    default:
      return read satisfies never
  }
}

/** A growing number of whole days reaches a threshold, and leaves it behind. */
export function daysReached(threshold: number): number[] {
  return [Math.ceil(threshold), Math.floor(threshold) + 1]
}
