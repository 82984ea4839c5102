// What was acknowledged is there, exactly once, whichever of the machines dies.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditDatabase } from '../durability/audit.ts'
import { createRandom, createSent, runBackend, runBrowser } from '../durability/clients.ts'
import { probeTrigger, send } from '../durability/workspace.ts'
import { type Cluster, startCluster } from './cluster.ts'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.stop())

const giveUpAfterMs = 60_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('nothing acknowledged is lost or counted twice while nodes, the replica and the primary die', async () => {
  const { proxy, workspace, nodes, primary, replica } = cluster
  const target = { url: proxy.url, workspace }
  const backend = { authorization: `Bearer ${workspace.secretKey}` }
  const random = createRandom(20_261_126)
  const sent = createSent()
  const start = Date.now()
  let isDone = false
  const run = { isDone: () => isDone, isOver: () => Date.now() - start > giveUpAfterMs }
  const clients = Promise.all([
    ...['x', 'y', 'z'].map((name, i) => runBackend(name, target, sent, createRandom(i), run)),
    ...['1', '2'].map((name) => runBrowser(name, target, sent, run)),
  ])
  /** Until that many more have been acknowledged: whatever was broken, it goes on. */
  const goesOn = async (more: number) => {
    const before = sent.acknowledged.size
    await expect
      .poll(() => sent.acknowledged.size, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(before + more)
  }

  await goesOn(100)
  // Another counter each time, filled from the log while both nodes write it.
  const publish = (above: number) =>
    send(`${proxy.url}/v1/triggers/probes?publish=true`, 'PUT', probeTrigger(above), backend)
  await publish(5)

  const dead = nodes[0]
  await dead?.kill()
  await goesOn(50)
  await cluster.restartNode(0)
  await goesOn(50)

  await replica.kill()
  await goesOn(50)
  await replica.restart()

  for (let kills = 0; kills < 4; kills++) {
    await pause(50 + random() * 400)
    await primary.kill()
    await primary.restart()
    await goesOn(30)
  }

  await publish(10)

  await primary.kill()
  const answer = await fetch(`${proxy.url}/v1/plans`, { headers: backend })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
  await primary.restart()
  await goesOn(30)

  isDone = true
  await clients
  expect(sent.strange).toEqual([])
  const { probes, shown } = await auditDatabase(cluster.database(), sent)
  expect(probes).toBeGreaterThan(300)
  expect(shown).toBeGreaterThan(0)
}, 90_000)
