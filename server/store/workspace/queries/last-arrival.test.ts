import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs } from '../../../../shared/value/duration.ts'
import { event, noon, testPipeline, workspace } from '../../../pipeline/test-pipeline.ts'
import { openWorkspaceStore } from '../../open.ts'
import { lastArrival } from './last-arrival.ts'

test('what had come last before a time is told to the hour', async () => {
  const { submit, location, close } = await testPipeline()
  onTestFinished(close)
  for (const at of [noon, noon + 3 * dayMs]) await submit(at, [event('x', at)])
  const { db, close: closeStore } = await openWorkspaceStore(location, workspace)
  onTestFinished(closeStore)
  expect(await lastArrival(db, noon)).toBeUndefined()
  expect(await lastArrival(db, noon + hourMs)).toBe(noon)
  expect(await lastArrival(db, noon + 3 * dayMs)).toBe(noon)
  expect(await lastArrival(db, noon + 9 * dayMs)).toBe(noon + 3 * dayMs)
})
