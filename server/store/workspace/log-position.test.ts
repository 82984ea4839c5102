import { expect, onTestFinished, test } from 'vitest'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import { event, noon, testPipeline, workspace } from '../../pipeline/test-pipeline.ts'
import { openWorkspaceStore } from '../open.ts'
import { logPosition } from './log-position.ts'

/** A log of so many entries at each time. */
async function logOf(...parts: [times: number, at: number][]) {
  const { submit, location, close } = await testPipeline()
  onTestFinished(close)
  for (const [times, at] of parts) {
    await submit(
      at,
      Array.from({ length: times }, () => event('x', at)),
    )
  }
  const { client, close: closeStore } = await openWorkspaceStore(location, workspace)
  onTestFinished(closeStore)
  return client
}

test('it lies before the first that came since a time', async () => {
  const log = await logOf([20, noon - 200 * dayMs], [5, noon - 50 * dayMs], [30, noon])
  expect(await logPosition(log, noon - 100 * dayMs)).toBe(20)
  expect(await logPosition(log, noon - 10 * dayMs)).toBe(25)
  expect(await logPosition(log, noon - 300 * dayMs)).toBe(0)
  expect(await logPosition(log, noon + 2 * dayMs)).toBe(55)
})

test('also where a clock was set back for a while and what came by it seems older', async () => {
  const log = await logOf(
    [20, noon - 200 * dayMs],
    [10, noon],
    [40, noon - 547 * dayMs],
    [10, noon + minuteMs],
  )
  expect(await logPosition(log, noon - 2 * dayMs)).toBe(20)
})

test('what was counted before places were kept is found by halving alone', async () => {
  const log = await logOf([20, noon - 200 * dayMs], [30, noon])
  await log.execute('UPDATE hours SET first_seq = NULL')
  expect(await logPosition(log, noon - 2 * dayMs)).toBe(20)
})
