// One workspace sends far more than fits; the other must not notice, and nobody is lied to.
import { expect, onTestFinished, test } from 'vitest'
import { audit } from '../durability/audit.ts'
import { unlimited } from '../harness/unlimited.ts'
import { type Answer, createCaller } from './caller.ts'
import { startHouse } from './house.ts'
import { watchMemory } from './memory.ts'
import { createSender, percentile, silentRefusals, tallyOf } from './sender.ts'

const floodForMs = 6_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const openHouse = async (env: Record<string, string>) => {
  const house = await startHouse(env)
  onTestFinished(() => house.brim.kill())
  const callers = {
    loud: createCaller(house.brim.url, { connections: 96 }),
    quiet: createCaller(house.brim.url, { connections: 4 }),
  }
  onTestFinished(() => {
    callers.loud.close()
    callers.quiet.close()
  })
  return {
    brim: house.brim,
    loudKey: house.loud.secretKey,
    loud: createSender(callers.loud, house.loud),
    quiet: createSender(callers.quiet, house.quiet),
  }
}

test('a flood is refused beyond its share, and who sends little is neither refused nor slow', async () => {
  // Small, so that any machine can flood it: one workspace has half of it.
  const { brim, loud, quiet } = await openHouse({ ...unlimited, BRIM_QUEUE: '2000' })
  const alone: Answer[] = []
  for (let i = 0; i < 20; i++) alone.push(await quiet.send(5))

  const mostMb = watchMemory(brim.pid)
  const end = Date.now() + floodForMs
  const flood = Array.from({ length: 96 }, async () => {
    while (Date.now() < end) await loud.send(50)
  })
  const beside: Answer[] = []
  while (Date.now() < end) {
    beside.push(await quiet.send(5))
    await pause(20)
  }
  await Promise.all(flood)

  expect(tallyOf(quiet.answers)).toEqual({ 200: quiet.answers.length })
  expect(Object.keys(tallyOf(loud.answers))).toEqual(['200', '503'])
  expect(silentRefusals(loud.answers)).toEqual([])
  const tookMs = (answers: Answer[], part: number) =>
    percentile(
      answers.filter((one) => one.status === 200).map((one) => one.tookMs),
      part,
    )
  const figures = JSON.stringify({
    alone: tookMs(alone, 0.5),
    quiet: [tookMs(beside, 0.5), tookMs(beside, 0.95)],
    loud: [tookMs(loud.answers, 0.5), tookMs(loud.answers, 0.95)],
    answers: [beside.length, tallyOf(loud.answers)],
    mb: mostMb(),
  })
  // This process takes the processors from the server: what is long is told by who floods.
  expect(tookMs(beside, 0.5), figures).toBeLessThan(tookMs(loud.answers, 0.95))
  expect(tookMs(beside, 0.95), figures).toBeLessThan(5_000)
  expect(mostMb(), figures).toBeLessThan(500)

  await brim.stop()
  for (const [id, { sent }] of [
    ['wloud', loud],
    ['wquiet', quiet],
  ] as const) {
    expect(sent.strange).toEqual([])
    await audit(brim.dataDir, id, sent)
  }
}, 60_000)

test('large bodies in large numbers are bounded in memory', async () => {
  const { brim, loudKey, quiet } = await openHouse(unlimited)
  const mostMb = watchMemory(brim.pid)
  const filler = 'x'.repeat(900)
  const events = Array.from({ length: 480 }, (_, i) => ({
    name: 'large',
    account: `a${i}`,
    user: `u${i}`,
    properties: { filler },
  }))
  const body = JSON.stringify({ events })
  expect(body.length).toBeGreaterThan(450_000)
  const caller = createCaller(brim.url, { connections: 400 })
  onTestFinished(() => caller.close())
  const large = await Promise.all(
    Array.from({ length: 400 }, () => caller.post('/v1/events', body, loudKey)),
  )
  expect((await quiet.send(5)).status).toBe(200)
  expect(silentRefusals(large)).toEqual([])
  expect(Object.keys(tallyOf(large))).toEqual(['200', '503'])
  expect(mostMb(), JSON.stringify(tallyOf(large))).toBeLessThan(900)
  await brim.stop()
}, 60_000)

test('a key that sends too fast is told so, another one goes on', async () => {
  const { brim, loud, quiet } = await openHouse({ BRIM_RATE_SECRET_KEY: '20' })
  // Setting up took some of the first burst.
  await pause(3_000)
  await Promise.all(Array.from({ length: 200 }, () => loud.send(2)))
  for (let i = 0; i < 10; i++) await quiet.send(2)
  expect(tallyOf(quiet.answers)).toEqual({ 200: 10 })
  expect(Object.keys(tallyOf(loud.answers))).toEqual(['200', '429'])
  expect(silentRefusals(loud.answers)).toEqual([])
  await brim.stop()
  await audit(brim.dataDir, 'wloud', loud.sent)
}, 60_000)
