/** A webhook, as Standard Webhooks has it. */
import { Webhook as Signer } from 'standardwebhooks'
import type { TargetOf } from '../../../shared/destination/setup.ts'
import type { Answer, Message } from '../call.ts'
import type { Outgoing } from '../send.ts'
import { judge, type Verdict, verdict } from '../verdict.ts'

/** While a secret is being rotated, both sign. */
export function toRequest(
  { settings, credentials: { secret, previous } }: TargetOf<'webhook'>,
  { id, body, now }: Outgoing,
): Message {
  const at = new Date(now)
  const signing = [secret, ...(previous && previous.until > now ? [previous.secret] : [])]
  return {
    url: settings.url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Brim',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': signing.map((one) => new Signer(one).sign(id, at, body)).join(' '),
    },
  }
}

/** Only 2xx is taken for a yes, and 410 is a no for ever; all else may be put right at the other end. */
export function judgeWebhook(answer: Answer): Verdict {
  if (answer.status === 410) return verdict(answer, 'gone')
  const judged = judge(answer)
  return judged.meaning === 'refused' ? verdict(answer, 'fault') : judged
}
