/** A courier on a real database, with a receiver that answers as a test says. */
import { expect, onTestFinished } from 'vitest'
import { dayMs } from '../../shared/value/duration.ts'
import type { KeepDestination } from '../pipeline/outbox/destinations.ts'
import { exportPipeline, trial, webhookTo, workspace } from '../pipeline/test-pipeline.ts'
import { createSealer } from '../seal.ts'
import { createAttempt } from './attempt.ts'
import type { Answer, Message } from './call.ts'
import { type CourierOptions, startCourier } from './courier.ts'
import { createSend } from './send.ts'
import { createTargets } from './target.ts'

export const url = 'https://hooks.example/brim'
export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
export const targets = createTargets(createSealer('a secret for tests, long enough'))
export const credentialsOf = (id: string) => targets.seal(workspace, id, { secret, previous: null })

/** `respond`: what a receiver says to each message; `sent` is all that was sent so far. */
export async function testCourier(
  respond: (sent: Message[], message: Message) => Answer | Promise<Answer> = () => answer(200),
  tellOwners: CourierOptions['tellOwners'] = null,
) {
  const pipeline = await exportPipeline()
  // A receiver checks the time of a signature against the clock of its machine.
  const clock = { now: Date.now() }
  const sent: Message[] = []
  const errors: unknown[] = []
  const now = () => clock.now
  const send = createSend({
    call: async (message) => {
      sent.push(message)
      return respond(sent, message)
    },
  })
  const attempt = createAttempt({ send, targets, home: null, voteLink: null, now })
  const hire = (of = pipeline.pipeline()) =>
    startCourier({
      pipeline: of,
      workspaces: async () => [workspace],
      attempt,
      tellOwners,
      now,
      onError: (error) => errors.push(error),
    })
  const add = (id: string, given: Partial<KeepDestination> = {}) =>
    pipeline
      .pipeline()
      .addDestination(workspace, webhookTo(url, { id, credentials: credentialsOf(id), ...given }))
  await add('dst_1')
  onTestFinished(async () => {
    await pipeline.close()
    expect(errors).toEqual([])
  })
  return {
    ...pipeline,
    clock,
    sent,
    errors,
    hire,
    add,
    grant: (account = 'a1') =>
      pipeline.submit(clock.now, [trial(clock.now + dayMs, clock.now, { account })]),
    deliveries: () =>
      pipeline.rows(
        'SELECT destination, type, attempts, next_attempt_at, delivered_at, failed_at, last_status, last_error FROM deliveries ORDER BY created_at, id',
      ),
    attempts: () =>
      pipeline.rows(
        'SELECT delivery, at, outcome, status, answer, error FROM attempts ORDER BY id',
      ),
    circuit: async () =>
      (await pipeline.rows('SELECT state, failures, held_until FROM destinations ORDER BY id'))[0],
    /** Lets a courier work off what is due, and dismisses it. */
    deliver: async () => {
      const courier = hire()
      await courier.deliver(workspace)
      await courier.stop()
    },
  }
}

export const answer = (status: number, retryAfter?: string, body = ''): Answer => ({
  status,
  retryAfter,
  body,
})
export const idOf = (message: Message | undefined) => message?.headers['webhook-id']
export const accountsOf = (sent: Message[]) =>
  sent.map(({ body = '' }) => JSON.parse(body).data.account)
