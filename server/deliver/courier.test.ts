/** The way of a message from the log to its receiver, on a real database. */
import { Webhook as Receiver } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../shared/duration.ts'
import { exportPipeline, tester, trial, workspace } from '../pipeline/test-pipeline.ts'
import { createAttempt } from './attempt.ts'
import { startCourier } from './courier.ts'
import type { Answer, Message } from './post.ts'

const url = 'https://hooks.example/brim'

/** `respond`: what the receiver says to each message, in turn and in the end always the same. */
async function fresh(respond: (sent: Message[]) => Answer | Promise<Answer> = () => answer(200)) {
  const pipeline = await exportPipeline()
  // A receiver checks the time of a signature against the clock of its machine.
  const clock = { now: Date.now() }
  const sent: Message[] = []
  const errors: unknown[] = []
  const attempt = createAttempt(
    async (message) => {
      sent.push(message)
      return respond(sent)
    },
    () => clock.now,
  )
  const hire = (of = pipeline.pipeline()) =>
    startCourier({
      pipeline: of,
      workspaces: async () => [workspace],
      attempt,
      now: () => clock.now,
      onError: (error) => errors.push(error),
    })
  const settings = (patch: object) => pipeline.pipeline().saveSettings(workspace, patch)
  await settings({ webhook: { url } })
  onTestFinished(async () => {
    await pipeline.close()
    expect(errors).toEqual([])
  })
  return {
    ...pipeline,
    clock,
    sent,
    hire,
    settings,
    grant: (account = 'a1') =>
      pipeline.submit(clock.now, [trial(clock.now + dayMs, clock.now, { account })]),
    deliveries: () =>
      pipeline.rows(
        'SELECT type, attempts, next_attempt_at, delivered_at, failed_at, last_status, last_error FROM deliveries ORDER BY created_at, id',
      ),
    /** Lets a courier work off what is due, and dismisses it. */
    deliver: async () => {
      const courier = hire()
      await courier.deliver(workspace)
      await courier.stop()
    },
  }
}

const answer = (status: number, retryAfter?: string): Answer => ({ status, retryAfter })
const idOf = (message: Message | undefined) => message?.headers['webhook-id']

test('what happens to a trial is told, signed, once', async () => {
  const { submit, clock, sent, deliver, deliveries, pipeline } = await fresh()
  const start = clock.now
  await submit(start, [trial(start + dayMs, start)])
  clock.now += minuteMs
  await submit(clock.now, [trial(start + 2 * dayMs, clock.now)])
  await submit(clock.now, [trial(null, clock.now)])
  await deliver()
  await deliver()
  const { secret } = await pipeline().webhook(workspace, clock.now)
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const told = sent.map(({ body, headers }) => new Receiver(secret).verify(body, headers))
  const data = { account: 'a1', user: null, offer: 'team-trial', plan: 'team', startedAt: start }
  const end = start + 2 * dayMs
  expect(told).toEqual([
    {
      type: 'trial_started',
      timestamp: new Date(start).toISOString(),
      data: { ...data, endsAt: start + dayMs },
    },
    {
      type: 'trial_extended',
      timestamp: new Date(clock.now).toISOString(),
      data: { ...data, endsAt: end, before: start + dayMs },
    },
    {
      type: 'trial_ended',
      timestamp: new Date(clock.now).toISOString(),
      data: { ...data, endsAt: clock.now },
    },
  ])
  expect(new Set(sent.map(idOf)).size).toBe(3)
  expect(await deliveries()).toMatchObject(
    Array(3).fill({ attempts: 1, delivered_at: clock.now, next_attempt_at: null }),
  )
})

test('a delivery is there if and only if its entry of the log is', async () => {
  const { submit, settings, grant, clock, rows } = await fresh()
  const count = async (from: string) => (await rows(`SELECT count(*) AS n FROM ${from}`))[0]?.n
  await grant()
  const refused = trial(clock.now - 1, clock.now, { account: 'a2' })
  const again = trial(clock.now + dayMs, clock.now, { messageId: 'same', account: 'a3' })
  await submit(clock.now, [refused, again, again])
  expect(await count("events WHERE name LIKE 'trial_%'")).toBe(2)
  expect(await count('deliveries')).toBe(2)
  await settings({ webhook: null })
  await grant('a4')
  expect(await count("events WHERE name LIKE 'trial_%'")).toBe(3)
  expect(await count('deliveries')).toBe(2)
})

test('a commit wakes the courier', async () => {
  let hear = () => {}
  const heard = new Promise<void>((resolve) => {
    hear = resolve
  })
  const { grant, hire, sent } = await fresh(() => {
    hear()
    return answer(200)
  })
  const courier = hire()
  await courier.deliver(workspace)
  expect(sent).toEqual([])
  await grant()
  await heard
  await courier.stop()
  expect(sent).toHaveLength(1)
})

test('the same message is sent again after each wait of the schedule, ten times in all', async () => {
  const { grant, clock, sent, deliver, deliveries } = await fresh(() => answer(503))
  const start = clock.now
  await grant()
  await deliver()
  const at = [clock.now]
  for (;;) {
    const next = (await deliveries())[0]?.next_attempt_at
    if (next === null) break
    clock.now = Number(next) - 1
    await deliver()
    clock.now = Number(next)
    await deliver()
    at.push(clock.now)
  }
  expect(sent).toHaveLength(10)
  expect(at.map((one) => one - start).slice(0, 4)).toEqual([
    0,
    5_000,
    5_000 + 5 * minuteMs,
    5_000 + 35 * minuteMs,
  ])
  expect(new Set(sent.map(idOf)).size).toBe(1)
  expect(new Set(sent.map((one) => one.body)).size).toBe(1)
  expect(sent.map((one) => Number(one.headers['webhook-timestamp']))).toEqual(
    at.map((one) => Math.floor(one / 1000)),
  )
  expect(await deliveries()).toMatchObject([
    { attempts: 10, failed_at: clock.now, last_status: 503, last_error: 'Answered 503' },
  ])
})

test.each([
  ['a redirect', () => answer(302), 302, 'Answered 302'],
  [
    'no answer',
    () => {
      throw new Error('connect ECONNREFUSED')
    },
    null,
    'connect ECONNREFUSED',
  ],
])('%s is a failure, and is tried again', async (_, respond, status, error) => {
  const { grant, clock, deliver, deliveries } = await fresh(respond)
  await grant()
  await deliver()
  expect(await deliveries()).toMatchObject([
    { next_attempt_at: clock.now + 5_000, last_status: status, last_error: error },
  ])
})

test('a receiver that asks for time is given it', async () => {
  const { grant, clock, deliver, deliveries } = await fresh(() => answer(429, '3600'))
  await grant()
  await deliver()
  expect(await deliveries()).toMatchObject([{ next_attempt_at: clock.now + hourMs }])
})

test('410 closes the address until another is set', async () => {
  const { grant, clock, sent, settings, pipeline, deliver, deliveries } = await fresh((all) =>
    answer(all.length === 1 ? 503 : all.length === 2 ? 410 : 200),
  )
  await grant('a1')
  await deliver()
  await grant('a2')
  await deliver()
  expect(await deliveries()).toMatchObject([
    { failed_at: clock.now, last_error: 'The address is gone' },
    { failed_at: clock.now, last_status: 410 },
  ])
  expect(await pipeline().webhook(workspace, clock.now)).toMatchObject({ url, isGone: true })
  await grant('a3')
  expect(await deliveries()).toHaveLength(2)
  const other = 'https://hooks.example/other'
  await settings({ webhook: { url: other } })
  await grant('a4')
  await deliver()
  expect(sent.map((one) => one.url)).toEqual([url, url, other])
})

test('an address that was gone is given another chance by who sets it again', async () => {
  const { grant, settings, deliver, sent } = await fresh((all) =>
    answer(all.length === 1 ? 410 : 200),
  )
  await grant('a1')
  await deliver()
  await settings({ holdout: 0 })
  await grant('a2')
  await settings({ webhook: { url } })
  await grant('a3')
  await deliver()
  expect(sent.map((one) => JSON.parse(one.body).data.account)).toEqual(['a1', 'a3'])
})

test('a retry starts over, and gives an address that was gone another chance', async () => {
  const { grant, clock, rows, pipeline, deliver, deliveries, sent } = await fresh((all) =>
    answer(all.length === 1 ? 410 : 200),
  )
  await grant()
  await deliver()
  const id = String((await rows('SELECT id FROM deliveries'))[0]?.id)
  expect(
    await pipeline().retryDelivery(workspace, 'msg_nothing', { by: tester, at: clock.now }),
  ).toBe(false)
  expect(await pipeline().retryDelivery(workspace, id, { by: tester, at: clock.now })).toBe(true)
  expect(await pipeline().webhook(workspace, clock.now)).toMatchObject({ isGone: false })
  await deliver()
  expect(await deliveries()).toMatchObject([{ attempts: 1, delivered_at: clock.now }])
  expect(sent.map(idOf)).toEqual([id, id])
})

test('what a crash interrupts is sent again when its lease has run out', async () => {
  const { grant, clock, pipeline, restart, sent, deliver } = await fresh()
  await grant()
  const leased = await pipeline().leaseDeliveries(workspace, clock.now)
  await restart()
  clock.now += minuteMs - 1
  await deliver()
  expect(sent).toEqual([])
  clock.now += 1
  await deliver()
  expect(sent.map(idOf)).toEqual(leased?.deliveries.map((one) => one.id))
})

test('two nodes send each message once', async () => {
  const { grant, open, hire, sent } = await fresh()
  for (let i = 0; i < 30; i++) await grant(`a${i}`)
  const other = open()
  const couriers = [hire(), hire(other)]
  await Promise.all(couriers.map((one) => one.deliver(workspace)))
  await Promise.all(couriers.map((one) => one.stop()))
  await other.close()
  expect(sent).toHaveLength(30)
  expect(new Set(sent.map(idOf)).size).toBe(30)
})

test('while a secret is rotated both sign, a day later the new one alone', async () => {
  const { grant, clock, pipeline, deliver, sent } = await fresh()
  const before = await pipeline().webhook(workspace, clock.now)
  const after = await pipeline().rotateWebhook(workspace, tester, clock.now - dayMs + 1)
  expect(after).toMatchObject({ previous: { secret: before.secret } })
  await grant('a1')
  await deliver()
  clock.now += 1
  await grant('a2')
  await deliver()
  const isSignedBy = (secret: string) =>
    sent.map(({ body, headers }) => {
      try {
        return new Receiver(secret).verify(body, headers) !== undefined
      } catch {
        return false
      }
    })
  expect(isSignedBy(after.secret)).toEqual([true, true])
  expect(isSignedBy(before.secret)).toEqual([true, false])
})

test('stopping waits until what was begun is noted', async () => {
  let respond = (_: Answer) => {}
  const { grant, hire, deliveries, clock } = await fresh(
    () =>
      new Promise<Answer>((resolve) => {
        respond = resolve
        begin()
      }),
  )
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  await grant()
  const courier = hire()
  await begun
  const stopped = courier.stop()
  respond(answer(204))
  await stopped
  expect(await deliveries()).toMatchObject([{ delivered_at: clock.now, last_status: 204 }])
})

test('with no address any more nothing is sent', async () => {
  const { grant, settings, deliver, deliveries, sent } = await fresh()
  await grant()
  await settings({ webhook: null })
  await deliver()
  expect(sent).toEqual([])
  expect(await deliveries()).toMatchObject([{ last_error: 'No webhook is set any more' }])
})

test('what is over is kept for 30 days', async () => {
  const { grant, clock, deliver, deliveries, pipeline } = await fresh()
  await grant('a1')
  await deliver()
  await grant('a2')
  clock.now += 30 * dayMs
  await pipeline().retire(workspace, clock.now)
  expect(await deliveries()).toHaveLength(2)
  clock.now += 1
  await pipeline().retire(workspace, clock.now)
  // What is not acknowledged stays, however old.
  expect(await deliveries()).toMatchObject([{ delivered_at: null }])
})

test('it looks at one workspace after the other, and a slow receiver keeps it from none', async () => {
  const all = Array.from({ length: 20 }, (_, i) => `w${i}`)
  const looked: string[] = []
  let looks = 0
  let mostLooks = 0
  let answerAll = () => {}
  const answered = new Promise<void>((resolve) => {
    answerAll = resolve
  })
  const due = { id: 'd1', destination: 'webhook' as const, body: '{}', attempts: 1 }
  const webhook = await (await fresh()).pipeline().webhook(workspace, Date.now())
  const seen = new Promise<void>((resolve) => {
    const courier = startCourier({
      pipeline: {
        leaseDeliveries: async (one) => {
          mostLooks = Math.max(mostLooks, ++looks)
          await Promise.resolve()
          looks--
          const isFirst = !looked.includes(one)
          looked.push(one)
          if (one === 'w19') resolve()
          return isFirst ? { deliveries: [due], webhook } : null
        },
        settleDelivery: async () => {},
        onCommit: () => () => {},
      },
      workspaces: async () => all,
      attempt: async ({ id }) => {
        await answered
        return { id, at: 0, status: 200, error: null, outcome: { kind: 'delivered' } }
      },
      now: () => 0,
      onError: () => {},
    })
    onTestFinished(async () => {
      answerAll()
      await courier.stop()
    })
  })
  await seen
  expect(looked).toEqual(all)
  expect(mostLooks).toBe(1)
})
