import type { Client } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { event, noon, testPipeline, workspace } from '../pipeline/test-pipeline.ts'
import { openWorkspaceReader } from '../store/open.ts'
import { type LogPage, type LogPart, readEnds, readPages } from './log.ts'

async function written(count: number) {
  const { location, submit, close } = await testPipeline()
  onTestFinished(close)
  for (let i = 0; i < count; i += 500) {
    const some = Array.from({ length: Math.min(500, count - i) }, (_, j) =>
      event(j % 2 ? 'odd' : 'even', noon + i + j, { account: `a${i + j}`, properties: { n: j } }),
    )
    await submit(noon, some)
  }
  const { client, close: release } = await openWorkspaceReader(location, workspace)
  onTestFinished(release)
  return { client, submit }
}

async function accountsIn(client: Client, part: LogPart) {
  const accounts: string[] = []
  for await (const { entries } of readPages(client, part)) {
    accounts.push(...entries.map((one) => one.account))
  }
  return accounts
}

const everything = {
  before: Number.MAX_SAFE_INTEGER,
  names: undefined,
  withProperties: new Set<string>(),
}

test('reads every entry once, in order, over several pages', async () => {
  const { client } = await written(11_000)
  const { last, startsAt } = await readEnds(client)
  expect([last, startsAt]).toEqual([11_000, noon])
  expect(await accountsIn(client, { ...everything, last })).toEqual(
    Array.from({ length: 11_000 }, (_, i) => `a${i}`),
  )
})

test('reads only what is asked for', async () => {
  const { client } = await written(10)
  const read = (part: Partial<LogPart>) => accountsIn(client, { ...everything, last: 10, ...part })
  expect(await read({ names: new Set(['odd']) })).toEqual(['a1', 'a3', 'a5', 'a7', 'a9'])
  expect(await read({ before: noon + 3 })).toEqual(['a0', 'a1', 'a2'])
  expect(await read({ last: 4 })).toEqual(['a0', 'a1', 'a2', 'a3'])
  expect(await read({ names: new Set() })).toEqual([])
})

test('what is committed while it reads is not part of it', async () => {
  const { client, submit } = await written(5_500)
  const { last } = await readEnds(client)
  const pages = readPages(client, { ...everything, last })
  const first = await pages.next()
  await submit(noon, [event('late', noon)])
  const rest: LogPage[] = []
  for await (const page of pages) rest.push(page)
  expect([first.value?.entries.length, ...rest.map((page) => page.entries.length)]).toEqual([
    5_000, 500,
  ])
  expect(rest.flatMap((page) => page.entries).some((one) => one.name === 'late')).toBe(false)
})

test('lets a checkpoint pass between two pages', async () => {
  const { client, submit } = await written(5_500)
  const pages = readPages(client, { ...everything, last: 5_500 })
  await pages.next()
  await submit(noon, [event('late', noon)])
  const { rows } = await client.execute('PRAGMA wal_checkpoint(PASSIVE)')
  // Busy, pages in the log, pages moved: all of them.
  expect(rows[0]?.[1]).toBe(rows[0]?.[2])
})

test('its connection cannot write', async () => {
  const { client } = await written(1)
  await expect(client.execute('DELETE FROM events')).rejects.toThrow(/readonly|read-only/i)
})

test('properties are read of the names that they are wanted of', async () => {
  const { client } = await written(4)
  const read = []
  const withProperties = new Set(['odd'])
  for await (const { entries } of readPages(client, { ...everything, last: 4, withProperties })) {
    read.push(...entries.map((one) => one.properties))
  }
  expect(read).toEqual([{}, { n: 1 }, {}, { n: 3 }])
})
