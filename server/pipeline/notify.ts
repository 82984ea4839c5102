/** Puts what the SaaS is told into the outbox, in the transaction of the entry that it is about. */
import type { Properties, TrialEvent } from '../../shared/event.ts'
import type { Context } from './record.ts'

export type Notice = {
  type: TrialEvent
  /** When it happened. Epoch ms, as all times but the `timestamp` that the standard asks for. */
  occurredAt: number
  at: number
  data: Properties
}

/** Nothing where nobody listens. */
export function notify({ state, definitions, newId }: Context, notice: Notice): void {
  if (!definitions.hasWebhook) return
  const { type, occurredAt, at, data } = notice
  const payload = { type, timestamp: new Date(occurredAt).toISOString(), data }
  const body = JSON.stringify(payload)
  state.out.deliveries.push({ id: newId('msg'), destination: 'webhook', type, body, createdAt: at })
}
