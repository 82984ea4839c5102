// Sends batches of probes and keeps a list of what was acknowledged, for the audit.
import { createSent, type Sent } from '../durability/clients.ts'
import type { Answer, Caller } from './caller.ts'
import type { Tenant } from './house.ts'

export type Sender = {
  sent: Sent
  answers: Answer[]
  /** Sends one batch: 200 counts as acknowledged. With a number it is that batch once more. */
  send(size: number, again?: number): Promise<Answer>
}

export const createSender = (caller: Caller, { id, secretKey }: Tenant): Sender => {
  const sent = createSent()
  const answers: Answer[] = []
  let batches = 0
  return {
    sent,
    answers,
    async send(size, again) {
      const batch = again ?? batches++
      const events = Array.from({ length: size }, (_, i) => ({
        name: 'probe',
        messageId: `${id}-${batch}-${i}`,
        account: `a${(batch + i) % 15}`,
        user: `u${(batch * 7 + i) % 20}`,
        properties: { n: i },
      }))
      for (const one of events) sent.tried.add(one.messageId)
      const answer = await caller.post('/v1/events', { events }, secretKey)
      answers.push(answer)
      if (answer.status === 200) {
        const { accepted } = JSON.parse(answer.text) as { accepted: number }
        if (accepted !== size) sent.strange.push(answer.text)
        for (const { messageId, account, properties } of events) {
          sent.acknowledged.set(messageId, { account, n: properties.n })
        }
      }
      return answer
    },
  }
}

/** How often each status came. */
export const tallyOf = (answers: readonly Answer[]): Record<number, number> => {
  const tally: Record<number, number> = {}
  for (const { status } of answers) tally[status] = (tally[status] ?? 0) + 1
  return tally
}

/** Refusals that do not say when to come again. */
export const silentRefusals = (answers: readonly Answer[]): Answer[] =>
  answers.filter(({ status, retryAfter }) => status !== 200 && !/^[1-9]\d*$/.test(retryAfter ?? ''))

export const percentile = (numbers: readonly number[], part: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * part)] ?? 0
