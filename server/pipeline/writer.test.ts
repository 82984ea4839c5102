/** What is acknowledged is there, whatever else touches the file. Always read by a third connection. */
import { createClient } from '@libsql/client'
import { expect, onTestFinished, test } from 'vitest'
import { fileOf } from '../store/location.ts'
import { PipelineUnavailable } from './pipeline.ts'
import { event, noon, testPipeline, workspace } from './test-pipeline.ts'

async function withForeignConnection() {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  await pipeline.submit(noon, [event('first', noon)])
  const file = fileOf(pipeline.location.folder, { kind: 'workspace', id: workspace })
  const foreign = createClient({ url: `file:${file}` })
  onTestFinished(() => foreign.close())
  return { pipeline, foreign }
}

test('waits for a foreign lock, and then what it acknowledged is there', async () => {
  const { pipeline, foreign } = await withForeignConnection()
  const lock = await foreign.transaction('write')
  const pending = pipeline.submit(noon, [event('during', noon)])
  setImmediate(() => lock.rollback())
  expect(await pending).toMatchObject({ accepted: 1 })
  const after = await pipeline.submit(noon, [event('after', noon)])
  expect(after.accepted).toBe(1)
  expect(await pipeline.rows('SELECT name FROM events ORDER BY seq')).toEqual([
    { name: 'first' },
    { name: 'during' },
    { name: 'after' },
  ])
})

test('refuses what it cannot write, and loses nothing that it takes afterwards', async () => {
  const { pipeline, foreign } = await withForeignConnection()
  const lock = await foreign.transaction('write')
  const refused = pipeline.submit(noon, [event('refused', noon)])
  await expect(refused).rejects.toBeInstanceOf(PipelineUnavailable)
  await lock.rollback()
  const names = Array.from({ length: 20 }, (_, i) => `after ${i}`)
  for (const name of names) await pipeline.submit(noon, [event(name, noon)])
  const rows = await pipeline.rows('SELECT name FROM events ORDER BY seq')
  expect(rows.map((row) => row.name)).toEqual(['first', ...names])
})

test('who waits for a foreign lock does not hold up the workspaces beside it', async () => {
  const { pipeline, foreign } = await withForeignConnection()
  const beside = pipeline.pipeline()
  const submitBeside = (name: string) =>
    beside.submit('w2', { at: noon, inputs: [event(name, noon)] })
  await submitBeside('opens')
  const lock = await foreign.transaction('write')
  let isWaiting = true
  const refused = pipeline
    .submit(noon, [event('refused', noon)])
    .catch((error: unknown) => error)
    .finally(() => {
      isWaiting = false
    })
  const took: number[] = []
  while (isWaiting) {
    const start = performance.now()
    await submitBeside(`beside ${took.length}`)
    took.push(performance.now() - start)
  }
  expect(await refused).toBeInstanceOf(PipelineUnavailable)
  await lock.rollback()
  // Tries that block the thread would take nearly all of the time; a slow disk takes some, now and then.
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)
  expect(sum(took.filter((ms) => ms > 150)) / sum(took)).toBeLessThan(0.5)
  expect(took.length).toBeGreaterThan(20)
})
