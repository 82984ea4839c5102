// The promise that everything else stands on: what was acknowledged is there, exactly once.
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { audit } from './audit.ts'
import { createRandom, createSent, runBackend, runBrowser } from './clients.ts'
import { probeTrigger, send, setUp } from './workspace.ts'

const seed = 20_261_123
const kills = 15
/** Whatever the machine is like, the test ends. */
const killForMs = 28_000
const giveUpAfterMs = 40_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('nothing acknowledged is lost or counted twice, however often the server is killed', async () => {
  const random = createRandom(seed)
  const dataDir = join(createScratch('kill'), 'data')
  let brim = await startBrim({ dataDir })
  onTestFinished(() => brim.kill())
  const workspace = await setUp(brim)
  const target = { url: brim.url, workspace }
  const sent = createSent()
  const start = Date.now()
  let isDone = false
  const run = { isDone: () => isDone, isOver: () => Date.now() - start > giveUpAfterMs }
  const clients = Promise.all([
    ...['x', 'y', 'z'].map((name, i) =>
      runBackend(name, target, sent, createRandom(seed + i), run),
    ),
    ...['1', '2'].map((name) => runBrowser(name, target, sent, run)),
  ])

  let killed = 0
  for (; killed < kills && Date.now() - start < killForMs; killed++) {
    // Another counter each time, filled from the log while it grows; it may be killed on the way.
    const published = send(
      `${target.url}/v1/triggers/probes?publish=true`,
      'PUT',
      probeTrigger(killed * 5),
      { authorization: `Bearer ${workspace.secretKey}` },
    ).catch(() => undefined)
    await pause(50 + random() * 700)
    await brim.kill()
    await published
    brim = await startBrim({ dataDir })
    target.url = brim.url
  }
  isDone = true
  await clients
  await brim.stop()

  expect(killed).toBeGreaterThan(1)
  expect(sent.strange).toEqual([])
  const { probes, shown } = await audit(dataDir, workspace.id, sent)
  expect(probes).toBeGreaterThan(40)
  expect(shown).toBeGreaterThan(0)
}, 90_000)
