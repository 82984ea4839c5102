// Against scores that are read from the raw rows in the most naive way.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openWorkspaceStore } from '../store/open.ts'
import { explain } from './explain.ts'
import { recompute, type Said, wholeEveryMs } from './recompute.ts'
import { naiveScores, now, rows, write } from './test-rows.ts'

async function open(): Promise<Client> {
  const folder = await mkdtemp(join(tmpdir(), 'brim-readiness-'))
  const { client, close } = await openWorkspaceStore({ kind: 'files', folder }, 'w1')
  onTestFinished(async () => {
    close()
    await rm(folder, { recursive: true, force: true })
  })
  return client
}

async function all(client: Client, at = now) {
  const said: Said[] = []
  for await (const one of recompute(client, at)) said.push(one)
  const scores = said.flatMap((one) => (one.kind === 'scores' ? one.scores : []))
  return { scores: Object.fromEntries(scores), done: said.find((one) => one.kind === 'done') }
}

const keep = (client: Client, reckoned: object) =>
  client.execute({
    sql: "INSERT OR REPLACE INTO settings (name, value) VALUES ('reckoned', ?)",
    args: [JSON.stringify(reckoned)],
  })

test('scores are what a naive reading of the rows comes to, and so are the reasons', async () => {
  const client = await open()
  await fc.assert(
    fc.asyncProperty(rows, async (made) => {
      await write(client, made)
      const expected = naiveScores(made)
      const { scores } = await all(client)
      const explained = await explain(client, Object.keys(expected), now)
      for (const [account, score] of Object.entries(expected)) {
        expect(scores[account], account).toBeCloseTo(score, 8)
        expect(explained.get(account)?.score, account).toBeCloseTo(score, 8)
      }
    }),
    { numRuns: 60 },
  )
})

test('only what something has come of is scored again, until time or another model asks for all', async () => {
  const client = await open()
  const [made] = fc.sample(rows, { numRuns: 1, seed: 3 })
  if (!made) throw new Error('No rows')
  await write(client, made)
  const { scores, done } = await all(client)
  if (done?.kind !== 'done') throw new Error('It did not end')
  expect(Object.keys(scores)).toEqual(['a', 'b', 'c'])
  await keep(client, done.reckoned)
  // Nothing has come: nothing to write.
  expect(await all(client, now + 1)).toEqual({ scores: {}, done: undefined })

  await client.execute(
    `INSERT INTO events (message_id, name, account, source, properties, occurred_at, received_at)
     VALUES ('new', 'seen', 'b', 'api', '{}', ${now}, ${now})`,
  )
  const next = await all(client, now + 2)
  expect(Object.keys(next.scores)).toEqual(['b'])
  expect(next.done).toMatchObject({ reckoned: { wholeAt: now, seq: done.reckoned.seq + 1 } })

  expect(Object.keys((await all(client, now + wholeEveryMs)).scores)).toEqual(['a', 'b', 'c'])
  await client.execute("UPDATE settings SET value = '{}' WHERE name = 'workspace'")
  expect(Object.keys((await all(client, now + 3)).scores)).toEqual(['a', 'b', 'c'])
})
