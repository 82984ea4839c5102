/** Random steps as inputs of the pipeline. */
import { dayMs, minuteMs } from '../../shared/value/duration.ts'
import { arrivals, type Step, trialOffer } from '../engine/replay/test-history.ts'
import type { Input } from './input.ts'
import { noon } from './test-pipeline.ts'

export function inputsOf(steps: readonly Step[]): Input[] {
  return arrivals(steps, noon).map((receivedAt, i): Input => {
    const { account, user, what, late } = steps[i] as Step
    const common = {
      messageId: `m${i}`,
      account,
      user,
      source: 'api' as const,
      occurredAt: receivedAt - late * minuteMs,
      receivedAt,
    }
    switch (what.kind) {
      case 'event':
        return { ...common, ...what }
      case 'meter': {
        const { used, resetsAt } = what
        return { ...common, kind: 'meter', meter: 'seats', used, limit: 5, resetsAt }
      }
      case 'plan':
        return { ...common, user: null, kind: 'account_traits', traits: { plan: what.plan } }
      case 'trial': {
        const endsAt = what.days === null ? null : receivedAt + what.days * dayMs
        return { ...common, kind: 'trial', offer: trialOffer.key, endsAt }
      }
      case 'user':
        return { ...common, kind: 'user_traits', traits: what.traits }
      default:
        return what satisfies never
    }
  })
}
