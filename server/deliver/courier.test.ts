/** The way of a message from the log to its receiver, on a real database. */
import { Webhook as Receiver } from 'standardwebhooks'
import { Webhook as SvixReceiver } from 'svix'
import { expect, onTestFinished, test } from 'vitest'
import { opensAfter } from '../../shared/destination/circuit.ts'
import type { Hears } from '../../shared/destination/hears.ts'
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'
import { hit, tester, traits, trial, webhookTo, workspace } from '../pipeline/test-pipeline.ts'
import { createSealer } from '../seal.ts'
import type { Answer } from './call.ts'
import { startCourier } from './courier.ts'
import { createTargets } from './target.ts'
import {
  accountsOf,
  answer,
  credentialsOf,
  idOf,
  secret,
  targets,
  testCourier,
  url,
} from './test-courier.ts'

test('what happens is told, signed, once', async () => {
  const { submit, clock, sent, deliver, deliveries } = await testCourier()
  const start = clock.now
  await submit(start, [traits({ name: 'Acme', plan: 'free' }, start)])
  await submit(start, [trial(start + dayMs, start)])
  clock.now += minuteMs
  await submit(clock.now, [trial(start + 2 * dayMs, clock.now)])
  await submit(clock.now, [trial(null, clock.now)])
  await deliver()
  await deliver()
  for (const receiver of [new Receiver(secret), new SvixReceiver(secret)]) {
    const told = sent.map(({ body = '', headers }) => receiver.verify(body, headers))
    const account = { name: 'Acme', plan: 'free' }
    const about = { account: 'a1', user: null, traits: { account } }
    const data = { ...about, offer: 'team-trial', plan: 'team', startedAt: start }
    expect(told).toEqual([
      {
        type: 'trial_started',
        timestamp: new Date(start).toISOString(),
        data: { ...data, endsAt: start + dayMs },
      },
      {
        type: 'trial_extended',
        timestamp: new Date(clock.now).toISOString(),
        data: { ...data, endsAt: start + 2 * dayMs, before: start + dayMs },
      },
      {
        type: 'trial_ended',
        timestamp: new Date(clock.now).toISOString(),
        data: { ...data, endsAt: clock.now },
      },
    ])
  }
  expect(new Set(sent.map(idOf)).size).toBe(3)
  expect(await deliveries()).toMatchObject(
    Array(3).fill({ attempts: 1, delivered_at: clock.now, next_attempt_at: null }),
  )
})

test('a signal is told with its evidence and what is known of whom', async () => {
  const { submit, clock, sent, deliver } = await testCourier()
  await submit(clock.now, [traits({ name: 'Acme', mrr: 90 }, clock.now)])
  await submit(
    clock.now,
    Array.from({ length: 3 }, () => hit('export', clock.now)),
  )
  await deliver()
  expect(sent.map(({ body = '' }) => JSON.parse(body))).toEqual([
    {
      type: 'signal_fired',
      timestamp: new Date(clock.now).toISOString(),
      data: {
        account: 'a1',
        user: 'u1',
        traits: { account: { name: 'Acme', mrr: 90 }, user: {} },
        signal: expect.stringMatching(/^sig_/),
        name: 'Keeps hitting the export wall',
        trigger: 'export-wall',
        family: 'paywall',
        subject: 'account',
        firedAt: clock.now,
        expiresAt: clock.now + 7 * dayMs,
        recommends: 'team-trial',
        evidence: [expect.objectContaining({ value: 3, verdict: 'true' })],
      },
    },
  ])
})

const nothing: Hears = { families: [], triggers: [], events: [] }
test('each destination hears what it wants to hear, by a delivery of its own', async () => {
  const { submit, add, grant, clock, rows } = await testCourier()
  await add('dst_family', { hears: { ...nothing, families: ['paywall'] } })
  await add('dst_other', { hears: { ...nothing, families: ['limit'], triggers: ['else'] } })
  await add('dst_trigger', { hears: { ...nothing, triggers: ['export-wall'] } })
  await add('dst_trial', { hears: { ...nothing, events: ['trial_started'] } })
  await submit(
    clock.now,
    Array.from({ length: 3 }, () => hit('export', clock.now)),
  )
  await grant()
  const told = await rows('SELECT id, destination, type FROM deliveries ORDER BY type, destination')
  expect(told.map((one) => [one.type, one.destination])).toEqual([
    ['signal_fired', 'dst_1'],
    ['signal_fired', 'dst_family'],
    ['signal_fired', 'dst_trigger'],
    ['trial_started', 'dst_1'],
    ['trial_started', 'dst_trial'],
  ])
  expect(new Set(told.map((one) => one.id)).size).toBe(5)
})

test('a delivery is there if and only if its entry of the log is', async () => {
  const { submit, pipeline, grant, clock, rows } = await testCourier()
  const count = async (from: string) => (await rows(`SELECT count(*) AS n FROM ${from}`))[0]?.n
  await grant()
  const refused = trial(clock.now - 1, clock.now, { account: 'a2' })
  const again = trial(clock.now + dayMs, clock.now, { messageId: 'same', account: 'a3' })
  await submit(clock.now, [refused, again, again])
  expect(await count("events WHERE name LIKE 'trial_%'")).toBe(2)
  expect(await count('deliveries')).toBe(2)
  await pipeline().removeDestination(workspace, { id: 'dst_1', by: tester, at: clock.now })
  await grant('a4')
  expect(await count("events WHERE name LIKE 'trial_%'")).toBe(3)
  expect(await count('deliveries')).toBe(2)
})

test('a commit wakes the courier', async () => {
  let hear = () => {}
  const heard = new Promise<void>((resolve) => {
    hear = resolve
  })
  const { grant, hire, sent } = await testCourier(() => {
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
  const { grant, clock, sent, deliver, deliveries, attempts } = await testCourier(() =>
    answer(503, undefined, 'busy'),
  )
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
  // Each can be looked at, with what it was answered.
  const seen = { delivery: idOf(sent[0]), status: 503, answer: 'busy', error: 'Answered 503' }
  expect(await attempts()).toEqual(
    at.map((one, i) => ({ ...seen, at: one, outcome: i === 9 ? 'failed' : 'retry' })),
  )
})

test.each([
  ['a redirect', () => answer(302), 302, 'Answered 302'],
  ['a refusal of the message', () => answer(400), 400, 'Answered 400'],
  [
    'no answer',
    () => {
      throw new Error('connect ECONNREFUSED')
    },
    null,
    'connect ECONNREFUSED',
  ],
])('%s is a failure, and is tried again', async (_, respond, status, error) => {
  const { grant, clock, deliver, deliveries } = await testCourier(respond)
  await grant()
  await deliver()
  expect(await deliveries()).toMatchObject([
    { next_attempt_at: clock.now + 5_000, last_status: status, last_error: error },
  ])
})

test('of an answer the first KB is kept', async () => {
  const { grant, deliver, attempts } = await testCourier(() =>
    answer(500, undefined, 'x'.repeat(9_000)),
  )
  await grant()
  await deliver()
  expect(String((await attempts())[0]?.answer)).toHaveLength(1024)
})

test('a receiver that asks for time is given it, with all that waits for it', async () => {
  const { grant, clock, sent, deliver, deliveries, circuit } = await testCourier((all) =>
    all.length === 1 ? answer(429, '3600') : answer(200),
  )
  await grant('a1')
  await deliver()
  expect(await deliveries()).toMatchObject([{ next_attempt_at: clock.now + hourMs }])
  expect(await circuit()).toMatchObject({ failures: 0, held_until: clock.now + hourMs })
  await grant('a2')
  clock.now += hourMs - 1
  await deliver()
  expect(sent).toHaveLength(1)
  clock.now += 1
  await deliver()
  expect(accountsOf(sent).sort()).toEqual(['a1', 'a1', 'a2'])
})

test('after failures in a row the circuit opens; then one message tries, and all follow it', async () => {
  let isWell = false
  const { grant, clock, sent, deliver, circuit, deliveries } = await testCourier(() =>
    answer(isWell ? 200 : 500),
  )
  for (let i = 0; i < opensAfter; i++) {
    await grant(`a${i}`)
    await deliver()
  }
  expect(await circuit()).toMatchObject({ failures: opensAfter, held_until: clock.now + 30_000 })
  for (let i = 0; i < 20; i++) await grant(`b${i}`)
  clock.now += 29_999
  await deliver()
  expect(sent).toHaveLength(opensAfter)
  // Half open: it is still down, and one message has found that out.
  clock.now += 1
  await deliver()
  expect(sent).toHaveLength(opensAfter + 1)
  expect(await circuit()).toMatchObject({
    failures: opensAfter + 1,
    held_until: clock.now + minuteMs,
  })
  // What waited has used up no attempt.
  expect((await deliveries()).filter((one) => one.attempts === 0).length).toBeGreaterThan(18)
  isWell = true
  clock.now += minuteMs
  await deliver()
  expect(await circuit()).toMatchObject({ failures: 0, held_until: null })
  expect((await deliveries()).filter((one) => one.delivered_at === null)).toEqual([])
  expect(sent).toHaveLength(2 * opensAfter + 1 + 20)
})

test('the circuit is the same for all nodes, and after a restart', async () => {
  const { grant, open, hire, restart, sent, deliver } = await testCourier(() => answer(500))
  for (let i = 0; i < opensAfter; i++) {
    await grant(`a${i}`)
    await deliver()
  }
  await grant('late')
  const node = open()
  const other = hire(node)
  await other.deliver(workspace)
  await other.stop()
  await node.close()
  await restart()
  await deliver()
  expect(sent).toHaveLength(opensAfter)
})

test('a destination that hangs keeps no other waiting', async () => {
  const ends: (() => void)[] = []
  const hanging = 'https://hooks.example/hangs'
  let arrive = () => {}
  const { add, grant, hire, sent, deliveries } = await testCourier((_, message) => {
    if (message.url !== hanging) {
      if (sent.filter((one) => one.url === url).length === 30) arrive()
      return answer(200)
    }
    return new Promise((resolve) => ends.push(() => resolve(answer(200))))
  })
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await add('dst_2', { settings: { url: hanging } })
  for (let i = 0; i < 30; i++) await grant(`a${i}`)
  const courier = hire()
  await arrived
  // No more of it is under way than may be.
  expect(ends).toHaveLength(8)
  for (const end of ends) end()
  await courier.stop()
  const settled = (await deliveries()).filter((one) => one.delivered_at !== null)
  expect(settled).toHaveLength(38)
})

test('410 closes a destination until it is resumed', async () => {
  const { grant, clock, sent, pipeline, deliver, deliveries, circuit } = await testCourier((all) =>
    answer(all.length === 1 ? 503 : all.length === 2 ? 410 : 200),
  )
  await grant('a1')
  await deliver()
  await grant('a2')
  await deliver()
  expect(await deliveries()).toMatchObject([
    { failed_at: clock.now, last_error: 'The destination is gone' },
    { failed_at: clock.now, last_status: 410 },
  ])
  expect(await circuit()).toMatchObject({ state: 'gone' })
  await grant('a3')
  expect(await deliveries()).toHaveLength(2)
  const at = clock.now
  await pipeline().switchDestination(workspace, { id: 'dst_1', state: 'on', by: tester, at })
  await grant('a4')
  await deliver()
  expect(accountsOf(sent)).toEqual(['a1', 'a2', 'a4'])
})

test('what is told while a destination is paused waits, and goes out when it is resumed', async () => {
  const { grant, clock, pipeline, deliver, sent } = await testCourier()
  const to = (state: 'on' | 'paused') =>
    pipeline().switchDestination(workspace, { id: 'dst_1', state, by: tester, at: clock.now })
  await to('paused')
  await grant()
  await deliver()
  expect(sent).toEqual([])
  await to('on')
  await deliver()
  expect(sent).toHaveLength(1)
})

test('a retry starts over, and gives a destination that was gone another chance', async () => {
  const { grant, clock, rows, pipeline, deliver, deliveries, sent, circuit } = await testCourier(
    (all) => answer(all.length === 1 ? 410 : 200),
  )
  const doing = () => ({ by: tester, at: clock.now })
  await grant()
  await deliver()
  const id = String((await rows('SELECT id FROM deliveries'))[0]?.id)
  expect(await pipeline().retryDelivery(workspace, 'msg_nothing', doing())).toBe(false)
  expect(await pipeline().retryDelivery(workspace, id, doing())).toBe(true)
  expect(await circuit()).toMatchObject({ state: 'on' })
  await deliver()
  expect(await deliveries()).toMatchObject([
    { attempts: 1, delivered_at: clock.now, failed_at: null },
  ])
  expect(sent.map(idOf)).toEqual([id, id])
})

test('all that a destination has refused is sent again, and nothing else', async () => {
  let isWell = true
  const { add, grant, clock, pipeline, deliver, sent, deliveries } = await testCourier(() =>
    answer(isWell ? 200 : 410),
  )
  const doing = () => ({ by: tester, at: clock.now })
  await grant('a1')
  await deliver()
  isWell = false
  await grant('a2')
  await grant('a3')
  await deliver()
  await add('dst_2')
  isWell = true
  const told = sent.length
  expect(await pipeline().retryFailed(workspace, 'dst_nothing', doing())).toBe(null)
  expect(await pipeline().retryFailed(workspace, 'dst_2', doing())).toBe(0)
  expect(await pipeline().retryFailed(workspace, 'dst_1', doing())).toBe(2)
  await deliver()
  expect(accountsOf(sent.slice(told)).sort()).toEqual(['a2', 'a3'])
  expect((await deliveries()).filter((one) => one.delivered_at === null)).toEqual([])
})

test('what a crash interrupts is sent again when its lease has run out', async () => {
  const { grant, clock, pipeline, restart, sent, deliver } = await testCourier()
  await grant()
  const turn = { at: clock.now, settlements: [], leases: true }
  const leased = await pipeline().turnOutbox(workspace, turn)
  expect(leased.deliveries).toHaveLength(1)
  await restart()
  clock.now += minuteMs - 1
  await deliver()
  expect(sent).toEqual([])
  clock.now += 1
  await deliver()
  expect(sent.map(idOf)).toEqual(leased.deliveries.map((one) => one.id))
})

test('two nodes send each message once, and no more at once than one may', async () => {
  let underWay = 0
  let most = 0
  const { grant, open, hire, sent } = await testCourier(async () => {
    most = Math.max(most, ++underWay)
    await new Promise(setImmediate)
    underWay--
    return answer(200)
  })
  for (let i = 0; i < 30; i++) await grant(`a${i}`)
  const other = open()
  const couriers = [hire(), hire(other)]
  await Promise.all(couriers.map((one) => one.deliver(workspace)))
  await Promise.all(couriers.map((one) => one.stop()))
  await other.close()
  expect(sent).toHaveLength(30)
  expect(new Set(sent.map(idOf)).size).toBe(30)
  expect(most).toBeLessThanOrEqual(8)
})

test('while a secret is rotated both sign, then the new one alone', async () => {
  const { grant, clock, pipeline, deliver, sent } = await testCourier()
  const after = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
  const previous = { secret, until: clock.now + 1 }
  await pipeline().changeDestination(
    workspace,
    webhookTo(url, { credentials: targets.seal(workspace, 'dst_1', { secret: after, previous }) }),
  )
  await grant('a1')
  await deliver()
  clock.now += 1
  await grant('a2')
  await deliver()
  const isSignedBy = (one: string) =>
    sent.map(({ body = '', headers }) => {
      try {
        return new Receiver(one).verify(body, headers) !== undefined
      } catch {
        return false
      }
    })
  expect(isSignedBy(after)).toEqual([true, true])
  expect(isSignedBy(secret)).toEqual([true, false])
})

test.each([
  ['of another workspace', targets.seal('w2', 'dst_1', { secret, previous: null })],
  ['of another destination', credentialsOf('dst_2')],
  [
    'that another secret has sealed',
    createTargets(createSealer('another secret, as long')).seal(workspace, 'dst_1', {}),
  ],
  ['that are not what this kind asks for', targets.seal(workspace, 'dst_1', { token: 'x' })],
  ['that are none', null],
])('with credentials %s nothing is sent, and it says why', async (_, credentials) => {
  const { grant, pipeline, deliver, sent, attempts } = await testCourier()
  await pipeline().changeDestination(workspace, webhookTo(url, { credentials }))
  await grant()
  await deliver()
  expect(sent).toEqual([])
  expect(await attempts()).toMatchObject([
    { outcome: 'retry', error: expect.stringMatching(/don’t open|set up again|no credentials/) },
  ])
})

test('stopping waits until what was begun is noted', async () => {
  let respond = (_: Answer) => {}
  const { grant, hire, deliveries, clock } = await testCourier(
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

test('what waits for a destination that is removed is not sent', async () => {
  const { grant, pipeline, clock, deliver, deliveries, sent } = await testCourier()
  await grant()
  await pipeline().removeDestination(workspace, { id: 'dst_1', by: tester, at: clock.now })
  await deliver()
  expect(sent).toEqual([])
  expect(await deliveries()).toMatchObject([
    { failed_at: clock.now, last_error: 'The destination was removed' },
  ])
  expect(await pipeline().removeDestination(workspace, { id: 'dst_1', by: tester, at: 0 })).toBe(
    false,
  )
})

test('what is over, and every attempt, is kept for 30 days', async () => {
  const { grant, clock, deliver, deliveries, attempts, pipeline } = await testCourier()
  await grant('a1')
  await deliver()
  await grant('a2')
  clock.now += 30 * dayMs
  await pipeline().retire(workspace, clock.now)
  expect(await deliveries()).toHaveLength(2)
  expect(await attempts()).toHaveLength(1)
  clock.now += 1
  await pipeline().retire(workspace, clock.now)
  // What is not acknowledged stays, however old.
  expect(await deliveries()).toMatchObject([{ delivered_at: null }])
  expect(await attempts()).toEqual([])
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
  const due = {
    ...{ id: 'd1', destination: 'dst_1', lease: minuteMs, body: '{}', attempts: 1, rep: null },
  }
  const to = {
    id: 'dst_1',
    kind: 'webhook' as const,
    settings: { url },
    credentials: null,
    setUp: 0,
    atOnce: 8,
  }
  const seen = new Promise<void>((resolve) => {
    const courier = startCourier({
      pipeline: {
        turnOutbox: async (one) => {
          mostLooks = Math.max(mostLooks, ++looks)
          await Promise.resolve()
          looks--
          const isFirst = !looked.includes(one)
          if (isFirst) looked.push(one)
          if (one === 'w19') resolve()
          return {
            deliveries: isFirst ? [due] : [],
            destinations: isFirst ? [to] : [],
            nextAt: null,
            troubles: [],
          }
        },
        onCommit: () => () => {},
      },
      workspaces: async () => all,
      tellOwners: null,
      attempt:
        () =>
        async ({ id, destination }) => {
          await answered
          const common = {
            id,
            destination,
            lease: 0,
            setUp: 0,
            at: 0,
            tookMs: 0,
            status: 200,
            answer: null,
            error: null,
            note: null,
          }
          return { ...common, health: 'well', heldUntil: null, outcome: { kind: 'delivered' } }
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
