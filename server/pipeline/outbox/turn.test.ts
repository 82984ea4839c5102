import { expect, test } from 'vitest'
import { minuteMs } from '../../../shared/value/duration.ts'
import { exportPipeline, noon, webhookTo, workspace } from '../test-pipeline.ts'
import { dueNextSql, readOutboxSql } from './due.ts'
import { leaseSomeSql, leaseSql } from './lease.ts'

const waiting = 1_000

/** An outbox in which a lot waits, all of it since the same moment, and none of it is due. */
async function crowded(dueAt: number) {
  const test = await exportPipeline()
  await test.pipeline().addDestination(workspace, webhookTo('https://hooks.example/x'))
  await test.rows(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${waiting})
     INSERT INTO deliveries (id, destination, type, body, created_at, attempts, next_attempt_at)
     SELECT printf('msg_%06d', i), 'dst_1', 'conversion', '{}', ${noon}, 0, ${dueAt} FROM n`,
  )
  return test
}

test.each([
  ['is due, all at once', noon, 8],
  ['is due later', noon + minuteMs, 0],
])(
  'a turn takes what there is room for, and knows when there is more: what %s',
  async (_, dueAt, leased) => {
    const test = await crowded(dueAt)
    const turn = () =>
      test.pipeline().turnOutbox(workspace, { at: noon, settlements: [], leases: true })
    expect((await turn()).deliveries).toHaveLength(leased)
    const { nextAt } = await turn()
    // What there is no room for is due; what is later is known to the millisecond.
    expect(nextAt).toBe(dueAt)
    await test.close()
  },
)

test('whoever tells what it holds is given more than may be under way, and nobody else meanwhile', async () => {
  const test = await crowded(noon)
  const turn = (held: string[], returned: { id: string; lease: number }[] = []) =>
    test
      .pipeline()
      .turnOutbox(workspace, { at: noon, settlements: [], leases: true, held, returned })
  const first = await turn([])
  const ids = first.deliveries.map(({ id }) => id)
  expect(ids).toHaveLength(64)
  expect(first.destinations).toMatchObject([{ atOnce: 8 }])
  // It goes on being told how much that is; another node is given nothing.
  expect(await turn(ids)).toMatchObject({ deliveries: [], destinations: [{ atOnce: 8 }] })
  expect(await turn([])).toMatchObject({ deliveries: [], destinations: [] })
  // All but three go back, as if they had never been leased: then there is room for another node.
  const mine = ids.slice(0, 3)
  await test.pipeline().turnOutbox(workspace, {
    ...{ at: noon, settlements: [], leases: false, held: mine },
    returned: first.deliveries.slice(3),
  })
  expect(await test.rows('SELECT sum(attempts) AS attempts FROM deliveries')).toEqual([
    { attempts: 3 },
  ])
  const other = await turn([])
  expect(other.deliveries.map(({ id }) => id)).toEqual(ids.slice(3, 8))
  expect(other.destinations).toMatchObject([{ atOnce: 5 }])
  expect(await turn(mine)).toMatchObject({ deliveries: [], destinations: [{ atOnce: 3 }] })
  await test.close()
})

test('what was leased anew meanwhile does not go back', async () => {
  const test = await crowded(noon)
  const leasing = { settlements: [], leases: true }
  const [first] = (await test.pipeline().turnOutbox(workspace, { at: noon, ...leasing })).deliveries
  const later = noon + minuteMs
  await test.pipeline().turnOutbox(workspace, { at: later, ...leasing })
  const returned = first ? [first] : []
  await test
    .pipeline()
    .turnOutbox(workspace, { at: later, settlements: [], leases: false, returned })
  expect(
    await test.rows(`SELECT attempts, lease_until FROM deliveries WHERE id = '${first?.id}'`),
  ).toEqual([{ attempts: 2, lease_until: later + minuteMs }])
  await test.close()
})

test('no statement of a turn reads all that waits', async () => {
  const test = await crowded(noon)
  const plan = async (sql: string) =>
    (await test.rows(`EXPLAIN QUERY PLAN ${sql.replaceAll('?', String(noon))}`)).map((row) =>
      String(row.detail),
    )
  for (const sql of [dueNextSql, readOutboxSql, leaseSql, leaseSomeSql]) {
    const steps = (await plan(sql)).filter((step) => step.includes('deliveries'))
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) expect(step).toMatch(/SEARCH deliveries .*\(destination=\?|\(id=\?\)/)
    expect((await plan(sql)).filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
  }
  await test.close()
})
