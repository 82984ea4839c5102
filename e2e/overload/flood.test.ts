// One workspace sends far more than fits; the other must not notice, and nobody is lied to.
import { existsSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { audit } from '../durability/audit.ts'
import { unlimited } from '../harness/unlimited.ts'
import { createCaller } from './caller.ts'
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
  const alone: number[] = []
  for (let i = 0; i < 20; i++) alone.push((await quiet.send(5)).tookMs)

  const isWatched = existsSync('/proc/self/statm')
  const mostMb = isWatched ? watchMemory(brim.pid) : () => 0
  const end = Date.now() + floodForMs
  const flood = Array.from({ length: 96 }, async () => {
    while (Date.now() < end) await loud.send(50)
  })
  const beside: number[] = []
  while (Date.now() < end) {
    beside.push((await quiet.send(5)).tookMs)
    await pause(20)
  }
  await Promise.all(flood)

  expect(tallyOf(quiet.answers)).toEqual({ 200: quiet.answers.length })
  expect(Object.keys(tallyOf(loud.answers))).toEqual(['200', '503'])
  expect(silentRefusals(loud.answers)).toEqual([])
  // Prompt, as far as a machine that is flooded by this very process can be.
  const figures = {
    aloneMs: percentile(alone, 0.5),
    besideMs: percentile(beside, 0.95),
    mostMb: mostMb(),
    flood: tallyOf(loud.answers),
    beside: beside.length,
  }
  console.log('flood', figures)
  expect(beside.length, JSON.stringify(figures)).toBeGreaterThan(10)
  expect(figures.besideMs, JSON.stringify(figures)).toBeLessThan(1_000)
  expect(figures.mostMb, JSON.stringify(figures)).toBeLessThan(500)

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
  const mostMb = existsSync('/proc/self/statm') ? watchMemory(brim.pid) : () => 0
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
  const figures = { mostMb: mostMb(), large: tallyOf(large) }
  console.log('large', figures)
  expect(silentRefusals(large)).toEqual([])
  expect(figures.large[200], JSON.stringify(figures)).toBeGreaterThan(0)
  expect(figures.large[503], JSON.stringify(figures)).toBeGreaterThan(0)
  expect(figures.mostMb, JSON.stringify(figures)).toBeLessThan(900)
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
