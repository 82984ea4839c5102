import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { startTraffic } from './traffic.ts'

/** Loaded into the server's threads: breaks the pipeline's when a file appears. */
const breaker = (sign: string) => `
import { existsSync } from 'node:fs'
import { isMainThread, workerData } from 'node:worker_threads'
if (!isMainThread && workerData?.location)
  setInterval(() => { if (existsSync(${JSON.stringify(sign)})) throw new Error('broken') }, 10)
`

test('a pipeline that dies takes the process with it, and the next start goes on', async () => {
  const folder = createScratch('thread')
  const dataDir = join(folder, 'data')
  const sign = join(folder, 'break')
  const script = join(folder, 'breaker.mjs')
  writeFileSync(script, breaker(sign))
  const brim = await startBrim({ dataDir, env: { NODE_OPTIONS: `--import=${script}` } })
  onTestFinished(() => brim.kill())
  const traffic = await startTraffic(brim, { backends: 2, browsers: 0 })
  const { sent, target } = traffic
  await new Promise((resolve) => setTimeout(resolve, 700))
  writeFileSync(sign, '')
  expect(await brim.exited).toBe(1)
  expect(brim.logs()).toContain('the pipeline has died')
  expect(existsSync(join(dataDir, 'control.db'))).toBe(true)

  const next = await startBrim({ dataDir })
  onTestFinished(() => next.kill())
  target.url = next.url
  await new Promise((resolve) => setTimeout(resolve, 700))
  await traffic.finish()
  await next.stop()
  expect(sent.strange).toEqual([])
  await traffic.audit()
}, 60_000)
