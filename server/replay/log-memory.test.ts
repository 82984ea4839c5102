// What memory says is held against the log itself, as both grow.
import { expect, onTestFinished, test } from 'vitest'
import { event, noon, testPipeline, workspace } from '../pipeline/test-pipeline.ts'
import { openWorkspaceReader } from '../store/open.ts'
import { type LogPart, readEnds, readPages } from './log.ts'
import { createLogMemory, keptMs, type ReadLog } from './log-memory.ts'

async function remembering(mostEntries?: number) {
  const { location, submit, close } = await testPipeline()
  onTestFinished(close)
  const { client, close: release } = await openWorkspaceReader(location, workspace)
  onTestFinished(release)
  const clock = { now: 0 }
  const waiting: { run(): void; at: number }[] = []
  const memory = createLogMemory({
    elapsed: () => clock.now,
    later: (run, ms) => void waiting.push({ run, at: clock.now + ms }),
    ...(mostEntries !== undefined && { mostEntries }),
  })
  let written = 0
  const write = async (count: number) => {
    const some = Array.from({ length: count }, (_, i) =>
      event(i % 2 ? 'odd' : 'even', noon + written + i, { account: `a${written + i}` }),
    )
    written += count
    await submit(noon, some)
  }
  const read = async (readLog: ReadLog, more: Partial<LogPart> = {}) => {
    const { last } = await readEnds(client)
    const part = { last, before: Number.MAX_SAFE_INTEGER, names: undefined, ...more }
    const entries: unknown[] = []
    const places: number[] = []
    for await (const page of readLog(client, { withProperties: new Set(), ...part })) {
      entries.push(...page.entries)
      places.push(page.upTo)
    }
    return { entries, places, last }
  }
  const pass = (ms: number) => {
    clock.now += ms
    for (const one of waiting.splice(0)) one.at <= clock.now ? one.run() : waiting.push(one)
  }
  return { client, memory, write, read, pass, remembered: memory.of(workspace) }
}

test('says what the log says, also of what has come since and of less of it', async () => {
  const { write, read, remembered, memory } = await remembering()
  for (let round = 0; round < 4; round++) {
    await write(round === 1 ? 6_000 : 7)
    for (const more of [
      {},
      { names: new Set(['odd']) },
      { before: noon + 3 },
      { withProperties: new Set(['even']) },
    ]) {
      const { entries, places, last } = await read(remembered, more)
      expect(entries).toEqual((await read(readPages, more)).entries)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(places.at(-1)).toBe(last)
    }
  }
  expect(memory.size()).toBeGreaterThan(6_000)
})

test('goes on from where a broken-off one has come', async () => {
  const { write, client, read, remembered, memory } = await remembering()
  await write(11_000)
  const { last } = await readEnds(client)
  const part = { last, before: noon * 2, names: undefined, withProperties: new Set<string>() }
  for await (const _ of remembered(client, part)) break
  expect(memory.size()).toBe(5_000)
  expect((await read(remembered)).entries).toEqual((await read(readPages)).entries)
  // An older question has an end of its own.
  const short = await read(remembered, { last: 6_000 })
  expect(short.entries).toHaveLength(6_000)
})

test('a log that was cut, or somebody who is erased, is read anew', async () => {
  const { write, read, remembered, client, memory } = await remembering()
  await write(20)
  await read(remembered)
  await client.execute('PRAGMA query_only = OFF')
  await client.batch([
    "INSERT OR REPLACE INTO settings (name, value) VALUES ('log_cut', '5')",
    "UPDATE events SET account = 'somebody' WHERE seq = 3",
  ])
  const of = (all: unknown[]) => (all as { account: string }[]).map((one) => one.account)
  expect(of((await read(remembered)).entries)).toContain('somebody')
  await client.batch([
    `INSERT INTO erasures (hash, kind, requested_at, finished_at) VALUES ('h', 'account', 1, NULL)`,
    "UPDATE events SET account = 'nobody' WHERE seq = 3",
  ])
  expect(of((await read(remembered)).entries)).toContain('nobody')
  await client.batch([
    'UPDATE erasures SET finished_at = 2',
    "UPDATE events SET account = 'erased' WHERE seq = 3",
  ])
  expect(of((await read(remembered)).entries)).toContain('erased')
  expect(memory.size()).toBe(20)
})

test('a log that is cut twice within one moment of its history is read anew', async () => {
  const { write, read, remembered, client } = await remembering()
  await write(20)
  await client.execute('PRAGMA query_only = OFF')
  for (const place of [4, 9]) {
    await client.batch([
      `DELETE FROM events WHERE seq <= ${place}`,
      `INSERT OR REPLACE INTO settings (name, value) VALUES ('log_cut', '${place}'), ('log_start', '${noon}')`,
    ])
    const { entries } = await read(remembered)
    expect(entries).toHaveLength(20 - place)
    expect(entries).toEqual((await read(readPages)).entries)
  }
})

test('somebody erased twice is read anew, whichever way the clock was set meanwhile', async () => {
  const { write, read, remembered, client } = await remembering()
  await write(5)
  await client.execute('PRAGMA query_only = OFF')
  await client.execute(
    `INSERT INTO erasures (hash, kind, requested_at, finished_at)
     VALUES ('one', 'account', 1, 10), ('other', 'account', 1, 90)`,
  )
  await read(remembered)
  await client.batch([
    "UPDATE erasures SET finished_at = 50 WHERE hash = 'one'",
    "UPDATE events SET account = 'erased' WHERE seq = 3",
  ])
  expect((await read(remembered)).entries).toEqual((await read(readPages)).entries)
})

test('what is too long to be held is not gathered while it is read, nor once more', async () => {
  const { write, read, remembered, memory, client } = await remembering(6_000)
  await write(11_000)
  const part = {
    before: Number.MAX_SAFE_INTEGER,
    names: undefined,
    withProperties: new Set<string>(),
  }
  const held: number[] = []
  for (let round = 0; round < 2; round++) {
    for await (const _ of remembered(client, { ...part, last: 11_000 })) held.push(memory.size())
  }
  expect(held).toEqual([5_000, 0, 0, 0, 0, 0])
  expect((await read(remembered)).entries).toEqual((await read(readPages)).entries)
})

test('two that are gathered at once take no more room than one may', async () => {
  const { write, read, memory, client } = await remembering(12_000)
  await write(11_000)
  const part = { last: 11_000, before: Number.MAX_SAFE_INTEGER, names: undefined }
  const open = (workspace: string) =>
    memory
      .of(workspace)(client, { ...part, withProperties: new Set() })
      [Symbol.asyncIterator]()
  const readings = [open('one'), open('other')]
  let isDone = false
  while (!isDone) {
    const pages = await Promise.all(readings.map((one) => one.next()))
    isDone = pages.every((one) => one.done)
    expect(memory.size()).toBeLessThanOrEqual(12_000)
  }
  for (const workspace of ['one', 'other']) {
    const { entries } = await read(memory.of(workspace))
    expect(entries).toEqual((await read(readPages)).entries)
  }
})

test('is forgotten when nobody has asked for a while, and when there is too much of it', async () => {
  const { write, read, remembered, memory, pass } = await remembering(30)
  await write(20)
  await read(remembered)
  expect(memory.size()).toBe(20)
  await read(remembered, { names: new Set(['odd']) })
  expect(memory.size()).toBe(30)
  await read(remembered, { names: new Set(['even']) })
  expect(memory.size()).toBe(20)
  pass(keptMs - 1)
  await read(remembered, { names: new Set(['odd']) })
  pass(1)
  expect(memory.size()).toBe(10)
  pass(keptMs)
  expect(memory.size()).toBe(0)
})
