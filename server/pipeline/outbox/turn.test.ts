import { expect, test } from 'vitest'
import { minuteMs } from '../../../shared/duration.ts'
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
