/** A destination that does nothing but fail: owners are told, Brim stops trying, and nothing is lost. */
import { expect, test } from 'vitest'
import { opensAfter } from '../../shared/destination/circuit.ts'
import {
  type DestinationTrouble,
  stopsAfterMs,
  tellsAfterMs,
} from '../../shared/destination/trouble.ts'
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'
import { tester, workspace } from '../pipeline/test-pipeline.ts'
import { answer, targets, testCourier } from './test-courier.ts'

/** `until`: lets time pass, with a look every hour. */
async function failing(tell: () => Promise<void> = async () => {}) {
  const told: DestinationTrouble[] = []
  const receiver = { isWell: false }
  const courier = await testCourier(
    () => answer(receiver.isWell ? 200 : 500),
    async (_, trouble) => {
      told.push(trouble)
      await tell()
    },
  )
  const { clock, deliver, grant, circuit } = courier
  const begun = clock.now
  let hours = 0
  const until = async (afterMs: number) => {
    while (clock.now < begun + afterMs) {
      clock.now = Math.min(clock.now + hourMs, begun + afterMs)
      // Something happens four times a day.
      if (++hours % 6 === 0) await grant(`hour ${hours}`)
      await deliver()
    }
  }
  for (let i = 0; i < opensAfter; i++) {
    await grant(`a${i}`)
    await deliver()
  }
  const standing = async () => (await courier.rows('SELECT * FROM destinations'))[0]
  const gauge = async (trouble: string) =>
    new RegExp(`^brim_destinations_in_trouble\\{trouble="${trouble}"\\} (\\d+)$`, 'm').exec(
      await courier.pipeline().metrics(),
    )?.[1]
  return {
    ...courier,
    told,
    receiver,
    begun,
    until,
    standing,
    gauge,
    state: async () => (await circuit())?.state,
  }
}

test('owners are told once when it has failed for an hour, and again when it is stopped', async () => {
  const { told, until, begun, state, gauge, standing } = await failing()
  await until(tellsAfterMs - 1)
  expect(told).toEqual([])
  expect(await gauge('failing')).toBe('0')
  await until(stopsAfterMs - 1)
  const about = { destination: 'dst_1', name: 'Webhook', since: begun, error: 'Answered 500' }
  expect(told).toEqual([{ ...about, trouble: 'failing' }])
  expect(await gauge('failing')).toBe('1')
  expect(await state()).toBe('on')
  await until(stopsAfterMs + 8 * hourMs)
  expect(await state()).toBe('stopped')
  expect(told.map((one) => one.trouble)).toEqual(['failing', 'stopped'])
  expect(await standing()).toMatchObject({ failing_since: begun, told_owners: 'stopped' })
  expect([await gauge('failing'), await gauge('stopped')]).toEqual(['0', '1'])
})

test('while it is stopped nothing is sent and nothing is lost; resumed, all of it arrives', async () => {
  const { until, receiver, grant, clock, sent, pipeline, deliver, deliveries, rows } =
    await failing()
  await until(4 * dayMs)
  await grant('late')
  await until(stopsAfterMs + 8 * hourMs)
  const tried = sent.length
  await grant('later')
  await until(stopsAfterMs + 9 * dayMs)
  expect(sent).toHaveLength(tried)
  expect(await rows("SELECT actor_name, action FROM audit WHERE action LIKE '%stopped'")).toEqual([
    { actor_name: 'Brim', action: 'destination_stopped' },
  ])
  receiver.isWell = true
  const doing = { by: tester, at: clock.now }
  await pipeline().switchDestination(workspace, { id: 'dst_1', state: 'on', ...doing })
  await deliver()
  const open = async () => (await deliveries()).filter((one) => one.delivered_at === null)
  expect((await deliveries()).length - (await open()).length).toBeGreaterThan(30)
  // What had used up its attempts before is sent again with one click.
  await pipeline().retryFailed(workspace, 'dst_1', doing)
  await deliver()
  expect(await open()).toEqual([])
  expect((await rows('SELECT * FROM destinations'))[0]).toMatchObject({
    ...{ state: 'on', failures: 0, failing_since: null, told_owners: null },
  })
})

test('one yes, and the five days begin anew', async () => {
  const { until, receiver, told, state, standing, grant } = await failing()
  await until(4 * dayMs)
  receiver.isWell = true
  await grant('well')
  await until(4 * dayMs + 2 * hourMs)
  expect(await standing()).toMatchObject({ failing_since: null, told_owners: null })
  receiver.isWell = false
  await grant('ill')
  await until(8 * dayMs)
  expect(await state()).toBe('on')
  expect(told.filter((one) => one.trouble === 'stopped')).toEqual([])
})

test('what asks for time is not failing', async () => {
  const { deliver, grant, clock, rows } = await testCourier(() => answer(429, '86400'))
  for (let day = 0; day < 8; day++) {
    await grant(`a${day}`)
    await deliver()
    clock.now += dayMs
  }
  expect((await rows('SELECT * FROM destinations'))[0]).toMatchObject({
    ...{ state: 'on', failing_since: null },
  })
})

test('a message that cannot be told there says nothing of how it goes', async () => {
  const { add, grant, deliver, rows } = await testCourier()
  const none = { families: [], triggers: [], events: ['trial_started' as const] }
  const credentials = targets.seal(workspace, 'dst_2', { token: 'x' })
  await add('dst_2', { kind: 'intercom', settings: {}, hears: none, credentials })
  await rows("UPDATE destinations SET failures = 4, failing_since = 1 WHERE id = 'dst_2'")
  await grant()
  await deliver()
  const [attempt] = await rows("SELECT * FROM attempts WHERE destination = 'dst_2'")
  expect(attempt).toMatchObject({ outcome: 'failed', status: null })
  expect(String(attempt?.error)).toMatch(/nobody in it/)
  const [one] = await rows("SELECT * FROM destinations WHERE id = 'dst_2'")
  expect(one).toMatchObject({ failures: 4, failing_since: 1 })
})

test('who is gone is told of too', async () => {
  const told: string[] = []
  const { grant, deliver } = await testCourier(
    () => answer(410),
    async (_, { trouble }) => void told.push(trouble),
  )
  await grant()
  await deliver()
  await deliver()
  expect(told).toEqual(['gone'])
})

test('where the mail server is down, owners are told when it is back', async () => {
  const down = { is: true }
  const { told, until, clock, deliver, errors } = await failing(async () => {
    if (down.is) throw new Error('ECONNREFUSED')
  })
  await until(tellsAfterMs)
  expect(told).toHaveLength(1)
  expect(errors.splice(0)).toHaveLength(1)
  // Nobody else tells for a minute: whoever has it may still be at it.
  clock.now += minuteMs - 1
  await deliver()
  expect(told).toHaveLength(1)
  down.is = false
  clock.now += 1
  await deliver()
  await deliver()
  expect(told).toHaveLength(2)
})

test('of two nodes one tells', async () => {
  const { told, until, open, hire, clock } = await failing()
  await until(tellsAfterMs - 1)
  const node = open()
  clock.now += hourMs
  const couriers = [hire(), hire(node)]
  await Promise.all(couriers.map((one) => one.deliver(workspace)))
  await Promise.all(couriers.map((one) => one.stop()))
  await node.close()
  expect(told).toHaveLength(1)
})

test('without mail nothing is told, and it is stopped all the same', async () => {
  const { grant, deliver, clock, circuit } = await testCourier(() => answer(500))
  for (let i = 0; i < opensAfter; i++) {
    await grant(`a${i}`)
    await deliver()
  }
  await grant('late')
  for (let hour = 0; hour < 122; hour++) {
    clock.now += hourMs
    await deliver()
    if (hour % 24 === 0) await grant(`day ${hour}`)
  }
  expect(await circuit()).toMatchObject({ state: 'stopped' })
})
