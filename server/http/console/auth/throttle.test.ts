import { expect, test } from 'vitest'
import { minuteMs } from '../../../../shared/value/duration.ts'
import { retireControl } from '../../../store/control/retire.ts'
import { attempts } from '../../../store/control/schema.ts'
import { testApp } from '../../../test-app.ts'
import { countTogether, createThrottle } from './throttle.ts'

const limit = { most: 10, withinMs: 5 * minuteMs }

async function nodes() {
  const { deps, clock } = await testApp()
  const now = () => clock.now
  const node = (what = 'sign_in') =>
    createThrottle(limit, now, countTogether({ ...deps }, what, now))
  return { deps, clock, node }
}

test('all nodes let through as many as one would, also at once, and one of them is the last', async () => {
  const { node, clock } = await nodes()
  const all = [node(), node(), node()]
  const taken = await Promise.all(
    Array.from({ length: 30 }, (_, i) => all[i % 3]?.take('203.0.113.9 ada@example.com')),
  )
  expect(taken.filter((one) => one?.waitMs === 0)).toHaveLength(10)
  expect(taken.filter((one) => one?.isLast)).toHaveLength(1)
  const late = node()
  expect((await late.take('203.0.113.9 ada@example.com')).waitMs).toBe(5 * minuteMs)
  expect((await late.take('203.0.113.9 bob@example.com')).waitMs).toBe(0)
  expect((await node('code').take('203.0.113.9 ada@example.com')).waitMs).toBe(0)
  clock.now += 5 * minuteMs
  expect((await node().take('203.0.113.9 ada@example.com')).waitMs).toBe(0)
  expect((await late.take('203.0.113.9 ada@example.com')).waitMs).toBe(0)
})

test('nodes whose clocks are a little apart let through no more, however they are asked', async () => {
  const { deps, clock } = await nodes()
  const nodeAhead = (ms: number) => {
    const now = () => clock.now + ms
    return createThrottle(limit, now, countTogether({ ...deps }, 'sign_in', now))
  }
  const all = [nodeAhead(30), nodeAhead(20), nodeAhead(0)]
  const waits: (number | undefined)[] = []
  for (const node of all) {
    for (let i = 0; i < 6; i++) waits.push((await node.take('ada')).waitMs)
  }
  for (const node of all) waits.push((await node.take('ada')).waitMs)
  expect(waits.filter((one) => one === 0)).toHaveLength(10)
  // A clock that is set back keeps nobody out for as long as that.
  clock.now -= 60 * minuteMs
  expect((await all[0]?.take('ada'))?.waitMs).toBe(0)
})

test('what was forgiven by one node is by the others, once they ask', async () => {
  const { node } = await nodes()
  const [here, there] = [node(), node()]
  for (let i = 0; i < 9; i++) await here.take('ada')
  await here.forget('ada')
  for (let i = 0; i < 10; i++) expect((await there.take('ada')).waitMs).toBe(0)
  expect((await here.take('ada')).waitMs).toBeGreaterThan(0)
})

test('what cannot be counted together each counts alone', async () => {
  const { node, deps } = await nodes()
  await deps.control.client.execute('DROP TABLE attempts')
  const alone = node()
  const taken = await Promise.all(Array.from({ length: 12 }, () => alone.take('ada')))
  expect(taken.map((one) => one.waitMs > 0)).toEqual([...Array(10).fill(false), true, true])
  expect(taken[9]?.isLast).toBe(true)
  await alone.forget('ada')
  expect((await alone.take('ada')).waitMs).toBe(0)
})

test('nobody is named where it is counted, and it is forgotten', async () => {
  const { node, deps, clock } = await nodes()
  await node().take('203.0.113.9 ada@example.com')
  const { db, client } = deps.control
  const { rows } = await client.execute('SELECT * FROM attempts')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toMatch(/ada|203/)
  await retireControl(db, clock.now + 5 * minuteMs)
  expect(await db.$count(attempts)).toBe(1)
  await retireControl(db, clock.now + 5 * minuteMs + 1)
  expect(await db.$count(attempts)).toBe(0)
})
