// One data folder, two servers: a second writer would lose what the first acknowledges.
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { startTraffic } from './traffic.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a second server on the same folder says whose it is and ends; the first goes on', async () => {
  const folder = createScratch('two')
  const dataDir = join(folder, 'data')
  const brim = await startBrim({ dataDir })
  onTestFinished(() => brim.kill())
  const traffic = await startTraffic(brim)
  const { sent, target } = traffic

  // By another name it is the same folder.
  const link = join(folder, 'link')
  symlinkSync(dataDir, link)
  for (const name of [dataDir, link]) {
    const said = await startBrim({ dataDir: name }).catch(String)
    expect(said).toContain('ended before it was ready (code 1)')
    expect(said).toContain(`${name} is in use by another Brim (process ${brim.pid})`)
  }
  expect(readFileSync(join(dataDir, 'brim.lock'), 'utf8')).toBe(`${brim.pid}\n`)
  const { size } = sent.acknowledged
  await expect.poll(() => sent.acknowledged.size, { timeout: 5_000 }).toBeGreaterThan(size)
  await traffic.audit()

  // Killed, it holds nothing: of two that come at once, one goes on.
  await brim.kill()
  const both = await Promise.allSettled([1, 2].map(() => startBrim({ dataDir })))
  const winners = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  for (const one of winners) onTestFinished(() => one.kill())
  const [next] = winners
  expect(winners).toHaveLength(1)
  expect(String(both.find((one) => one.status === 'rejected')?.reason)).toContain('is in use by')
  target.url = next?.url ?? ''
  await pause(500)
  await traffic.finish()
  await next?.stop()
  expect(sent.strange).toEqual([])
  await traffic.audit()
}, 90_000)
