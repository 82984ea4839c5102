/** The webhook of the SaaS, as Standard Webhooks has it. */
import { Webhook as Signer } from 'standardwebhooks'
import type { Webhook } from '../../shared/delivery.ts'
import type { DueDelivery } from '../pipeline/pipeline.ts'
import type { Answer, Post } from './post.ts'

/** While a secret is being rotated, both sign. */
export function sendWebhook(
  post: Post,
  { url, secret, previous }: Webhook & { url: string },
  { id, body }: Pick<DueDelivery, 'id' | 'body'>,
  now: number,
): Promise<Answer> {
  const at = new Date(now)
  const signatures = [secret, ...(previous ? [previous.secret] : [])].map((one) =>
    new Signer(one).sign(id, at, body),
  )
  return post({
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Brim',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': signatures.join(' '),
    },
  })
}
