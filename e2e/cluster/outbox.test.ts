// What is to be told arrives, whichever of the machines dies, and no two nodes send the same at once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firesAt, send } from '../durability/workspace.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { startWatchingReceiver, type WatchingReceiver } from './receiver.ts'

/** Of a webhook. */
const mostAtOnce = 8
/** A lease of a minute runs out, and then a wait of the schedule may follow. */
const arrivesWithinMs = 110_000

let cluster: Cluster
let receiver: WatchingReceiver
beforeAll(async () => {
  receiver = await startWatchingReceiver(7)
  cluster = await startCluster(2, { BRIM_ALLOW_PRIVATE_WEBHOOKS: 'true' })
  await send(`${cluster.proxy.url}/v1/destinations`, 'POST', destination(), backend())
})
afterAll(async () => {
  receiver?.close()
  await cluster?.stop()
})

const backend = () => ({ authorization: `Bearer ${cluster.workspace.secretKey}` })
const destination = () => ({
  kind: 'webhook',
  name: 'Receiver',
  hears: { families: ['expansion_of_use'] },
  settings: { url: receiver.url },
})
const accountsAtOnce = 5
/** Each is a message, for which as many probes come as a signal takes; both nodes are asked, by turns, or one. */
const tell = async (name: string, count: number, url = cluster.proxy.url) => {
  for (let first = 0; first < count; first += accountsAtOnce) {
    const accounts = Array.from(
      { length: Math.min(accountsAtOnce, count - first) },
      (_, i) => `${name}-${first + i}`,
    )
    const events = accounts.flatMap((account) =>
      Array.from({ length: firesAt }, (_, n) => ({
        ...{ name: 'probe', account, user: `u-${account}`, properties: { n } },
        messageId: `${account}-${n}`,
      })),
    )
    await send(`${url}/v1/events`, 'POST', { events }, backend())
  }
}
const rows = async (sql: string) => {
  const client = cluster.database()
  try {
    return (await client.execute(sql)).rows
  } finally {
    client.close()
  }
}
const settled = async () =>
  Number((await rows('SELECT count(*) AS n FROM deliveries WHERE delivered_at IS NOT NULL'))[0]?.n)
const arrived = (count: number, timeout = arrivesWithinMs) =>
  expect.poll(() => receiver.taken.size, { timeout, interval: 100 }).toBe(count)

test('two nodes send each message once, and no more at once than a destination may', async () => {
  await tell('calm', 60)
  await arrived(60)
  expect(receiver.most).toMatchObject({ ofOne: 1 })
  expect(receiver.most.ofAll).toBeLessThanOrEqual(mostAtOnce)
  await expect.poll(settled, { timeout: 10_000 }).toBe(60)
  // What came twice was answered 500 before.
  const attempts = await rows("SELECT count(*) AS n FROM attempts WHERE outcome <> 'delivered'")
  const again = [...receiver.came.values()].reduce((sum, one) => sum + one - 1, 0)
  expect(again).toBe(Number(attempts[0]?.n))
  receiver.agree()
}, 120_000)

test('a node is killed while it sends: all of it arrives, by the other, and never two at once', async () => {
  // What is held too long has failed for its sender, and is put off: little is told meanwhile.
  receiver.hold()
  // The other is away until the one that dies has all that may be under way: it might be faster.
  await cluster.nodes[1]?.kill()
  await tell('killed', 15, cluster.nodes[0]?.url)
  await expect.poll(receiver.underWay, { timeout: 20_000 }).toBe(mostAtOnce)
  await cluster.restartNode(1)
  // More than may be is not under way, however long it takes and whoever looks.
  await tell('meanwhile', 5)
  expect(receiver.underWay()).toBe(mostAtOnce)
  await cluster.nodes[0]?.kill()
  await expect.poll(receiver.underWay, { timeout: 10_000 }).toBeLessThan(mostAtOnce)
  receiver.release()
  await arrived(80)
  expect(receiver.most).toEqual({ ofOne: 1, ofAll: mostAtOnce })
  await cluster.restartNode(0)
}, 150_000)

test('the database dies and comes back while messages are under way: each arrives', async () => {
  receiver.hold()
  await tell('before', 20)
  await expect.poll(receiver.underWay, { timeout: 20_000 }).toBe(mostAtOnce)
  await cluster.primary.kill()
  // They are answered while nobody can note it.
  receiver.release()
  await expect.poll(receiver.underWay, { timeout: 10_000 }).toBe(0)
  await cluster.primary.restart()
  await tell('after', 20)
  await arrived(120)
  await expect.poll(settled, { timeout: arrivesWithinMs, interval: 500 }).toBe(120)
  expect(receiver.most).toEqual({ ofOne: 1, ofAll: mostAtOnce })
  expect([...receiver.came.keys()].length).toBe(120)
}, 250_000)
