// Somebody is taken out of the history, and the history stays.
import { getTableName } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Subject } from '../../../shared/account/erasure.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { calls, plans, step, trialOffer, triggers } from '../../engine/replay/test-history.ts'
import { leftOut, parts } from '../../store/workspace/queries/export-parts.ts'
import type { Input } from '../input.ts'
import { inputsOf } from '../test-inputs.ts'
import {
  ask,
  event,
  exportPipeline,
  hit,
  noon,
  outcome,
  tester,
  testPipeline,
  webhookTo,
  workspace,
} from '../test-pipeline.ts'
import { emptiedAtOnce, tableSteps, withoutPersons } from './tables.ts'
import { counted, erased, recounted, textsInFiles } from './test-erasure.ts'

const zoe = 'zoe-quagmire-77'
const zoeName = 'Zoë Quagmire'
const zoeMail = 'Zoe.Quagmire@example.org'
const marks = [zoe, 'quagmire', 'Zoë', 'example.org']

type Test = Awaited<ReturnType<typeof testPipeline>>

async function erase(test: Test, subject: Subject) {
  await test.pipeline().erase(workspace, { ...subject, by: tester, at: noon })
  await erased(test)
}

const said = (user: string, traits: Record<string, string>, at: number, account = 'a1'): Input => ({
  kind: 'user_traits',
  messageId: `said-${user}-${at}`,
  account,
  user,
  traits,
  source: 'api',
  occurredAt: at,
  receivedAt: at,
})

/** Zoë in every table that anybody can be in, and Ada beside her. */
async function furnished() {
  const test = await exportPipeline()
  onTestFinished(test.close)
  const { submit, publish, pipeline } = test
  await pipeline().addDestination(workspace, webhookTo('https://hooks.example/brim'))
  const counting = (key: string, subject: string, when: object) =>
    publish('trigger', { key, name: key, family: 'expansion_of_use', subject, when })
  const within = '7d'
  await counting('people', 'account', {
    measure: { distinct: { of: 'user', event: 'paywall_hit', within } },
    gte: 1,
  })
  await counting('readers', 'account', {
    measure: { distinct: { of: 'property.reader', event: 'shared', within } },
    gte: 1,
  })
  await counting('mails', 'user', {
    measure: { count: { event: 'shared', where: { reader: { contains: '@' } }, within } },
    gte: 1,
  })
  await counting('new', 'account', {
    measure: { newFeatures: { baseline: '1d', within, minUses: 1 } },
    gte: 1,
  })
  await counting('old', 'user', { measure: { age: { of: 'user' } }, gte: 300 })
  await submit(noon, [
    said('ada', { name: 'Ada', role: 'admin', invitedBy: zoeMail }, noon),
    said(zoe, { name: 'Zoë Former-Quagmire', email: zoeMail, role: 'member' }, noon),
  ])
  await submit(noon + 1, [said(zoe, { name: zoeName }, noon + 1)])
  const hits = [0, 1, 2].map((i) => hit('export', noon + 2 + i, { user: zoe }))
  const visitor = { account: 'a1', user: zoe, page: '/', locale: 'en', device: 'desktop' } as const
  const asked = await submit(noon + 6, hits, { ...ask(['paywall:export']), visitor })
  const id = asked.decisions[0]?.id ?? ''
  expect(asked.decisions[0]?.prompt).not.toBeNull()
  await submit(noon + 7, [
    outcome(id, 'shown', noon + 7, zoe),
    outcome(id, 'trial_started', noon + 7, zoe),
    outcome(id, 'never', noon + 7, zoe),
    {
      ...hit('export', noon + 7),
      kind: 'conversion',
      change: 'plan',
      plan: 'team',
      offer: null,
      decision: id,
      mrrDelta: 900,
      currency: 'EUR',
      user: zoe,
      messageId: `invoice of ${zoeMail}`,
      source: 'api',
    } as Input,
    event('feature_used', noon + 8, {
      user: zoe,
      properties: { feature: 'export', note: zoeName },
    }),
    event('shared', noon + 9, { user: zoe, properties: { reader: 'tom@else.example', rows: 3 } }),
    event('shared', noon + 9, { user: 'ada', properties: { reader: zoeMail, rows: 4 } }),
    event('shared', noon + 9, { user: 'ada', properties: { reader: 'tom@else.example' } }),
    event('noted', noon + 9, { user: 'ada', properties: { text: `Call ${zoeName}, soon` } }),
  ])
  const { deliveries } = await pipeline().turnOutbox(workspace, {
    at: noon + 20,
    settlements: [],
    leases: true,
  })
  // What a receiver says may repeat what it was told.
  await pipeline().turnOutbox(workspace, {
    at: noon + 21,
    leases: false,
    settlements: deliveries.map(({ id, destination, lease }) => ({
      id,
      destination,
      lease,
      setUp: noon,
      at: noon + 21,
      tookMs: 1,
      status: 400,
      answer: `${zoeMail} is not known`,
      error: `Answered 400 to ${zoe}`,
      note: null,
      health: 'well' as const,
      heldUntil: null,
      outcome: { kind: 'failed' as const },
    })),
  })
  await pipeline().recordRefused(workspace, [
    { at: noon, source: 'api', messageId: null, issues: [], item: `{"user":"${zoe}","x":{}}` },
    { at: noon, source: 'api', messageId: null, issues: [], item: '{"user":"ada","x":{}}' },
  ])
  return test
}

test('nothing in the files tells who was erased, and what is counted stays', async () => {
  const test = await furnished()
  expect(await textsInFiles(test.location.folder, marks)).not.toEqual([])
  const adas = "SELECT * FROM users WHERE id = 'ada'"
  const before = await test.rows('SELECT name, account FROM events ORDER BY seq')
  await erase(test, { kind: 'user', id: zoe })
  expect(await textsInFiles(test.location.folder, marks)).toEqual([])
  expect(await test.rows('SELECT name, account FROM events ORDER BY seq')).toEqual(before)
  expect(await counted(test)).toEqual(await recounted(test))
  expect(await test.rows(adas)).toMatchObject([{ traits: '{"name":"Ada","role":"admin"}' }])
  expect(await test.rows('SELECT item FROM refusals')).toEqual([
    { item: '{"account":"a1","user":"ada","x":{}}' },
  ])
  // What was earned, and what was shown, was.
  expect(await test.rows('SELECT mrr_delta FROM conversions')).toEqual([{ mrr_delta: 900 }])
  expect(await test.rows('SELECT account, nudge FROM impressions')).toEqual([
    { account: 'a1', nudge: 'export' },
  ])
  const told = await test.rows('SELECT type, body FROM deliveries ORDER BY id')
  const types = told.map((one) => one.type)
  for (const one of ['signal_fired', 'trial_started', 'conversion']) expect(types).toContain(one)
  const ofUser = told.filter((one) => String(one.body).includes('"user":null'))
  expect(ofUser.length).toBeGreaterThan(3)
})

test('an account goes with its people; another one stays as it is', async () => {
  const test = await furnished()
  const of = async (account: string) => {
    const tables = ['events', 'users', 'signals', 'decisions', 'impressions', 'conversions']
    return Promise.all(
      tables.map((one) => test.rows(`SELECT * FROM ${one} WHERE account = '${account}'`)),
    )
  }
  const others = [
    said('tom', { name: 'Tom' }, noon + 20, 'other'),
    ...[0, 1, 2].map((i) => hit('export', noon + 20 + i, { account: 'other', user: 'tom' })),
  ]
  await test.submit(noon + 30, others)
  const before = await of('other')
  await erase(test, { kind: 'account', id: 'a1' })
  expect((await of('a1')).flat()).toEqual([])
  expect(await of('other')).toEqual(before)
  expect(await textsInFiles(test.location.folder, [...marks, '"Ada"'])).toEqual([])
  expect(await counted(test)).toEqual(await recounted(test))
  expect(await test.rows('SELECT id FROM users')).toEqual([{ id: 'tom' }])
})

test('what comes late is refused, until it is lifted; then it is somebody new', async () => {
  const test = await furnished()
  const { submit, pipeline, rows } = test
  await erase(test, { kind: 'user', id: zoe })
  const length = (await rows('SELECT count(*) AS n FROM events'))[0]?.n
  const late: Input[] = [
    hit('export', noon, { user: zoe }),
    said(zoe, { name: zoeName }, noon),
    event('x', noon, { user: null, account: `user:${zoe}` }),
  ]
  const visitor = { account: 'a1', user: zoe, page: '/', locale: 'en', device: null } as const
  const question = { ...ask(['paywall:export'], { arm: true }), visitor }
  await test.restart()
  const done = await pipeline().submit(workspace, { at: noon + 60, inputs: late, question })
  expect(done.refused).toMatchObject([
    { index: 0, issues: [{ path: 'user', message: 'This user was erased' }] },
    { index: 1 },
    { index: 2, issues: [{ path: 'account' }] },
  ])
  expect(done.decisions.map((one) => one.reason)).toEqual(['no_consent'])
  expect(done.armed).toEqual([])
  expect((await rows('SELECT count(*) AS n FROM events'))[0]?.n).toBe(length)
  expect(await textsInFiles(test.location.folder, marks)).toEqual([])
  expect(
    await pipeline().liftErasure(workspace, { kind: 'user', id: 'ada', by: tester, at: noon }),
  ).toBe('not_found')
  expect(
    await pipeline().liftErasure(workspace, { kind: 'user', id: zoe, by: tester, at: noon }),
  ).toBe('lifted')
  const again = await submit(noon + dayMs, [hit('export', noon + dayMs, { user: zoe })])
  expect(again).toMatchObject({ accepted: 1, refused: [] })
  expect(await rows(`SELECT first_seen_at AS at FROM users WHERE id = '${zoe}'`)).toEqual([
    { at: noon + dayMs },
  ])
})

test('somebody who is not known is kept away as well', async () => {
  const test = await furnished()
  await erase(test, { kind: 'user', id: 'nobody' })
  const done = await test.submit(noon, [hit('export', noon, { user: 'nobody' })])
  expect(done.refused).toHaveLength(1)
})

test('two nodes know at once', async () => {
  const test = await furnished()
  const other = test.open()
  onTestFinished(() => other.close())
  await other.submit(workspace, { at: noon, inputs: [hit('export', noon, { user: zoe })] })
  await test.pipeline().erase(workspace, { kind: 'user', id: zoe, by: tester, at: noon })
  const late = await other.submit(workspace, { at: noon, inputs: [hit('x', noon, { user: zoe })] })
  expect(late.refused).toHaveLength(1)
})

test('every table is one of those that an erasure knows', async () => {
  const test = await furnished()
  const tables = await test.rows(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  )
  const known = [
    ...tableSteps.map((one) => one.table),
    ...emptiedAtOnce,
    ...withoutPersons,
    'events',
    'erasures',
    'migrations',
  ]
  expect([...new Set(known)].sort()).toEqual(tables.map((row) => row.name).sort())
})

test('an export says all that an erasure takes somebody out of, or it is told why not', () => {
  const said = parts.map(({ table }) => getTableName(table))
  const erasing = [...tableSteps.map((one) => one.table), ...emptiedAtOnce]
  expect([...said, ...Object.keys(leftOut)].sort()).toEqual([...new Set(erasing)].sort())
})

test('no page of a file that has grown and shrunk holds a trace', async () => {
  const test = await furnished()
  // Of different lengths, so that pages are split, filled and merged.
  const many = (from: number) =>
    Array.from({ length: 500 }, (_, i): Input => {
      const at = noon + from + i
      const user = i % 3 === 0 ? zoe : `u${i % 50}`
      const text = 'x'.repeat((i * 37) % 900)
      return event('shared', at, { user, properties: { reader: `${user}@a`, text, by: zoeMail } })
    })
  for (let i = 0; i < 12; i++) {
    await test.submit(noon + i * 500, [...many(i * 500), said(`u${i}`, { boss: zoeName }, noon)])
    const visitor = { account: 'a1', user: zoe, page: '/', locale: 'en', device: null } as const
    await test.submit(noon + i, [], { ...ask([], { arm: true }), visitor })
  }
  await erase(test, { kind: 'user', id: zoe })
  expect(await textsInFiles(test.location.folder, marks)).toEqual([])
  expect(await counted(test)).toEqual(await recounted(test))
}, 120_000)

const whom = fc.constantFrom<Subject[]>(
  { kind: 'user', id: zoe },
  { kind: 'account', id: 'wombat-corp' },
)

test('whatever has happened, counts are those of the log, and a stop in the middle is no harm', async () => {
  await fc.assert(
    fc.asyncProperty(
      triggers(2, 6),
      fc.array(step, { minLength: 10, maxLength: 40 }),
      whom,
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      async (published, steps, subject, erasureRows, stops) => {
        const test = await testPipeline({ erasureRows })
        try {
          for (const one of plans) await test.publish('plan', one)
          await test.publish('offer', trialOffer)
          await test.publish('meter', calls)
          for (const one of published) await test.publish('trigger', one)
          const renamed = inputsOf(steps).map((input): Input => {
            const account = input.account === 'a1' ? 'wombat-corp' : input.account
            const user = input.user === 'u1' ? zoe : input.user
            const named = { ...input, account, user, messageId: `${input.messageId} ${user}` }
            if (named.kind !== 'event') return named as Input
            const { properties } = named
            return { ...named, properties: { ...properties, by: user, of: account } } as Input
          })
          const half = Math.ceil(renamed.length / 2)
          const send = async (inputs: Input[]) => {
            for (const one of inputs) await test.submit(one.receivedAt, [one])
          }
          await send(renamed.slice(0, half))
          await test.pipeline().erase(workspace, { ...subject, by: tester, at: noon })
          // What comes meanwhile lands between two pieces, wherever they are.
          for (const [i, input] of renamed.slice(half).entries()) {
            await send([input])
            if (stops[i]) await test.restart()
          }
          await erased(test)
          expect(await counted(test)).toEqual(await recounted(test))
          const gone = subject.kind === 'user' ? [zoe] : ['wombat-corp']
          expect(await textsInFiles(test.location.folder, gone)).toEqual([])
        } finally {
          await test.close()
        }
      },
    ),
    { numRuns: 20, endOnFailure: true },
  )
}, 240_000)
