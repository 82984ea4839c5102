// The built server with a clock that is set in the middle of traffic, by hours and by days, to and fro.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { accounts, type Sent } from './clients.ts'
import { startTraffic } from './traffic.ts'
import { firesAt } from './workspace.ts'

const hourMs = 3_600_000
/** Where the clock is, beside the true one. Last it is right again. */
const jumps = [5 * hourMs, -3 * hourMs, 50 * hourMs, -30 * hourMs, 0.4 * hourMs, 0]

/** Loaded into the server's threads: shifts what they take for the time by what a file says. */
const shifter = (sign: string) => `
import { readFileSync } from 'node:fs'
const now = Date.now
let shift = 0
setInterval(() => { shift = Number(readFileSync(${JSON.stringify(sign)}, 'utf8')) || 0 }, 5).unref()
Date.now = () => now() + shift
`

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('setting the clock loses nothing, counts nothing twice, and fires nothing twice', async () => {
  const folder = createScratch('clock')
  const sign = join(folder, 'shift')
  const script = join(folder, 'shifter.mjs')
  writeFileSync(sign, '0')
  writeFileSync(script, shifter(sign))
  const env = { NODE_OPTIONS: `--import=${script}` }
  const brim = await startBrim({ dataDir: join(folder, 'data'), env })
  onTestFinished(() => brim.kill())
  const traffic = await startTraffic(brim)
  const { sent, target } = traffic
  // From here on no trigger may fire again: what has fired is silent for longer than any jump.
  await expect.poll(() => haveFired(sent), { timeout: 30_000 }).toBe(accounts)
  for (const jump of jumps) {
    await pause(700)
    writeFileSync(sign, String(jump))
    const { size } = sent.acknowledged
    await expect.poll(() => sent.acknowledged.size, { timeout: 10_000 }).toBeGreaterThan(size)
    await traffic.audit()
  }
  // The clock is set while nobody is there, too.
  await brim.kill()
  writeFileSync(sign, String(-20 * hourMs))
  const next = await startBrim({ dataDir: brim.dataDir, env })
  onTestFinished(() => next.kill())
  target.url = next.url
  await pause(700)
  await traffic.finish()
  await next.stop()
  expect(sent.strange).toEqual([])
  const { probes, shown } = await traffic.audit()
  expect(probes).toBeGreaterThan(40)
  expect(shown).toBeGreaterThan(0)
}, 90_000)

/** Accounts that were acknowledged enough probes while the clock was right. */
const haveFired = ({ acknowledged }: Sent): number => {
  const counts = new Map<string, number>()
  for (const { account } of acknowledged.values()) {
    counts.set(account, (counts.get(account) ?? 0) + 1)
  }
  return [...counts.values()].filter((count) => count >= firesAt).length
}
