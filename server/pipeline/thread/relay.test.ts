import { expect, onTestFinished, test } from 'vitest'
import type { Prompt } from '../../../shared/decision/prompt.ts'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import type { Input } from '../input.ts'
import { ask, event, noon, outcome, plans, testPipeline, traits } from '../test-pipeline.ts'
import type { Question } from '../work.ts'

const team = { key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' }
const words = (title: string, action: object) => ({ en: { title, actions: [action] } })
const wall = {
  key: 'wall',
  name: 'Wall',
  format: 'inline',
  placement: 'paywall:export',
  offer: 'team',
  caps: { perUser: { every: '1m', times: 100 }, lifetime: 100 },
  copy: words('Upgrade', { kind: 'checkout', label: 'Buy', url: '/buy' }),
  forms: { ask_admin: { copy: words('Ask for Team', { kind: 'ask_admin', label: 'Ask' }) } },
}
const relay = {
  ...wall,
  key: 'relay',
  placement: 'page',
  forms: undefined,
  relay: true,
  copy: words('{{requests.count}} ask for it: {{requests.names|colleagues}}', {
    kind: 'checkout',
    label: 'Buy',
    url: '/buy',
  }),
}

async function fresh() {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  for (const plan of plans) await pipeline.publish('plan', plan)
  await pipeline.publish('offer', team)
  await pipeline.publish('nudge', wall)
  await pipeline.publish('nudge', relay)
  await pipeline.submit(noon, [
    person('boss', { role: 'admin' }),
    person('u1', { role: 'member', name: 'Ada' }),
    person('u2', { role: 'member', name: 'Ben' }),
    person('u3', { role: 'member' }),
  ])
  const decide = async (user: string, placement: string, at: number) =>
    (await pipeline.submit(at, [], asking(user, placement))).decisions[0]
  /** Meets the wall, and asks those who may buy. */
  const request = async (user: string, at: number) => {
    const id = (await decide(user, 'paywall:export', at))?.id ?? ''
    const done = ['shown', 'clicked', 'asked_admin'] as const
    return pipeline.submit(
      at,
      done.map((what) => outcome(id, what, at, user)),
    )
  }
  return {
    ...pipeline,
    decide,
    request,
    open: () => pipeline.rows('SELECT user, at FROM requests'),
  }
}

let sent = 0
function person(user: string, given: Record<string, string>): Input {
  return {
    ...event('', noon, { messageId: `p${++sent}`, user, source: 'api' }),
    kind: 'user_traits',
    user,
    traits: given,
  } as Input
}

function asking(user: string, placement: string): Question {
  return ask([placement], {
    visitor: { account: 'a1', user, page: '/', locale: 'en', device: 'desktop' },
  })
}

const titleOf = (prompt: Prompt | null | undefined) =>
  prompt?.title.map((one) => (one.kind === 'text' ? one.text : '')).join('')

test('one who may not buy is given a way to ask, and the others what it offers', async () => {
  const { decide } = await fresh()
  expect(titleOf((await decide('u1', 'paywall:export', noon))?.prompt)).toBe('Ask for Team')
  expect(titleOf((await decide('boss', 'paywall:export', noon))?.prompt)).toBe('Upgrade')
})

test('requests reach those who may buy as one card that grows', async () => {
  const { decide, request } = await fresh()
  expect((await decide('boss', 'page', noon))?.receipt?.candidates[0]).toMatchObject({
    reason: 'no_signal',
    nearest: 'a request for team',
  })
  await request('u1', noon + minuteMs)
  const one = await decide('boss', 'page', noon + 2 * minuteMs)
  expect(titleOf(one?.prompt)).toBe('1 ask for it: Ada')
  await request('u2', noon + 3 * minuteMs)
  await request('u3', noon + 4 * minuteMs)
  const three = await decide('boss', 'page', noon + 5 * minuteMs)
  expect(titleOf(three?.prompt)).toBe('3 ask for it: Ben, Ada, and 1 more')
  expect((await decide('u3', 'page', noon + 5 * minuteMs))?.reason).toBe('not_a_buyer')
})

test('a request of the same commit is relayed by name', async () => {
  const { decide, submit } = await fresh()
  const id = (await decide('u1', 'paywall:export', noon))?.id ?? ''
  const inputs = [outcome(id, 'shown', noon), outcome(id, 'asked_admin', noon)]
  const { decisions } = await submit(noon, inputs, asking('boss', 'page'))
  expect(titleOf(decisions[0]?.prompt)).toBe('1 ask for it: Ada')
})

test('who asks again waits anew, and is counted once', async () => {
  const { request, open } = await fresh()
  await request('u1', noon)
  await request('u1', noon + 2 * minuteMs)
  expect(await open()).toEqual([{ user: 'u1', at: noon + 2 * minuteMs }])
})

test('a request waits for thirty days', async () => {
  const { decide, request } = await fresh()
  await request('u1', noon)
  expect((await decide('boss', 'page', noon + 30 * dayMs - 1))?.prompt).not.toBeNull()
  expect((await decide('boss', 'page', noon + 30 * dayMs))?.reason).toBe('no_signal')
})

test.each<[name: string, answer: Input]>([
  ['the account is on the plan', traits({ plan: 'team' }, noon + dayMs)],
  [
    'the offer was bought',
    {
      ...event('', noon + dayMs),
      kind: 'conversion',
      change: 'plan',
      plan: null,
      offer: 'team',
      decision: null,
      mrrDelta: null,
      currency: null,
    } as Input,
  ],
])('requests have their answer when %s', async (_, answer) => {
  const { request, submit, open } = await fresh()
  await request('u1', noon)
  await submit(noon + dayMs, [answer])
  expect(await open()).toEqual([])
})

test('a plan below the offer’s answers nothing', async () => {
  const { request, submit, open } = await fresh()
  await request('u1', noon)
  await submit(noon + dayMs, [traits({ plan: 'free' }, noon + dayMs)])
  expect(await open()).toHaveLength(1)
})

test('a prompt that cannot ask makes no request, whatever a page says', async () => {
  const { decide, submit, open } = await fresh()
  const id = (await decide('boss', 'paywall:export', noon))?.id ?? ''
  await submit(noon, [outcome(id, 'shown', noon, 'boss'), outcome(id, 'asked_admin', noon, 'boss')])
  expect(await open()).toEqual([])
})

test('the action to ask is refused where the reader may buy', async () => {
  const { publish } = await fresh()
  const body = { ...wall, copy: wall.forms.ask_admin.copy, forms: undefined }
  await expect(publish('nudge', body)).rejects.toThrow(/copy\.en\.actions\.0\.kind/)
  const offer = { key: 'please', name: 'Please', kind: 'ask_admin', plan: 'team' }
  await publish('offer', offer)
  await publish('nudge', { ...body, offer: 'please' })
})
