import { expect, onTestFinished, test } from 'vitest'
import type { Claim } from '../../../shared/account/claim.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import type { Input } from '../input.ts'
import {
  ask,
  exportNudge,
  exportPipeline,
  exportTrigger,
  noon,
  outcome,
  tester,
  testPipeline,
} from '../test-pipeline.ts'

let sent = 0
const common = (at: number) => ({
  messageId: `c${++sent}`,
  account: 'a1',
  user: null,
  occurredAt: at,
  receivedAt: at,
  source: 'api' as const,
})
const claim = (
  by: string,
  at: number,
  given: Partial<{ kind: Claim['kind']; until: number }> = {},
): Input => ({
  ...common(at),
  kind: 'claim',
  by,
  claim: given.kind ?? 'claim',
  until: given.until ?? null,
  actor: tester,
})
const release = (at: number): Input => ({ ...common(at), kind: 'release', actor: tester })

async function fresh() {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  const held = async () =>
    (await pipeline.rows('SELECT by FROM claims')).map((row) => String(row.by))
  const told = async () =>
    (await pipeline.rows('SELECT name FROM events ORDER BY seq')).map((row) => String(row.name))
  return { ...pipeline, held, told }
}

test('the first to claim an account keeps it, whoever comes in the same moment', async () => {
  const { submit, held, told } = await fresh()
  const [one, two] = await Promise.all([
    submit(noon, [claim('ann', noon)]),
    submit(noon, [claim('ben', noon)]),
  ])
  expect([one.refused, two.refused]).toEqual([
    [],
    [{ index: 0, issues: [{ path: 'by', message: '"ann" holds this account' }] }],
  ])
  expect([await held(), await told()]).toEqual([['ann'], ['account_claimed']])
})

test('a holder renews what they hold, and the same said twice is told once', async () => {
  const { submit, rows, told } = await fresh()
  await submit(noon, [claim('ann', noon), claim('ann', noon + 1)])
  const until = noon + dayMs
  await submit(noon + hourMs, [claim('ann', noon + hourMs, { kind: 'opportunity', until })])
  expect(await rows('SELECT kind, at, until FROM claims')).toEqual([
    { kind: 'opportunity', at: noon, until },
  ])
  expect(await told()).toEqual(['account_claimed', 'account_claimed'])
})

test('what has ended or was released is anybody’s', async () => {
  const { submit, held, told } = await fresh()
  await submit(noon, [claim('ann', noon, { until: noon + hourMs })])
  const early = await submit(noon, [claim('ben', noon)])
  expect(early.refused[0]?.issues[0]?.message).toBe(
    '"ann" holds this account until 2026-03-04T13:00:00.000Z',
  )
  await submit(noon + hourMs, [claim('ben', noon + hourMs)])
  expect(await held()).toEqual(['ben'])
  await submit(noon + dayMs, [release(noon + dayMs), release(noon + dayMs)])
  expect(await held()).toEqual([])
  await submit(noon + dayMs, [claim('ann', noon + dayMs)])
  expect(await held()).toEqual(['ann'])
  expect(await told()).toEqual([
    'account_claimed',
    'account_claimed',
    'account_released',
    'account_claimed',
  ])
})

test('a claim is something that triggers can count', async () => {
  const { submit, publish, messages } = await fresh()
  await publish('trigger', {
    ...exportTrigger,
    recommends: undefined,
    when: { measure: { count: { event: 'account_claimed', within: '7d' } }, gte: 1 },
  })
  await submit(noon + 1, [claim('ann', noon + 1)])
  expect(messages.filter((one) => one.type === 'signal')).toHaveLength(1)
})

test('no prompt goes between sales and the account while it is theirs', async () => {
  const { submit, publish } = await fresh()
  await publish('offer', { key: 'talk', name: 'Talk', kind: 'contact' })
  await publish('nudge', {
    key: 'n',
    name: 'N',
    format: 'inline',
    placement: 'page',
    offer: 'talk',
    copy: { en: { title: 'T', actions: [{ kind: 'link', label: 'Go', url: '/go' }] } },
  })
  const reasonAt = async (at: number) =>
    (await submit(at, [], ask(['page'], { store: false }))).decisions[0]?.reason
  await submit(noon, [claim('ann', noon, { until: noon + hourMs })])
  expect(await reasonAt(noon)).toBe('claimed_by_sales')
  expect(await reasonAt(noon + hourMs)).toBeNull()
})

test('a form that leads to sales starts no trial, whatever a page says', async () => {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  const { submit, publish, rows } = pipeline
  const talk = { kind: 'contact', label: 'Talk', url: '/talk' }
  const contact = { copy: { en: { title: 'T', actions: [talk] } } }
  await publish('nudge', { ...exportNudge, trigger: undefined, forms: { contact } })
  const done = await submit(noon, [claim('ann', noon)], ask(['paywall:export']))
  const id = done.decisions[0]?.id ?? ''
  expect(done.decisions[0]?.prompt?.actions).toMatchObject([{ kind: 'contact' }])
  await submit(noon, [outcome(id, 'shown', noon), outcome(id, 'trial_started', noon)])
  expect(await rows('SELECT * FROM trials')).toEqual([])
})
