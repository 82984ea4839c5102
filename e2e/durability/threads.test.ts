// Several pipeline threads, and far more workspaces than stay open: nothing is lost or counted twice.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { unlimited } from '../harness/unlimited.ts'
import { moveIn, type Tenant } from '../overload/house.ts'

/** Loaded into the server's threads: each that writes signs a list. */
const signer = (list: string) => `
import { appendFileSync } from 'node:fs'
import { isMainThread, threadId, workerData } from 'node:worker_threads'
if (!isMainThread && workerData?.mostOpen)
  appendFileSync(${JSON.stringify(list)}, threadId + ' ' + workerData.mostOpen + '\\n')
`
const rounds = 4
const perRound = 5

/** Again until it is taken: on a busy machine many databases are not opened within five seconds. */
const send = async (url: string, { id, secretKey }: Tenant, round: number): Promise<unknown> => {
  const events = Array.from({ length: perRound }, (_, i) => ({
    name: 'probe',
    account: 'a1',
    messageId: `${id}-${round}-${i}`,
  }))
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events }),
  })
  const answer = await response.json()
  return response.status === 503 ? send(url, { id, secretKey }, round) : answer
}

const figureOf = async (url: string, name: string) => {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1])
}

test('three threads write forty workspaces, of which few are open', async () => {
  const folder = createScratch('threads')
  const dataDir = join(folder, 'data')
  const list = join(folder, 'list')
  const script = join(folder, 'signer.mjs')
  writeFileSync(script, signer(list))
  const tenants: Tenant[] = []
  for (let i = 0; i < 40; i++) tenants.push(await moveIn(dataDir, `w${i}`))
  const env = {
    ...unlimited,
    BRIM_PIPELINE_THREADS: '3',
    BRIM_OPEN_WORKSPACES: '10',
    NODE_OPTIONS: `--import=${script}`,
  }
  const brim = await startBrim({ dataDir, env })
  onTestFinished(() => brim.kill())

  const sendAll = (round: number) => Promise.all(tenants.map((one) => send(brim.url, one, round)))
  for (let round = 0; round < rounds; round++) await sendAll(round)
  expect(existsSync(list) && readFileSync(list, 'utf8').trim().split('\n')).toHaveLength(3)
  const again = await sendAll(0)
  expect(again).toEqual(again.map(() => ({ accepted: perRound, repeated: perRound, refused: [] })))
  const [inputs, repeated] = await Promise.all(
    ['brim_pipeline_inputs_total', 'brim_pipeline_inputs_repeated_total'].map((name) =>
      figureOf(brim.url, name),
    ),
  )
  expect(Number(inputs) - Number(repeated)).toBe(tenants.length * rounds * perRound)
  expect(await figureOf(brim.url, 'brim_pipeline_up')).toBe(1)
  await brim.stop()

  for (const { id } of tenants) {
    const client = createClient({ url: `file:${join(dataDir, 'workspaces', `${id}.db`)}` })
    const { rows } = await client.execute(
      'SELECT count(*) AS rows, count(DISTINCT message_id) AS messages FROM events',
    )
    client.close()
    expect(rows[0]).toMatchObject({ rows: rounds * perRound, messages: rounds * perRound })
  }
}, 120_000)
