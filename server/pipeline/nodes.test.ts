/** Two nodes that write the same workspace: what one of them has set, the other heeds. */
import { expect, onTestFinished, test } from 'vitest'
import { hourMs, minuteMs } from '../../shared/value/duration.ts'
import { event, exportTrigger, noon, tester, testPipeline, workspace } from './test-pipeline.ts'

/** Fires three days after somebody was first seen: time alone makes it true. */
const aged = {
  ...exportTrigger,
  key: 'aged',
  recommends: undefined,
  cancelOn: [],
  when: { measure: { age: { of: 'account' } }, gte: 3 },
}

test('a node looks first at what another has set an earlier wake-up for', async () => {
  const { pipeline, open, publish, close, rows } = await testPipeline()
  const other = open()
  onTestFinished(async () => {
    await other.close()
    await close()
  })
  await publish('trigger', aged)
  const first = pipeline()
  // This node knows of no wake-up; the other one then sets one.
  await first.submit(workspace, { at: noon, inputs: [] })
  await other.submit(workspace, { at: noon, inputs: [event('opened', noon)] })
  const later = noon + 77 * hourMs
  await first.submit(workspace, { at: later, inputs: [event('closed', later)] })
  expect(await rows(`SELECT trigger, fired_at FROM signals`)).toEqual([
    { trigger: 'aged', fired_at: noon + 72 * hourMs },
  ])
  const [fired, closed] = await rows(
    `SELECT seq FROM events WHERE name IN ('signal_fired', 'closed') ORDER BY name DESC`,
  )
  expect(Number(fired?.seq)).toBeLessThan(Number(closed?.seq))
})

test('what is published at one node counts at the other with its next group', async () => {
  const { pipeline, open, publish, close, rows } = await testPipeline()
  const other = open()
  onTestFinished(async () => {
    await other.close()
    await close()
  })
  await other.submit(workspace, { at: noon, inputs: [event('opened', noon)] })
  await publish('trigger', {
    ...aged,
    when: { measure: { count: { event: 'opened', within: '7d' } }, gte: 2 },
  })
  const at = noon + minuteMs
  await other.submit(workspace, { at, inputs: [event('opened', at)] })
  expect(await rows('SELECT trigger FROM signals')).toEqual([{ trigger: 'aged' }])
  await pipeline().setStatus(workspace, {
    kind: 'trigger',
    key: 'aged',
    change: 'pause',
    by: tester,
    at,
  })
  await other.submit(workspace, {
    at,
    inputs: [event('opened', at, { account: 'a2' }), event('opened', at, { account: 'a2' })],
  })
  expect(await rows('SELECT trigger FROM signals')).toEqual([{ trigger: 'aged' }])
})
