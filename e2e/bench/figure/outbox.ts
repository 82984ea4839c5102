/**
 * The outbox, told by a signed webhook on loopback. Deliveries per second out of a full outbox, beside a
 * bare loop that posts the same bytes, as many at once, a connection each: what is between them is to
 * lease, to sign and to note. And the lag at a steady rate and at ten times that, from when an event was
 * taken in until its message arrives (its commit is in it), beside the time that a bare post takes.
 * Each message has to arrive, and once.
 */

import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { startBrim } from '../../harness/brim.ts'
import { createScratch } from '../../harness/scratch.ts'
import { unlimited } from '../../harness/unlimited.ts'
import { startOpenLoop } from '../load/load.ts'
import { quantile } from '../median.ts'
import { type Arrivals, startPoster, startReceiver } from '../outbox/start.ts'
import type { Figure, Row } from '../row.ts'
import { prepare } from '../workspace.ts'

/** Of a webhook. */
const atOnce = 8
const waiting = 3_000
const bySize = 20
const steady = { perSecond: 20, seconds: 10 }
const burst = { perSecond: 200, seconds: 5 }
const arrivesWithinMs = 120_000

/** Fires for each account that it hears of, once. */
const trigger = {
  name: 'Told',
  family: 'premium_engagement',
  subject: 'account',
  when: { measure: { count: { event: 'told', within: '1d' } }, gte: 1 },
  cooldown: '400d',
}
const one = JSON.stringify({ events: [{ name: 'told', account: 'told-@id', user: 'told-@id' }] })

const open = async () => {
  const folder = createScratch('bench-outbox')
  const env = { HOST: '127.0.0.1', ...unlimited, BRIM_ALLOW_PRIVATE_WEBHOOKS: 'true' }
  const brim = await startBrim({ dataDir: folder, env })
  const receiver = await startReceiver()
  const { workspace, headers } = await prepare(brim)
  const ask = async (method: string, path: string, body?: object) => {
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
    const answer = await fetch(`${brim.url}/v1/${path}`, init)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  await ask('PUT', 'triggers/told?publish=true', trigger)
  const made = (await ask('POST', 'destinations', {
    ...{ kind: 'webhook', name: 'Receiver', settings: { url: receiver.url } },
    hears: { triggers: ['told'] },
  })) as { destination: { id: string } }
  const to = (change: string) => ask('POST', `destinations/${made.destination.id}/${change}`)
  /** When each was taken in, read from the file and not asked from who wrote it. */
  const takenIn = async (): Promise<Map<string, number>> => {
    const client = createClient({ url: `file:${join(folder, 'workspaces', `${workspace}.db`)}` })
    const { rows } = await client.execute(
      "SELECT body ->> '$.data.account' AS account, created_at FROM deliveries",
    )
    client.close()
    return new Map(rows.map((row) => [String(row.account), Number(row.created_at)]))
  }
  return { brim, receiver, headers, to, takenIn }
}

type Opened = Awaited<ReturnType<typeof open>>

const onceEach = ({ arrivals }: Arrivals, amount: number) => {
  const accounts = new Set(arrivals.map(([account]) => account))
  if (arrivals.length !== amount || accounts.size !== amount) {
    throw new Error(`${amount} were told, ${arrivals.length} came, of ${accounts.size} accounts`)
  }
}

let accounts = 0

/** Out of an outbox that has filled while the destination was paused. */
const drain = async ({ brim, receiver, headers, to }: Opened) => {
  await to('pause')
  for (let sent = 0; sent < waiting; sent += bySize) {
    const events = Array.from({ length: bySize }, () => {
      const id = `full-${++accounts}`
      return { name: 'told', account: id, user: id }
    })
    const init = { method: 'POST', headers, body: JSON.stringify({ events }) }
    const answer = await fetch(`${brim.url}/v1/events`, init)
    if (!answer.ok) throw new Error(`events: ${answer.status}`)
  }
  await to('resume')
  const taken = await receiver.take(waiting, arrivesWithinMs)
  onceEach(taken, waiting)
  const times = taken.arrivals.map(([, at]) => at)
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000
  return { perSecond: (waiting - 1) / seconds, body: taken.body }
}

const lagAt = async (
  { brim, receiver, headers, takenIn }: Opened,
  rate: { perSecond: number; seconds: number },
) => {
  const loader = startOpenLoop()
  const amount = rate.perSecond * rate.seconds
  try {
    await loader.run({
      ...{ url: brim.url, path: '/v1/events', headers, bodies: [one], ...rate },
      expectedStart: '{"accepted":1',
    })
    const taken = await receiver.take(amount, arrivesWithinMs)
    onceEach(taken, amount)
    const since = await takenIn()
    return taken.arrivals.map(([account, at]) => at - (since.get(account) ?? Number.NaN))
  } finally {
    loader.stop()
  }
}

export const outbox: Figure = {
  name: 'outbox',
  async measure() {
    const opened = await open()
    const poster = startPoster()
    const { receiver, brim } = opened
    const bare = async (body: string) => {
      const posted = await poster.run({ url: receiver.url, body, amount: waiting, atOnce })
      await receiver.take(waiting, arrivesWithinMs)
      return { perSecond: waiting / posted.seconds, latenciesMs: posted.latenciesMs }
    }
    try {
      const first = await drain(opened)
      const floor = await bare(first.body)
      const second = await drain(opened)
      const again = await bare(first.body)
      const row = (name: string, lags: number[], share: number): Row => ({
        name: `outbox_lag_${name}`,
        value: quantile(lags, share),
        unit: 'ms from taken in to arrived',
        floor: quantile(floor.latenciesMs, share),
      })
      const calm = await lagAt(opened, steady)
      const busy = await lagAt(opened, burst)
      return [
        {
          name: 'outbox_deliveries_per_second',
          value: Math.max(first.perSecond, second.perSecond),
          unit: `deliveries/s, ${atOnce} at once`,
          floor: Math.max(floor.perSecond, again.perSecond),
        },
        row(`p50_at_${steady.perSecond}_a_second`, calm, 0.5),
        row(`p99_at_${steady.perSecond}_a_second`, calm, 0.99),
        row(`p50_at_${burst.perSecond}_a_second`, busy, 0.5),
        row(`p99_at_${burst.perSecond}_a_second`, busy, 0.99),
      ]
    } finally {
      poster.stop()
      receiver.stop()
      await brim.stop()
    }
  },
}
