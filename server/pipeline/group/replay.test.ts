/**
 * Live is replay: the pipeline, with duplicates, shared commits, restarts, looks that come late and
 * counting in the background, fires what a fold of its own log fires; and the fold is held to an
 * oracle in `engine/replay/fold.test.ts`.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minuteMs } from '../../../shared/value/duration.ts'
import { compileMeter } from '../../engine/metered.ts'
import { createFold, type LoggedEntry } from '../../engine/replay/fold.ts'
import { calls, plans, step, trialOffer, triggers } from '../../engine/replay/test-history.ts'
import { compileTrigger } from '../../engine/trigger.ts'
import type { Input } from '../input.ts'
import { inputsOf } from '../test-inputs.ts'
import { noon, testPipeline, workspace } from '../test-pipeline.ts'

const live = fc.record({
  step,
  /** Sent again at once. */
  isRepeated: fc.boolean(),
  /** What is done after it: more joins the same commit, or it is sent; then a look, or a restart. */
  next: fc.oneof(
    { weight: 5, arbitrary: fc.constant('more' as const) },
    { weight: 3, arbitrary: fc.constant('send' as const) },
    { weight: 1, arbitrary: fc.constant('sweep' as const) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
  ),
})

type Test = Awaited<ReturnType<typeof testPipeline>>

const firedLive = async (pipeline: Test) => {
  const rows = await pipeline.rows('SELECT trigger, account, user, fired_at FROM signals')
  return rows.map((one) => `${one.trigger} ${one.account} ${one.user} ${one.fired_at}`).sort()
}

const logOf = async (pipeline: Test): Promise<LoggedEntry[]> => {
  const rows = await pipeline.rows('SELECT * FROM events ORDER BY seq')
  return rows.map(
    (row) =>
      ({
        messageId: row.message_id,
        name: row.name,
        account: row.account,
        user: row.user,
        department: row.department,
        source: row.source,
        properties: JSON.parse(String(row.properties)),
        occurredAt: row.occurred_at,
        receivedAt: row.received_at,
      }) as LoggedEntry,
  )
}

const settled = async (pipeline: Test, at: number) => {
  while ((await pipeline.pipeline().sweep(workspace, at)) > 0);
}

test('fires what a replay of its log fires', async () => {
  const metered = new Map([[calls.key, compileMeter(calls)]])
  let firings = 0
  await fc.assert(
    fc.asyncProperty(
      triggers(4, 10),
      fc.array(live, { minLength: 20, maxLength: 50 }),
      async (published, script) => {
        const pipeline = await testPipeline()
        try {
          for (const one of plans) await pipeline.publish('plan', one)
          await pipeline.publish('offer', trialOffer)
          await pipeline.publish('meter', calls)
          for (const one of published) await pipeline.publish('trigger', one)
          const inputs = inputsOf(script.map((one) => one.step))
          let waiting: Input[] = []
          for (const [i, { isRepeated, next }] of script.entries()) {
            const input = inputs[i] as Input
            waiting.push(input, ...(isRepeated ? [input] : []))
            if (next === 'more' && i < script.length - 1) continue
            await Promise.all(waiting.map((one) => pipeline.submit(one.receivedAt, [one])))
            waiting = []
            if (next === 'sweep') await settled(pipeline, input.receivedAt)
            if (next === 'restart') await pipeline.restart()
          }
          const end = (inputs.at(-1)?.receivedAt ?? noon) + 9 * 24 * 60 * minuteMs
          await settled(pipeline, end)
          const replayed: string[] = []
          const fold = createFold({
            triggers: published.map((one) => compileTrigger(one, metered)),
            catalogue: { meters: metered, plans: new Map(plans.map((one) => [one.key, one])) },
            logStart: 0,
            onFiring: ({ trigger, account, user, at }) =>
              replayed.push(`${trigger} ${account} ${user} ${at}`),
          })
          for (const entry of await logOf(pipeline)) fold.take(entry)
          fold.passTime(end)
          expect(await firedLive(pipeline)).toEqual(replayed.sort())
          firings += replayed.length
        } finally {
          await pipeline.close()
        }
      },
    ),
    // Each run looks at some seven triggers at some forty steps, and at many minutes in between.
    { numRuns: 25 },
  )
  expect(firings).toBeGreaterThan(100)
}, 240_000)

const countedSql = {
  buckets: 'SELECT m.key, t.subject, t.bucket, t.value',
  members: 'SELECT m.key, t.subject, t.bucket, t.member, t.uses',
  latest: 'SELECT m.key, t.subject, t.member, t.bucket',
  firsts: 'SELECT m.key, t.subject, t.member, t.at',
}

const countedIn = async (pipeline: Test) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(countedSql).map(async ([table, select]) => {
        const sql = `${select} FROM ${table} AS t JOIN measures AS m ON m.id = t.measure ORDER BY 1, 2, 3, 4`
        return [table, await pipeline.rows(sql)] as const
      }),
    ),
  )

test('counts the same whether a trigger was there before the history, came or was edited in the middle, or after it', async () => {
  await fc.assert(
    fc.asyncProperty(
      triggers(2, 6),
      triggers(0, 6),
      fc.array(step, { minLength: 10, maxLength: 30 }),
      fc.nat(),
      async (published, edited, steps, when) => {
        const early = await testPipeline()
        // Three entries a page: much of the history is still uncounted while more of it comes.
        const late = await testPipeline({ backfillEntries: 3 })
        try {
          const inputs = inputsOf(steps)
          const middle = when % inputs.length
          for (const pipeline of [early, late]) {
            for (const one of plans) await pipeline.publish('plan', one)
            await pipeline.publish('offer', trialOffer)
          }
          for (const one of published) await early.publish('trigger', one)
          // Under the same keys, and so what they need is wanted until they are edited.
          for (const one of edited.slice(0, published.length)) await late.publish('trigger', one)
          for (const [i, input] of inputs.entries()) {
            await early.submit(input.receivedAt, [input])
            const submitted = late.submit(input.receivedAt, [input])
            if (i === middle) for (const one of published) await late.publish('trigger', one)
            await submitted
          }
          await late.restart()
          // Pages go between the groups; what is committed after the last one finds it done.
          const statuses = () => late.rows("SELECT status FROM definitions WHERE status <> 'live'")
          for (let i = 0; i < 100 && (await statuses()).length > 0; i++) {
            await late.submit(inputs.at(-1)?.receivedAt ?? noon, [])
          }
          expect(await statuses()).toEqual([])
          expect(await withoutSignals(late)).toEqual(await withoutSignals(early))
        } finally {
          await early.close()
          await late.close()
        }
      },
    ),
    { numRuns: 12 },
  )
}, 240_000)

/** A trigger that came later has fired less: what counts firings differs. */
const withoutSignals = async (pipeline: Test) => {
  const tables = await countedIn(pipeline)
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      rows.filter((row) => !String(row.key).includes('signal_fired')),
    ]),
  )
}
