import { expect, onTestFinished, test } from 'vitest'
import { PipelineUnavailable } from './pipeline.ts'
import { hit, noon, testPipeline } from './test-pipeline.ts'

test('work that the database cannot hold fails alone, and not as "try again"', async () => {
  const { submit, rows, close } = await testPipeline()
  onTestFinished(close)
  const bad = { ...hit('export', noon), occurredAt: Number.NaN }
  const [first, second, third] = await Promise.allSettled([
    submit(noon, [hit('export', noon)]),
    submit(noon, [bad]),
    submit(noon, [hit('export', noon)]),
  ])
  expect([first.status, second.status, third.status]).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  const { reason } = second as PromiseRejectedResult
  expect(reason).toBeInstanceOf(Error)
  expect(reason).not.toBeInstanceOf(PipelineUnavailable)
  expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 2 }])
})
