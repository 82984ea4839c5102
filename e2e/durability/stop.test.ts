import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { audit } from './audit.ts'
import { createRandom, createSent, runBackend, runBrowser } from './clients.ts'
import { setUp } from './workspace.ts'

test('a server that is told to stop finishes what it has begun, and exits with 0', async () => {
  const dataDir = join(createScratch('stop'), 'data')
  const brim = await startBrim({ dataDir })
  onTestFinished(() => brim.kill())
  const workspace = await setUp(brim)
  const target = { url: brim.url, workspace }
  const sent = createSent()
  let isDone = false
  const run = { isDone: () => isDone, isOver: () => isDone }
  const clients = Promise.all([
    ...Array.from({ length: 8 }, (_, i) => runBackend(`c${i}`, target, sent, createRandom(i), run)),
    runBrowser('1', target, sent, run),
  ])
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const start = Date.now()
  await brim.stop()
  const tookMs = Date.now() - start
  isDone = true
  await clients
  expect(tookMs).toBeLessThan(8_000)
  expect(sent.strange).toEqual([])
  await audit(dataDir, workspace.id, sent)
}, 60_000)
