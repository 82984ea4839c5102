// Sent again after a change, what said nothing new would bring back what was so before.
import { expect, onTestFinished, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import type { Input } from '../input.ts'
import { event, exportPipeline, noon, tester, traits, trial, workspace } from '../test-pipeline.ts'

async function fresh() {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  return {
    ...pipeline,
    count: async (table: string) =>
      Number((await pipeline.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.n),
  }
}

let sent = 0
const say = (kind: string, given: object) => (): Input =>
  ({
    messageId: `s${++sent}`,
    account: 'a1',
    user: kind === 'account_traits' ? null : 'u1',
    occurredAt: noon,
    receivedAt: noon,
    source: 'api',
    kind,
    ...given,
  }) as Input
const ofAccount = (plan: string) => say('account_traits', { traits: { plan } })
const ofUser = (role: string) => say('user_traits', { traits: { role } })
const consent = (what: string) => say('consent', { consent: what })
const claim = say('claim', { user: null, by: 'ann', claim: 'claim', until: null, actor: tester })
const release = say('release', { user: null, actor: tester })
const inTwoDays = () => trial(noon + 2 * dayMs, noon)
const inNineDays = () => trial(noon + 9 * dayMs, noon)
const ended = () => trial(null, noon)

test.each<[what: string, first: () => Input, then: () => Input, state: string]>([
  ['a plan', ofAccount('team'), ofAccount('free'), 'SELECT traits FROM accounts'],
  ['a role', ofUser('admin'), ofUser('member'), 'SELECT traits FROM users'],
  ['consent', consent('refused'), consent('given'), 'SELECT consent FROM users'],
  ['a claim', claim, release, 'SELECT by FROM claims'],
  ['a release', release, claim, 'SELECT by FROM claims'],
  ['the end of a trial', inTwoDays, inNineDays, 'SELECT ends_at FROM trials'],
  ['a trial that is on', inTwoDays, ended, 'SELECT has_ended FROM trials'],
])('%s that is so already changes nothing when it comes again', async (_what, first, then, sql) => {
  const { submit, rows, restart, count } = await fresh()
  await submit(noon, [event('visited', noon), first()])
  const entries = await count('events')
  const repeated = first()
  await submit(noon, [repeated])
  expect(await count('events')).toBe(entries)
  await submit(noon, [then()])
  const state = await rows(sql)
  await restart()
  const done = await submit(noon, [repeated])
  expect(done).toMatchObject({ accepted: 1, repeated: 1 })
  expect(await rows(sql)).toEqual(state)
})

test('in one transaction too, and wherever somebody has moved since', async () => {
  const { submit, rows } = await fresh()
  const [there, repeated] = [ofUser('admin')(), ofUser('admin')()]
  await submit(noon, [there, repeated, ofUser('member')(), repeated])
  const moved = say('user_traits', { account: 'a2', traits: {} })
  await submit(noon, [moved()])
  const alone = event('visited', noon, { account: 'user:u1', isAccountAssumed: true })
  await submit(noon, [repeated, alone])
  expect(await rows("SELECT account, traits ->> 'role' AS role FROM users")).toEqual([
    { account: 'a2', role: 'member' },
  ])
})

test('nothing is kept of what changes something, or of what cannot come again', async () => {
  const { submit, count } = await fresh()
  const [one, two] = [traits({ plan: 'free' }, noon), traits({ plan: 'free' }, noon)]
  await submit(noon, [event('visited', noon), one, { ...two, isUnrepeated: true }])
  expect(await count('unchanged')).toBe(0)
  await submit(noon, [traits({ plan: 'free' }, noon)])
  expect(await count('unchanged')).toBe(1)
})

test('it is known for a week', async () => {
  const { submit, count, pipeline } = await fresh()
  await submit(noon, [ofAccount('free')(), ofAccount('free')()])
  await pipeline().retire(workspace, noon + 7 * dayMs)
  expect(await count('unchanged')).toBe(1)
  await pipeline().retire(workspace, noon + 7 * dayMs + 1)
  expect(await count('unchanged')).toBe(0)
})
