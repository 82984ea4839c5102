/** One attempt at one delivery, and what follows from its answer. */
import type { Webhook } from '../../shared/delivery.ts'
import type { DueDelivery, Settlement } from '../pipeline/pipeline.ts'
import type { Answer, Post } from './post.ts'
import { nextAttempt } from './schedule.ts'
import { sendWebhook } from './webhook.ts'

export type Attempt = (delivery: DueDelivery, webhook: Webhook) => Promise<Settlement>

export function createAttempt(post: Post, now: () => number): Attempt {
  return async (delivery, webhook) => {
    const { id } = delivery
    const { url } = webhook
    if (url === null) {
      const error = 'No webhook is set any more'
      return { id, at: now(), status: null, error, outcome: { kind: 'failed' } }
    }
    try {
      const answer = await send(post, delivery, { ...webhook, url }, now())
      return settle(delivery, answer, now())
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { id, at: now(), status: null, error: message, outcome: next(delivery, now()) }
    }
  }
}

function send(post: Post, delivery: DueDelivery, webhook: Webhook & { url: string }, now: number) {
  switch (delivery.destination) {
    case 'webhook':
      return sendWebhook(post, webhook, delivery, now)
    default:
      return delivery.destination satisfies never
  }
}

/** Only 2xx is taken for a yes; 410 is a no for ever. */
function settle(delivery: DueDelivery, { status, retryAfter }: Answer, at: number): Settlement {
  const common = { id: delivery.id, at, status }
  if (status >= 200 && status < 300) {
    return { ...common, error: null, outcome: { kind: 'delivered' } }
  }
  const error = `Answered ${status}`
  if (status === 410) return { ...common, error, outcome: { kind: 'gone' } }
  return { ...common, error, outcome: next(delivery, at, retryAfter) }
}

function next({ attempts }: DueDelivery, now: number, retryAfter?: string): Settlement['outcome'] {
  const at = nextAttempt(attempts, now, retryAfter)
  return at === null ? { kind: 'failed' } : { kind: 'retry', at }
}
