// Who is erased takes nothing with them that is somebody else's.
import { expect, onTestFinished, test } from 'vitest'
import type { Traits } from '../../../shared/event/event.ts'
import type { Input } from '../input.ts'
import {
  ask,
  event,
  exportNudge,
  exportPipeline,
  hit,
  noon,
  outcome,
  tester,
  workspace,
} from '../test-pipeline.ts'
import { counted, erased, recounted, textsInFiles } from './test-erasure.ts'

type Who = { id: string; account?: string; source?: Input['source'] }

const saidOfUser = ({ id, account = 'a1', source = 'api' }: Who, traits: Traits): Input => ({
  kind: 'user_traits',
  messageId: `said-${id}`,
  account,
  user: id,
  traits,
  source,
  occurredAt: noon,
  receivedAt: noon,
})

const saidOfAccount = (account: string, traits: Traits): Input => ({
  kind: 'account_traits',
  messageId: `said-${account}`,
  account,
  user: null,
  traits,
  source: 'api',
  occurredAt: noon,
  receivedAt: noon,
})

async function erasable() {
  const test = await exportPipeline()
  onTestFinished(test.close)
  const erase = async (...users: string[]) => {
    for (const id of users) {
      await test.pipeline().erase(workspace, { kind: 'user', id, by: tester, at: noon })
    }
    await erased(test)
  }
  return { ...test, test, erase }
}

const ofAda = { account: 'other', user: 'ada' } as const
const visitor = { ...ofAda, page: '/', locale: 'en', device: 'desktop' } as const
const arming = { ...ask(['paywall:export'], { arm: true }), visitor }

test('common words, domains and what a browser said of itself are looked for in nothing of others', async () => {
  const { test, erase, submit, rows, pipeline } = await erasable()
  await submit(noon, [
    saidOfUser({ id: 'dan' }, { name: 'Admin', display_name: 'Pro', company: 'Team' }),
    saidOfUser({ id: 'ann' }, { website: 'gmail.com', domain: 'gmail.com' }),
    saidOfUser({ id: 'eve', source: 'widget' }, { email: 'ada@gmail.com', name: 'Pro Services' }),
    saidOfUser({ id: 'pro' }, {}),
    saidOfAccount('other', { plan: 'pro', industry: 'Pro services', admins: 'Admin, Pro' }),
    saidOfUser(
      { id: 'ada', account: 'other' },
      { name: 'Ada', role: 'admin', email: 'ada@gmail.com' },
    ),
    event('shared', noon, {
      ...ofAda,
      messageId: 'order-pro-1',
      properties: { plan: 'pro', by: 'Admin', to: 'ada@gmail.com', note: 'pro services' },
    }),
    ...[1, 2, 3].map((i) => hit('export', noon + i, ofAda)),
  ])
  await submit(noon + 4, [], arming)
  const key = { key: 'k', holder: 'h' }
  await pipeline().holdKey(workspace, { ...key, request: 'r', at: noon })
  await pipeline().answerKey(workspace, key, { status: 200, body: '{"plan":"pro","by":"Admin"}' })
  const others = async () =>
    Promise.all([
      rows("SELECT * FROM accounts WHERE id = 'other'"),
      rows("SELECT * FROM users WHERE id = 'ada'"),
      rows("SELECT * FROM events WHERE account = 'other'"),
      rows("SELECT * FROM decisions WHERE account = 'other'"),
      rows("SELECT * FROM signals WHERE account = 'other'"),
      rows('SELECT * FROM idempotent_writes'),
    ])
  const before = await others()
  expect(before.map((one) => one.length)).toEqual([1, 1, expect.any(Number), 1, 1, 1])
  await erase('dan', 'ann', 'eve', 'pro')
  expect(await others()).toEqual(before)
  const again = event('shared', noon, { ...ofAda, messageId: 'order-pro-1' })
  await submit(noon + 5, [again])
  expect(await rows("SELECT 1 FROM events WHERE name = 'shared'")).toHaveLength(1)
  const [armed] = await rows('SELECT id FROM decisions')
  await submit(noon + 6, [{ ...outcome(String(armed?.id), 'shown', noon + 6, 'ada'), ...ofAda }])
  expect(await rows('SELECT user FROM impressions')).toEqual([{ user: 'ada' }])
  expect(await counted(test)).toEqual(await recounted(test))
})

test('a message id that tells of them is kept as a hash: sent again, it counts once', async () => {
  const { erase, submit, rows, restart, location, pipeline } = await erasable()
  const mail = 'dan.field@field.example'
  const told = () =>
    [
      event('invited', noon, { ...ofAda, messageId: `invite ${mail}` }),
      {
        ...hit('export', noon, ofAda),
        kind: 'conversion',
        change: 'plan',
        plan: 'team',
        offer: null,
        decision: null,
        mrrDelta: 900,
        currency: 'EUR',
        messageId: `bought by ${mail}`,
        source: 'api',
      } as Input,
    ] satisfies Input[]
  await submit(noon, [saidOfUser({ id: 'dan' }, { email: mail }), ...told()])
  await erase('dan')
  expect(await textsInFiles(location.folder, [mail])).toEqual([])
  await restart()
  const other = pipeline()
  const length = await rows('SELECT count(*) AS n FROM events')
  const conversions = await rows('SELECT * FROM conversions')
  expect(await other.submit(workspace, { at: noon + 1, inputs: told() })).toMatchObject({
    refused: [],
  })
  expect(await rows('SELECT count(*) AS n FROM events')).toEqual(length)
  expect(await rows('SELECT * FROM conversions')).toEqual(conversions)
  expect(await rows("SELECT message_id FROM events WHERE name = 'conversion'")).toEqual(
    conversions.map((one) => ({ message_id: one.message_id })),
  )
})

test('an open prompt of somebody else that names them can be shown, with a gap', async () => {
  const { erase, submit, rows, location, publish } = await erasable()
  const [en] = Object.values(exportNudge.copy)
  const body = '{{user.boss|Somebody}} may buy it.'
  await publish('nudge', { ...exportNudge, copy: { en: { ...en, body } } })
  await submit(noon, [
    saidOfUser({ id: 'dan' }, { name: 'Dan Fieldworth' }),
    saidOfUser({ id: 'ada', account: 'other' }, { boss: 'Dan Fieldworth' }),
    ...[1, 2, 3].map((i) => hit('export', noon + i, ofAda)),
  ])
  await submit(noon + 4, [], arming)
  const before = await rows('SELECT id, prompt FROM decisions')
  expect(String(before[0]?.prompt)).toContain('Dan Fieldworth')
  await erase('dan')
  expect(await textsInFiles(location.folder, ['Fieldworth'])).toEqual([])
  const [after] = await rows('SELECT id, prompt FROM decisions')
  expect(after).toEqual({
    id: before[0]?.id,
    prompt: String(before[0]?.prompt).replaceAll('Dan Fieldworth', '…'),
  })
  await submit(noon + 6, [{ ...outcome(String(after?.id), 'shown', noon + 6, 'ada'), ...ofAda }])
  expect(await rows('SELECT user FROM impressions')).toEqual([{ user: 'ada' }])
})

test('an answer that is kept for a write stays, without what it says of them', async () => {
  const { erase, rows, pipeline, submit } = await erasable()
  await submit(noon, [saidOfUser({ id: 'dan' }, { email: 'dan@field.example' })])
  for (const [key, body] of [
    ['own', '{"id":"dan","traits":{"name":"Dan"},"seats":3}'],
    ['others', '{"id":"ada","traits":{"boss":"dan@field.example"},"seats":3}'],
  ] as const) {
    await pipeline().holdKey(workspace, { key, holder: 'h', request: 'r', at: noon })
    await pipeline().answerKey(workspace, { key, holder: 'h' }, { status: 200, body })
  }
  await erase('dan')
  expect(await rows('SELECT key, body FROM idempotent_writes ORDER BY key')).toEqual([
    { key: 'others', body: '{"id":"ada","traits":{"boss":"…"},"seats":3}' },
    { key: 'own', body: '{"id":"…","traits":{"name":"…"},"seats":3}' },
  ])
})

test('a large account goes with all of its people, in pieces', async () => {
  const { test, submit, rows, pipeline } = await erasable()
  const people = Array.from({ length: 700 }, (_, i) => ({ id: `person-${i}`, account: 'big' }))
  for (let from = 0; from < people.length; from += 350) {
    await submit(
      noon,
      people
        .slice(from, from + 350)
        .flatMap(({ id, account }) => [
          saidOfUser({ id, account }, { name: `Person Number ${id}`, email: `${id}@big.example` }),
          hit('export', noon, { account, user: id }),
        ]),
    )
  }
  await submit(noon, [
    saidOfUser({ id: 'ada', account: 'other' }, { boss: 'person-77@big.example' }),
  ])
  await pipeline().erase(workspace, { kind: 'account', id: 'big', by: tester, at: noon })
  await erased(test)
  expect(await textsInFiles(test.location.folder, ['person-', '"big"'])).toEqual([])
  expect(await rows('SELECT id, traits FROM users')).toEqual([{ id: 'ada', traits: '{}' }])
  expect(await rows('SELECT count(*) AS n FROM erasures')).toEqual([{ n: 1401 }])
  expect(await counted(test)).toEqual(await recounted(test))
}, 120_000)
