/** What happens to a delivery, or to where it goes, while somebody is sending it. */
import { expect, test } from 'vitest'
import { minuteMs } from '../../shared/value/duration.ts'
import { tester, webhookTo, workspace } from '../pipeline/test-pipeline.ts'
import type { Answer } from './call.ts'
import { answer, credentialsOf, idOf, testCourier } from './test-courier.ts'

/** A receiver that holds each message until it is told what to answer. */
async function holding() {
  const held: ((answer: Answer) => void)[] = []
  let wake = () => {}
  const courier = await testCourier(
    () =>
      new Promise<Answer>((resolve) => {
        held.push(resolve)
        wake()
      }),
  )
  const until = async (count: number) => {
    while (held.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const doing = () => ({ by: tester, at: courier.clock.now })
  return { ...courier, held, until, doing }
}

test('a retry of what is under way sends no second one, and what is answered counts', async () => {
  const { grant, hire, held, until, pipeline, rows, doing, deliveries, sent } = await holding()
  await grant()
  const sending = hire()
  await until(1)
  const id = String((await rows('SELECT id FROM deliveries'))[0]?.id)
  expect(await pipeline().retryDelivery(workspace, id, doing())).toBe(true)
  // Another node looks, and the same one too.
  const other = hire()
  await other.deliver(workspace)
  await other.stop()
  expect(sent).toHaveLength(1)
  held[0]?.(answer(200))
  await sending.stop()
  expect(await deliveries()).toMatchObject([{ attempts: 1, delivered_at: expect.any(Number) }])
})

test('a retry of all that failed leaves alone what is under way, and sends it if it fails', async () => {
  const { add, grant, hire, held, until, pipeline, doing, sent, clock, circuit } = await holding()
  await add('dst_2', { hears: { families: [], triggers: [], events: [] } })
  await grant('a1')
  await grant('a2')
  const courier = hire()
  await until(2)
  // The first says that it wants no more: what waits is given up, the second as well.
  held[0]?.(answer(410))
  await pipeline().ping()
  while ((await circuit())?.state !== 'gone') await new Promise(setImmediate)
  expect(await pipeline().retryFailed(workspace, 'dst_1', doing())).toBe(2)
  const again = courier.deliver(workspace)
  await until(3)
  // The first goes out again; the second is still under way.
  expect(sent.map(idOf)).toEqual([idOf(sent[0]), idOf(sent[1]), idOf(sent[0])])
  held[2]?.(answer(200))
  held[1]?.(answer(500))
  await again
  clock.now += 5_000
  const last = courier.deliver(workspace)
  await until(4)
  expect(idOf(sent[3])).toBe(idOf(sent[1]))
  held[3]?.(answer(200))
  await last
  await courier.stop()
})

test('410 from the address of before does not close a destination that was set up anew', async () => {
  const elsewhere = 'https://hooks.example/elsewhere'
  const { grant, hire, held, until, pipeline, circuit, clock, sent, deliveries } = await holding()
  await grant()
  const courier = hire()
  await until(1)
  clock.now += 1
  const credentials = credentialsOf('dst_1')
  await pipeline().changeDestination(
    workspace,
    webhookTo(elsewhere, { credentials, at: clock.now }),
  )
  held[0]?.(answer(410))
  await until(2)
  expect(await circuit()).toMatchObject({ state: 'on' })
  expect(sent[1]?.url).toBe(elsewhere)
  held[1]?.(answer(200))
  await courier.stop()
  expect(await deliveries()).toMatchObject([{ delivered_at: clock.now, failed_at: null }])
})

test('faults of the address of before open no circuit of the new one', async () => {
  const { grant, hire, held, until, pipeline, circuit, clock } = await holding()
  for (let i = 0; i < 6; i++) await grant(`a${i}`)
  const courier = hire()
  await until(6)
  clock.now += 1
  const credentials = credentialsOf('dst_1')
  const elsewhere = webhookTo('https://hooks.example/new', { credentials, at: clock.now })
  await pipeline().changeDestination(workspace, elsewhere)
  for (const end of held.splice(0)) end(answer(500))
  await courier.stop()
  expect(await circuit()).toMatchObject({ failures: 0, held_until: null })
})

test('who comes back after the lease has run out changes nothing that is under way elsewhere', async () => {
  const { grant, clock, pipeline, deliveries, attempts } = await testCourier()
  const turn = (settlements: never[] = []) =>
    pipeline().turnOutbox(workspace, { at: clock.now, settlements, leases: true })
  await grant()
  const first = (await turn()).deliveries[0] ?? expect.fail('nothing due')
  clock.now += minuteMs
  expect((await turn()).deliveries).toMatchObject([{ id: first.id, attempts: 2 }])
  const late = {
    ...{ id: first.id, destination: 'dst_1', lease: first.lease, setUp: 0 },
    ...{ at: clock.now, tookMs: minuteMs, status: 500, answer: null, error: 'late' },
    ...{ health: 'fault', heldUntil: null, outcome: { kind: 'retry', at: clock.now } },
  }
  // It would be due at once: but the second attempt has it.
  expect((await turn([late as never])).deliveries).toEqual([])
  expect(await attempts()).toMatchObject([{ error: 'late' }])
  // A yes is a yes, whenever it comes.
  const yes = { ...late, status: 200, error: null, health: 'well', outcome: { kind: 'delivered' } }
  await turn([yes as never])
  expect(await deliveries()).toMatchObject([{ delivered_at: clock.now, next_attempt_at: null }])
})

test('what has arrived while the database did not answer is noted later, and not sent again', async () => {
  const { grant, hire, pipeline, sent, deliveries, attempts, errors } = await testCourier()
  await grant()
  let failures = 2
  const here = pipeline()
  const courier = hire({
    ...here,
    turnOutbox: async (id, turn) => {
      if (turn.settlements.length > 0 && failures-- > 0) throw new Error('no database')
      return here.turnOutbox(id, turn)
    },
  })
  await courier.deliver(workspace)
  await courier.stop()
  expect(errors.splice(0)).toEqual([new Error('no database'), new Error('no database')])
  expect(sent).toHaveLength(1)
  expect(await attempts()).toHaveLength(1)
  expect(await deliveries()).toMatchObject([{ attempts: 1, delivered_at: expect.any(Number) }])
})
