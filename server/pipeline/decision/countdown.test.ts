/** A countdown is a promise: it stays what was said, and when it is over the offer is. */
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../../shared/value/duration.ts'
import {
  ask,
  exportNudge,
  noon,
  outcome,
  plans,
  testPipeline,
  trialOffer,
} from '../test-pipeline.ts'

const words = { ...exportNudge.copy.en, countdown: 'The offer ends in' }

async function fresh(nudge: object = {}) {
  const test = await testPipeline()
  onTestFinished(test.close)
  for (const plan of plans) await test.publish('plan', plan)
  await test.publish('offer', trialOffer)
  const body = {
    ...exportNudge,
    trigger: undefined,
    offerLasts: '3d',
    copy: { en: words },
    ...nudge,
  }
  await test.publish('nudge', body)
  const armed = async (at: number, user = 'u1') => {
    const visitor = { ...ask([]).visitor, user }
    return (await test.submit(at, [], ask([], { visitor, arm: true }))).armed[0]
  }
  const isOpen = async (at: number, user: string) => {
    const visitor = { ...ask([]).visitor, user }
    const { decisions } = await test.submit(at, [], ask(['paywall:export'], { visitor }))
    return decisions[0]?.prompt !== null
  }
  return { ...test, armed, isOpen }
}

test('two tabs that come one after the other are told the same end by one claim', async () => {
  const { armed } = await fresh()
  const first = await armed(noon)
  const second = await armed(noon + 5 * minuteMs)
  expect(first?.countdown?.endsAt).toBe(noon + 3 * dayMs)
  expect(second).toEqual(first)
})

test('the end that was said is the end, however late the prompt was shown', async () => {
  const { armed, isOpen, submit } = await fresh()
  const prompt = await armed(noon)
  const shownAt = noon + 20 * minuteMs
  await submit(shownAt, [outcome(prompt?.decisionId ?? '', 'shown', shownAt)])
  const endsAt = prompt?.countdown?.endsAt ?? 0
  expect((await armed(shownAt + hourMs, 'u2'))?.countdown?.endsAt).toBe(endsAt)
  expect([await isOpen(endsAt - 1, 'u3'), await isOpen(endsAt, 'u4')]).toEqual([true, false])
})

test('a prompt that is armed just before the end does not outlive it', async () => {
  const endsAt = noon + 5 * minuteMs
  const { armed } = await fresh({ schedule: { endsAt: new Date(endsAt).toISOString() } })
  const first = await armed(noon)
  expect([first?.countdown?.endsAt, first?.expiresAt]).toEqual([endsAt, endsAt])
  expect((await armed(noon + minuteMs))?.decisionId).toBe(first?.decisionId)
  expect(await armed(endsAt)).toBeUndefined()
})

test('a schedule that ends later is said at once', async () => {
  const until = (at: number) => ({ schedule: { endsAt: new Date(at).toISOString() } })
  const { armed, publish } = await fresh(until(noon + dayMs))
  const first = await armed(noon)
  const longer = { ...exportNudge, trigger: undefined, offerLasts: '3d', copy: { en: words } }
  await publish('nudge', { ...longer, ...until(noon + 2 * dayMs) })
  const second = await armed(noon + minuteMs)
  expect(second?.countdown?.endsAt).toBe(noon + 2 * dayMs)
  expect(second?.decisionId).not.toBe(first?.decisionId)
})

test('whoever left the prompt open cannot take the offer after its end', async () => {
  const { armed, submit, rows } = await fresh()
  const prompt = await armed(noon)
  const id = prompt?.decisionId ?? ''
  const endsAt = prompt?.countdown?.endsAt ?? 0
  await submit(noon, [outcome(id, 'shown', noon)])
  const late = await submit(endsAt, [outcome(id, 'trial_started', endsAt)])
  expect(late.refused).toEqual([
    {
      index: 0,
      issues: [{ path: 'outcome', message: 'The offer had ended, as its countdown said' }],
    },
  ])
  expect(await rows('SELECT * FROM trials')).toEqual([])
  const inTime = await submit(endsAt + 1, [outcome(id, 'trial_started', endsAt - 1)])
  expect(inTime.refused).toEqual([])
  expect(await rows('SELECT account FROM trials')).toEqual([{ account: 'a1' }])
})

test('without a countdown the offer’s time begins when it is seen', async () => {
  const { armed, submit, rows } = await fresh({ copy: exportNudge.copy })
  const prompt = await armed(noon)
  const shownAt = noon + 20 * minuteMs
  await submit(shownAt, [outcome(prompt?.decisionId ?? '', 'shown', shownAt)])
  expect(await rows('SELECT shown_at FROM offers_made')).toEqual([{ shown_at: shownAt }])
})
