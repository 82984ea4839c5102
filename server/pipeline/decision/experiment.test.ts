import { expect, onTestFinished, test } from 'vitest'
import { dayMs, minuteMs } from '../../../shared/value/duration.ts'
import { ask, event, exportNudge, noon, outcome, plans, testPipeline } from '../test-pipeline.ts'

const talk = { key: 'talk', name: 'Talk', kind: 'contact' }
const copy = { title: 'Talk to us', actions: [{ kind: 'link', label: 'Go', url: '/go' }] }
const nudge = { ...exportNudge, trigger: undefined, offer: 'talk', copy: { en: copy } }
const all = (of: object) => ({
  key: 'x',
  arms: [
    { key: 'only', weight: 1, ...of },
    { key: 'other', weight: 0 },
  ],
})

async function fresh(experiment: object, ...others: object[]) {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  for (const plan of plans) await pipeline.publish('plan', plan)
  await pipeline.publish('offer', talk)
  await pipeline.publish('nudge', { ...nudge, experiment })
  for (const other of others) await pipeline.publish('nudge', { ...nudge, ...other })
  await pipeline.submit(noon, [event('visited', noon)])
  return pipeline
}

const placements = ['paywall:export']

test('a control is armed as a ghost, and counted against its caps when it would have been shown', async () => {
  const pipeline = await fresh(all({ control: true }))
  const { armed } = await pipeline.submit(noon, [], ask([], { arm: true }))
  expect(armed).toMatchObject([{ ghost: true, arm: 'only', title: [], actions: [] }])
  const id = armed[0]?.decisionId ?? ''
  await pipeline.submit(noon, [outcome(id, 'shown', noon)])
  expect(await pipeline.rows('SELECT decision, arm, ghost FROM impressions')).toEqual([
    { decision: id, arm: 'only', ghost: 1 },
  ])
  const after = await pipeline.submit(noon + minuteMs, [], ask(placements, { arm: true }))
  expect(after.decisions[0]).toMatchObject({ prompt: null, reason: 'capped_nudge' })
  expect(after.armed).toEqual([])
})

test('a ghost leaves the attention of the account to others, and its offer unseen', async () => {
  const pipeline = await fresh(all({ control: true }), { key: 'later', priority: -1 })
  const [ghost] = (await pipeline.submit(noon, [], ask(placements))).decisions
  expect(ghost).toMatchObject({ reason: 'control', prompt: { ghost: true, nudge: 'export' } })
  await pipeline.submit(noon, [outcome(ghost?.id ?? '', 'shown', noon)])
  const [next] = (await pipeline.submit(noon, [], ask(placements))).decisions
  expect(next?.prompt).toMatchObject({ nudge: 'later' })
  expect(await pipeline.rows('SELECT * FROM offers_made')).toEqual([])
})

test('the log tells a ghost from a showing', async () => {
  const pipeline = await fresh(all({ control: true }))
  const [ghost] = (await pipeline.submit(noon, [], ask(placements))).decisions
  await pipeline.submit(noon, [outcome(ghost?.id ?? '', 'shown', noon)])
  expect(
    await pipeline.rows(
      "SELECT name, properties ->> 'arm' AS arm FROM events WHERE name LIKE 'nudge_%'",
    ),
  ).toEqual([{ name: 'nudge_withheld', arm: 'only' }])
})

test('nothing can be done with what nobody saw', async () => {
  const pipeline = await fresh(all({ control: true }))
  const [ghost] = (await pipeline.submit(noon, [], ask(placements))).decisions
  const done = await pipeline.submit(noon, [outcome(ghost?.id ?? '', 'clicked', noon)])
  expect(done.refused).toMatchObject([{ issues: [{ path: 'outcome' }] }])
  expect(await pipeline.rows('SELECT * FROM outcomes')).toEqual([])
})

test('a backend that asks gets no ghost, and its asking is the moment', async () => {
  const pipeline = await fresh(all({ control: true }))
  const asking = ask(placements, { isMoment: true })
  const dry = await pipeline.submit(noon, [], { ...asking, store: false })
  expect(dry.decisions).toMatchObject([{ prompt: null, reason: 'control' }])
  expect(await pipeline.rows('SELECT * FROM impressions')).toEqual([])
  const done = await pipeline.submit(noon, [], asking)
  expect(done.decisions).toMatchObject([{ prompt: null, reason: 'control' }])
  expect(await pipeline.rows('SELECT ghost, at FROM impressions')).toEqual([{ ghost: 1, at: noon }])
  const again = await pipeline.submit(noon, [], asking)
  expect(again.decisions).toMatchObject([{ prompt: null, reason: 'capped_nudge' }])
})

test('a backend’s ghost takes over what was armed, so that one moment counts once', async () => {
  const pipeline = await fresh(all({ control: true }))
  const { armed } = await pipeline.submit(noon, [], ask([], { arm: true }))
  const done = await pipeline.submit(noon, [], ask(placements, { isMoment: true }))
  expect(done.decisions[0]?.id).toBe(armed[0]?.decisionId)
  await pipeline.submit(noon, [outcome(armed[0]?.decisionId ?? '', 'shown', noon)])
  expect(await pipeline.rows('SELECT ghost FROM impressions')).toEqual([{ ghost: 1 }])
})

test('the arm is kept with the decision, its showing and what came of it', async () => {
  const pipeline = await fresh(all({ copy: { en: { ...copy, title: 'Other words' } } }))
  const [decision] = (await pipeline.submit(noon, [], ask(placements))).decisions
  const id = decision?.id ?? ''
  expect(decision).toMatchObject({
    prompt: { arm: 'only', title: [{ text: 'Other words' }] },
    receipt: { arm: 'only' },
  })
  await pipeline.submit(noon, [outcome(id, 'shown', noon), outcome(id, 'clicked', noon)])
  for (const table of ['decisions', 'impressions', 'outcomes']) {
    const arms = (await pipeline.rows(`SELECT arm FROM ${table}`)).map((row) => row.arm)
    expect([table, new Set(arms)]).toEqual([table, new Set(['only'])])
  }
  expect(
    await pipeline.rows(
      "SELECT properties ->> 'arm' AS arm FROM events WHERE name = 'nudge_clicked'",
    ),
  ).toEqual([{ arm: 'only' }])
})

test('an account stays in its arm, and arms are filled by their weights', async () => {
  const pipeline = await fresh({
    key: 'x',
    arms: [
      { key: 'control', weight: 1, control: true },
      { key: 'treatment', weight: 3 },
    ],
  })
  const armOf = async (account: string, user: string, at: number) => {
    const visitor = { account, user, page: null, locale: null, device: null }
    const { decisions } = await pipeline.submit(at, [], ask(placements, { visitor, store: false }))
    return decisions[0]?.receipt?.arm
  }
  const accounts = Array.from({ length: 200 }, (_, i) => `account-${i}`)
  const first = await Promise.all(accounts.map((one) => armOf(one, `${one}-u`, noon)))
  const later = await Promise.all(accounts.map((one) => armOf(one, `${one}-v`, noon + 90 * dayMs)))
  expect(later).toEqual(first)
  const held = first.filter((arm) => arm === null).length
  const control = first.filter((arm) => arm === 'control').length
  expect(control / (accounts.length - held)).toBeGreaterThan(0.15)
  expect(control / (accounts.length - held)).toBeLessThan(0.35)
})

test('a ghost that has its moment with the question ends signals', async () => {
  const pipeline = await fresh(all({ control: true }))
  const when = { measure: { count: { event: 'exported', within: '7d' } }, gte: 1 }
  const cancelOn = ['nudge_withheld']
  const exported = { key: 'exported', name: 'Exported', family: 'paywall', subject: 'user' }
  await pipeline.publish('trigger', { ...exported, when, cancelOn })
  await pipeline.submit(noon, [event('exported', noon, { user: 'u2' })])
  await pipeline.submit(noon + minuteMs, [], ask(placements, { isMoment: true }))
  expect(await pipeline.rows('SELECT cancelled_at FROM signals')).toEqual([
    { cancelled_at: noon + minuteMs },
  ])
})
