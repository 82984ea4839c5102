// An erasure that was begun is finished, however often the server is killed meanwhile.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { startBrim } from '../harness/brim.ts'
import { createScratch } from '../harness/scratch.ts'
import { createRandom } from './clients.ts'
import { send, setUp } from './workspace.ts'

const kills = 4
const marks = ['zoe-quagmire', 'Zoë Quagmire', 'zoe@quagmire.example']
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const filesWith = (folder: string, text: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.db(-wal)?$/.test(name) ? readFileSync(join(folder, name)).includes(text) : false,
  )

test('an erasure that is killed goes on, until no file tells of whom it was', async () => {
  const random = createRandom(7)
  const dataDir = join(createScratch('erase'), 'data')
  let brim = await startBrim({ dataDir })
  onTestFinished(() => brim.kill())
  const { id, secretKey } = await setUp(brim)
  const ask = (method: string, path: string, body?: unknown) =>
    send(`${brim.url}/v1${path}`, method, body, { authorization: `Bearer ${secretKey}` })
  const traits = { name: marks[1], email: marks[2] }
  await ask('PUT', '/users/zoe-quagmire', { account: 'acme', traits })
  for (let batch = 0; batch < 30; batch++) {
    const events = Array.from({ length: 500 }, (_, i) => ({
      name: 'probe',
      account: 'acme',
      user: i % 2 ? 'zoe-quagmire' : `u${i}`,
      properties: { n: i, by: marks[i % 3] },
    }))
    await ask('POST', '/events', { events })
  }
  expect(filesWith(dataDir, 'zoe-quagmire')).not.toEqual([])
  expect((await ask('DELETE', '/users/zoe-quagmire')).status).toBe(202)
  const status = async () => (await (await ask('GET', '/users/zoe-quagmire/erasure')).json()).status
  let interrupted = 0
  for (let i = 0; i < kills; i++) {
    if ((await status()) === 'erasing') interrupted++
    await pause(random() * 60)
    await brim.kill()
    brim = await startBrim({ dataDir })
    // The workspace is opened by the first who asks for something of it.
    await ask('POST', '/events', { events: [{ name: 'probe', account: 'acme', user: 'u1' }] })
  }
  expect(interrupted).toBeGreaterThan(0)
  await expect.poll(status, { timeout: 60_000 }).toBe('erased')
  for (const mark of marks) expect(filesWith(dataDir, mark), mark).toEqual([])
  const late = ask('POST', '/conversions', { account: 'acme', user: 'zoe-quagmire', kind: 'plan' })
  await expect(late).rejects.toThrow('410')
  await brim.stop()
  const client = createClient({ url: `file:${join(dataDir, 'workspaces', `${id}.db`)}` })
  const { rows } = await client.execute(
    `SELECT (SELECT sum(value) FROM buckets AS b JOIN measures AS m ON m.id = b.measure
             WHERE m.key LIKE '["count"%') AS counted,
            (SELECT count(*) FROM events WHERE name = 'probe') AS logged`,
  )
  client.close()
  expect(rows[0]).toEqual(expect.objectContaining({ counted: rows[0]?.logged }))
}, 240_000)
