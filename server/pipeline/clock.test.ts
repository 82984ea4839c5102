/**
 * The server's clock is set, between two groups. Time is always what the clock says, never pushed on
 * by what the log holds: one hour of a wrong clock must not stop time for all that follows. So
 * - the log keeps the order of commits, whatever times its entries carry;
 * - windows count what lies in them by the clock as it is: what carries a later time counts when that
 *   has come;
 * - what is silent stays so: a cooldown or a cap that began in the future ends later, never sooner;
 * - what is promised until a moment (a trial, a signal, a prompt) holds until the clock reads it.
 */
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'
import { ask, exportNudge, exportPipeline, hit, noon, outcome } from './test-pipeline.ts'

const surface = [exportNudge.placement]

async function opened() {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  /** So many hits at one time, one group each. */
  const hits = async (count: number, at: number) => {
    for (let i = 0; i < count; i++) await pipeline.submit(at, [hit('export', at)])
  }
  const fired = async () =>
    (await pipeline.rows('SELECT fired_at FROM signals ORDER BY rowid')).map((row) => row.fired_at)
  return { ...pipeline, hits, fired }
}

test('the log is in the order of its commits, wherever the clock goes', async () => {
  const { submit, rows } = await opened()
  const times = [noon, noon + 3 * dayMs, noon - 5 * hourMs, noon + minuteMs, noon - 40 * dayMs]
  for (const at of times) await submit(at, [hit('export', at)])
  const log = await rows(
    "SELECT seq, received_at FROM events WHERE name = 'paywall_hit' ORDER BY seq",
  )
  expect(log.map((row) => row.received_at)).toEqual(times)
  const hours = await rows('SELECT sum(events) AS n FROM hours')
  expect(hours).toEqual([{ n: times.length }])
})

test('set forward and back again, windows count by the clock as it is', async () => {
  const { hits, fired } = await opened()
  await hits(1, noon)
  // By a clock that is ten days ahead the first is no longer in the window.
  await hits(2, noon + 10 * dayMs)
  expect(await fired()).toEqual([])
  // Right again: what carries a time to come does not count yet.
  await hits(1, noon + minuteMs)
  expect(await fired()).toEqual([])
  await hits(1, noon + 2 * minuteMs)
  expect(await fired()).toEqual([noon + 2 * minuteMs])
})

test('what came by a clock that was ahead counts when its time has come', async () => {
  const { hits, fired } = await opened()
  await hits(2, noon + dayMs)
  await hits(1, noon)
  expect(await fired()).toEqual([])
  await hits(1, noon + dayMs)
  expect(await fired()).toEqual([noon + dayMs])
})

test('a trigger that has fired is silent for its cooldown at least, wherever the clock goes', async () => {
  const { hits, fired } = await opened()
  await hits(3, noon)
  for (const at of [noon - 2 * hourMs, noon - 3 * dayMs, noon + minuteMs]) await hits(3, at)
  expect(await fired()).toEqual([noon])
  // And after one that came by a clock ahead: until the cooldown of that has passed.
  const ahead = noon + 200 * dayMs
  await hits(3, ahead)
  expect(await fired()).toEqual([noon, ahead])
  await hits(3, noon + hourMs)
  await hits(3, ahead + hourMs)
  expect(await fired()).toEqual([noon, ahead])
})

test('no cap is exceeded by setting the clock back', async () => {
  const { hits, submit } = await opened()
  await hits(3, noon)
  const first = await submit(noon, [], ask(surface))
  const decision = first.decisions[0]
  expect(decision?.prompt).not.toBeNull()
  await submit(noon, [outcome(decision?.id ?? '', 'shown', noon)])
  for (const at of [noon + minuteMs, noon - hourMs, noon - 2 * dayMs]) {
    const again = await submit(at, [], ask(surface))
    expect(again.decisions[0]?.prompt, String(at - noon)).toBeNull()
  }
})

test('a prompt that was made by a clock ahead is not handed out by the clock set right', async () => {
  const { hits, submit } = await opened()
  await hits(3, noon)
  const ahead = await submit(noon + 2 * dayMs, [], ask([], { arm: true }))
  const now = await submit(noon + minuteMs, [], ask([], { arm: true }))
  expect(ahead.armed).toHaveLength(1)
  expect(now.armed).toHaveLength(1)
  expect(now.armed[0]?.decisionId).not.toBe(ahead.armed[0]?.decisionId)
  expect(now.armed[0]?.expiresAt).toBeLessThan(noon + dayMs)
  // While the clock stands right, two tabs share one.
  const other = await submit(noon + 2 * minuteMs, [], ask([], { arm: true }))
  expect(other.armed[0]?.decisionId).toBe(now.armed[0]?.decisionId)
})

test('a trial that the clock has ended stays ended; one that it has not ends in its time', async () => {
  const { hits, submit, rows, pipeline } = await opened()
  await hits(3, noon)
  const asked = await submit(noon, [], ask(surface))
  const { id } = asked.decisions[0] ?? { id: '' }
  await submit(noon, [outcome(id, 'shown', noon), outcome(id, 'trial_started', noon)])
  const ended = async () => (await rows("SELECT 1 FROM events WHERE name = 'trial_ended'")).length
  await pipeline().sweep('w1', noon - 30 * dayMs)
  expect(await ended()).toBe(0)
  await pipeline().sweep('w1', noon + 15 * dayMs)
  expect(await ended()).toBe(1)
  await pipeline().sweep('w1', noon + dayMs)
  await pipeline().sweep('w1', noon + 15 * dayMs)
  expect(await ended()).toBe(1)
})

test('a sweep by a clock set back looks at nothing twice, and misses nothing', async () => {
  const { publish, submit, fired, pipeline } = await opened()
  await publish('trigger', {
    key: 'gone-quiet',
    name: 'Gone quiet',
    family: 'expansion_of_use',
    subject: 'account',
    when: { measure: { count: { event: 'paywall_hit', within: '2d' } }, eq: 0 },
    rearm: 'after_false',
  })
  await submit(noon, [hit('export', noon)])
  await pipeline().sweep('w1', noon - 5 * dayMs)
  expect(await fired()).toEqual([])
  await pipeline().sweep('w1', noon + 3 * dayMs)
  const once = await fired()
  expect(once).toHaveLength(1)
  await pipeline().sweep('w1', noon + hourMs)
  await pipeline().sweep('w1', noon + 3 * dayMs)
  expect(await fired()).toEqual(once)
})
