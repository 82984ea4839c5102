// The promise that everything else stands on: what was acknowledged is there, exactly once.
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { type BrimOptions, startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { createRandom } from './clients.ts'
import { drawMoments, killAt } from './moments.ts'
import { startReceiver } from './receiver.ts'
import { seed } from './seed.ts'
import { startTraffic } from './traffic.ts'
import { alertsPerDay } from './workspace.ts'

/** Servers side by side, each on a folder of its own, and at how many moments each is killed. */
const folders = 3
const momentsEach = 14
/** Only a machine that stands still needs so long. */
const giveUpAfterMs = 560_000

const killOne = async (folder: number) => {
  const random = createRandom(seed + 100 * folder)
  const receiver = await startReceiver(createRandom(seed + folder))
  onTestFinished(receiver.close)
  const options: BrimOptions = {
    dataDir: join(createScratch('kill'), 'data'),
    env: { BRIM_ALLOW_PRIVATE_WEBHOOKS: 'true' },
  }
  let brim = await startBrim(options)
  onTestFinished(() => brim.kill())
  const traffic = await startTraffic(brim, {
    backends: 4,
    browsers: 1,
    webhook: receiver.url,
    giveUpAfterMs,
  })
  const { workspace, target, sent } = traffic

  const untilTaken = untilMore(() => sent.acknowledged.size)
  await untilMore(() => sent.shown.size)()

  let kills = 0
  for (const moment of drawMoments(momentsEach, random)) {
    // However slow the machine is, each life has taken something.
    await untilTaken()
    await killAt(moment, brim, { options, workspace, random })
    // To be killed while starting up is to be killed twice.
    kills += moment === 'start' ? 2 : 1
    brim = await startBrim(options)
    target.url = brim.url
  }
  await traffic.finish()
  await brim.stop()

  expect(sent.strange).toEqual([])
  const audited = await traffic.audit()
  await auditReceived(brim.dataDir, workspace.id, receiver.received)
  return { kills, ...audited }
}

/** Waits until there is more of it than when it last had waited. */
const untilMore = (count: () => number) => {
  let known = 0
  return async () => {
    const options = { timeout: 60_000, interval: 10 }
    await expect.poll(count, options).toBeGreaterThan(known)
    known = count()
  }
}

/** What arrived is what the outbox holds, word for word; what it calls delivered has arrived. */
const auditReceived = async (dataDir: string, workspace: string, received: Map<string, string>) => {
  const client = createClient({ url: `file:${join(dataDir, 'workspaces', `${workspace}.db`)}` })
  const { rows } = await client.execute('SELECT id, body, delivered_at FROM deliveries')
  client.close()
  const outbox = new Map(rows.map((row) => [String(row.id), String(row.body)]))
  for (const [id, body] of received) expect(outbox.get(id), id).toBe(body)
  const delivered = rows.filter((row) => row.delivered_at !== null).map((row) => String(row.id))
  expect(delivered.filter((id) => !received.has(id))).toEqual([])
}

test('nothing acknowledged is lost or counted twice, however often the server is killed', async () => {
  console.info(`BRIM_SEED=${seed}`)
  const done = await Promise.all(Array.from({ length: folders }, (_, i) => killOne(i)))
  console.info(JSON.stringify(done))
  expect(done.reduce((sum, one) => sum + one.kills, 0)).toBeGreaterThanOrEqual(50)
  for (const { probes, shown, told, alerts } of done) {
    expect(probes).toBeGreaterThan(40)
    expect(shown).toBeGreaterThan(0)
    expect(told).toBeGreaterThan(0)
    expect(alerts).toBeGreaterThan(alertsPerDay)
  }
}, 600_000)
