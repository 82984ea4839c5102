/** What is set for a workspace reaches every node that decides for it, and what is drawn stays. */
import { expect, onTestFinished, test } from 'vitest'
import { dayMs, hourMs } from '../../shared/value/duration.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import { isHeldOut } from '../engine/assign.ts'
import {
  ask,
  exportNudge,
  noon,
  outcome,
  plans,
  testPipeline,
  trialOffer,
  workspace,
} from './test-pipeline.ts'

/** A nudge that nothing but the settings keeps back. */
async function fresh(nudge: object = {}) {
  const test = await testPipeline()
  onTestFinished(test.close)
  for (const plan of plans) await test.publish('plan', plan)
  await test.publish('offer', trialOffer)
  await test.publish('nudge', { ...exportNudge, trigger: undefined, ...nudge })
  const decide = async (at = noon, account = 'a1', user = 'u1') => {
    const visitor = { ...ask([]).visitor, account, user }
    const { decisions } = await test.submit(at, [], ask(['paywall:export'], { visitor }))
    return decisions[0]
  }
  const set = test.pipeline().saveSettings
  return { ...test, decide, set: (patch: Parameters<typeof set>[1]) => set(workspace, patch) }
}

test('another node holds what was set with its next work', async () => {
  const { open, decide, set } = await fresh()
  const other = open()
  onTestFinished(() => other.close())
  const there = async () => {
    const done = await other.submit(workspace, {
      at: noon,
      inputs: [],
      question: ask(['paywall:export']),
    })
    return done.decisions[0]?.reason
  }
  expect(await there()).toBeNull()
  await set({ paused: true })
  expect([await there(), (await decide())?.reason]).toEqual([
    'workspace_paused',
    'workspace_paused',
  ])
})

test('the same accounts are held out after a restart, and as many as was set', async () => {
  const { decide, set, restart, rows } = await fresh()
  await set({ holdout: 0.5 })
  const accounts = Array.from({ length: 40 }, (_, i) => `account-${i}`)
  const reasons = () =>
    Promise.all(accounts.map(async (one) => (await decide(noon, one, `u-${one}`))?.reason))
  const before = await reasons()
  await restart()
  expect(await reasons()).toEqual(before)
  const [row] = await rows("SELECT value FROM settings WHERE name = 'seed'")
  const seed = String(row?.value)
  expect(seed).toMatch(/^[0-9a-f]{32}$/)
  expect(before).toEqual(accounts.map((one) => (isHeldOut(seed, 0.5, one) ? 'holdout' : null)))
})

test('a workspace is drawn its own seed', async () => {
  const seeds = await Promise.all(
    [await fresh(), await fresh()].map(async ({ rows }) =>
      rows("SELECT value FROM settings WHERE name = 'seed'"),
    ),
  )
  expect(seeds[0]).not.toEqual(seeds[1])
})

test('"later" lasts as long as the workspace says, where the nudge is silent', async () => {
  const { decide, set, submit } = await fresh()
  await set({ defaults: { ...settingsOf().defaults, snooze: '2d' } })
  const first = await decide()
  await submit(noon, [outcome(first?.id ?? '', 'snoozed', noon)])
  expect((await decide(noon + 2 * dayMs - 1))?.reason).toBe('snoozed')
  expect((await decide(noon + 2 * dayMs))?.reason).toBeNull()
})

test('an offer ends for the whole account, so long after one of them first saw it', async () => {
  const { decide, submit } = await fresh({ offerLasts: '3d' })
  const first = await decide()
  const shownAt = noon + hourMs
  await submit(shownAt, [outcome(first?.id ?? '', 'shown', shownAt)])
  const later = shownAt + 3 * dayMs
  expect((await decide(later - 1, 'a1', 'u2'))?.reason).toBeNull()
  const expired = await decide(later, 'a1', 'u2')
  expect(expired?.reason).toBe('offer_not_applicable')
  const verdicts = expired?.receipt?.candidates[0]?.verdicts
  expect(verdicts?.find((one) => one.gate === 'offer')).toMatchObject({
    value: 'expired on 2026-03-07',
    threshold: 'within 3 days of being shown',
  })
  expect((await decide(later, 'a2', 'u3'))?.reason).toBeNull()
})

test('a showing that is told late may have been the first', async () => {
  const { decide, submit, rows } = await fresh()
  const [one, other] = [await decide(), await decide(noon, 'a1', 'u2')]
  await submit(noon + hourMs, [outcome(one?.id ?? '', 'shown', noon + hourMs)])
  await submit(noon + 2 * hourMs, [outcome(other?.id ?? '', 'shown', noon + 1, 'u2')])
  expect(await rows('SELECT * FROM offers_made')).toEqual([
    { account: 'a1', offer: 'team-trial', shown_at: noon + 1, converted_at: null },
  ])
})

test('who has converted is not asked again, nor are their colleagues', async () => {
  const { decide, submit } = await fresh()
  const first = await decide()
  await submit(noon, [outcome(first?.id ?? '', 'converted', noon)])
  expect((await decide(noon, 'a1', 'u2'))?.reason).toBe('converted')
  expect((await decide(noon, 'a2', 'u3'))?.reason).toBeNull()
})

test('a cap of an account looks as far back as the longest one says', async () => {
  const { decide, set, submit, publish } = await fresh({ tags: ['tip'], offerLasts: null })
  const group = { of: { tag: 'tip' }, per: 'account', every: '60d', times: 1 } as const
  await set({ capGroups: [{ key: 'tips', ...group }] })
  const first = await decide()
  await submit(noon, [outcome(first?.id ?? '', 'shown', noon)])
  const other = { key: 'other', tags: ['tip'], offerLasts: null, priority: 1, trigger: undefined }
  await publish('nudge', { ...exportNudge, ...other })
  const later = await decide(noon + 50 * dayMs, 'a1', 'u2')
  expect(later?.prompt?.nudge).toBe('export')
  expect(later?.receipt?.candidates.map((one) => [one.nudge, one.reason])).toEqual([
    ['export', null],
    ['other', 'capped_group'],
  ])
})

test('a new theme is in what is asked next, by a new claim, and in what is armed', async () => {
  const { decide, set, submit } = await fresh()
  const armed = async () => (await submit(noon, [], ask([], { arm: true }))).armed[0]
  const [before, armedBefore] = [await decide(), await armed()]
  expect(before?.prompt).not.toHaveProperty('theme')
  await set({ theme: { preset: 'brim', accent: '#7c3aed' } })
  const [after, armedAfter] = [await decide(), await armed()]
  expect(after?.prompt?.theme?.colors?.accent?.[0]).toBe('#7c3aed')
  expect(after?.id).not.toBe(before?.id)
  expect(armedAfter?.theme).toEqual(after?.prompt?.theme)
  expect(armedAfter?.decisionId).not.toBe(armedBefore?.decisionId)
})
