import { expect, onTestFinished, test } from 'vitest'
import type { Prompt } from '../../shared/decision/prompt.ts'
import { dayMs, hourMs, minuteMs } from '../../shared/value/duration.ts'
import type { Input } from './input.ts'
import {
  ask,
  event,
  exportNudge,
  exportPipeline,
  exportTrigger,
  hit,
  metered,
  noon,
  outcome,
  plans,
  reading,
  tester,
  testPipeline,
  traits,
  trialOffer,
  workspace,
} from './test-pipeline.ts'

async function fresh() {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  return pipeline
}

/** Three hits, and the prompt they earn. */
async function earned(pipeline: Awaited<ReturnType<typeof fresh>>, at = noon) {
  const hits = [1, 2, 3].map((minute) => hit('export', at + minute * minuteMs))
  const done = await pipeline.submit(at + 3 * minuteMs, hits, ask(['paywall:export']))
  return done.decisions[0]
}

test('commits before it answers, and counts a repeated message once', async () => {
  const { submit, rows } = await fresh()
  const once = hit('export', noon)
  const first = await submit(noon, [once])
  const again = await submit(noon + 1000, [once, hit('export', noon + 1000)])
  expect([first.accepted, first.repeated]).toEqual([1, 0])
  expect([again.accepted, again.repeated]).toEqual([2, 1])
  expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 2 }])
  expect(await rows('SELECT sum(value) AS n FROM buckets')).toEqual([{ n: 2 }])
})

test('a message that comes twice in one batch counts once', async () => {
  const { submit, rows } = await fresh()
  const once = hit('export', noon)
  const done = await submit(noon, [once, once])
  expect([done.accepted, done.repeated]).toEqual([2, 1])
  expect(await rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }])
})

test('the third hit in the window fires, with its evidence, and then stays silent', async () => {
  const { submit, rows, messages } = await fresh()
  await submit(noon, [
    hit('export', noon),
    hit('export', noon + hourMs),
    hit('import', noon + hourMs),
  ])
  expect(messages.filter((one) => one.type === 'signal')).toEqual([])
  await submit(noon + 2 * hourMs, [hit('export', noon + 2 * hourMs)])
  await submit(noon + 3 * hourMs, [hit('export', noon + 3 * hourMs)])
  const signals = messages.flatMap((one) => (one.type === 'signal' ? [one.signal] : []))
  expect(signals).toMatchObject([
    {
      trigger: 'export-wall',
      account: 'a1',
      user: 'u1',
      firedAt: noon + 2 * hourMs,
      evidence: [{ path: 'when', value: 3, threshold: 3, operator: 'gte', verdict: 'true' }],
    },
  ])
  expect(await rows('SELECT trigger FROM signals')).toEqual([{ trigger: 'export-wall' }])
})

test('hits that have left the window no longer count', async () => {
  const { submit, messages } = await fresh()
  const times = [noon, noon + hourMs, noon + 8 * dayMs]
  for (const at of times) await submit(at, [hit('export', at)])
  expect(messages.some((one) => one.type === 'signal')).toBe(false)
})

test('asks are answered after the inputs of the same work, with a receipt', async () => {
  const pipeline = await fresh()
  const early = await pipeline.submit(noon, [hit('export', noon)], ask(['paywall:export']))
  expect(early.decisions[0]).toMatchObject({ prompt: null, reason: 'no_signal' })
  expect(early.decisions[0]?.receipt?.candidates[0]?.nearest).toBe(
    '2 more paywall hits on “export” in 7 days',
  )
  const decision = await earned(pipeline)
  expect(decision).toMatchObject({ reason: null, prompt: { nudge: 'export', format: 'modal' } })
  expect(titleOf(decision?.prompt)).toBe('Export with Team, friend')
  expect(decision?.receipt?.candidates[0]?.verdicts.every((one) => one.passed)).toBe(true)
})

test('arms what the next event would win', async () => {
  const { submit } = await fresh()
  const arm = ask([], { arm: true })
  expect((await submit(noon, [hit('export', noon)], arm)).armed).toEqual([])
  const second = await submit(noon + 1000, [hit('export', noon + 1000)], arm)
  expect(second.armed).toMatchObject([{ placement: 'paywall:export', nudge: 'export' }])
  const later = await submit(noon + 2000, [], arm)
  expect(later.armed).toEqual(second.armed)
})

test('tells which events nudges wait for, and arms what was answered once', async () => {
  const { submit, publish } = await fresh()
  const isAboutLimits = {
    count: { event: 'asked', where: { topic: { eq: 'limits' } }, within: '7d' },
  }
  await publish('trigger', {
    ...exportTrigger,
    key: 'asked',
    when: { measure: isAboutLimits, gte: 1 },
  })
  const placement = 'event:asked'
  await publish('nudge', { ...exportNudge, key: 'asked', placement, trigger: 'asked' })
  const before = await submit(noon, [], ask([], { arm: true }))
  expect([before.armed, before.placements]).toEqual([[], [placement]])
  const asked = [event('asked', noon, { properties: { topic: 'limits' } })]
  const after = await submit(noon, asked, ask([placement], { arm: true }))
  expect(after.armed).toEqual([after.decisions[0]?.prompt])
  expect(after.armed).toMatchObject([{ placement, nudge: 'asked' }])
})

test('a hit that was answered without a prompt arms the next one', async () => {
  const { submit } = await fresh()
  const hits = [hit('export', noon), hit('export', noon + 1)]
  const done = await submit(noon + 1, hits, ask(['paywall:export'], { arm: true }))
  expect(done.decisions).toMatchObject([{ prompt: null, reason: 'no_signal' }])
  expect(done.armed).toMatchObject([{ placement: 'paywall:export' }])
})

test('an event that was answered without a prompt leaves nothing armed at its place', async () => {
  const pipeline = await fresh()
  await pipeline.publish('nudge', { ...exportNudge, placement: 'event:paywall_hit' })
  const hits = [hit('export', noon), hit('export', noon + 1)]
  const question = ask(['event:paywall_hit'], { arm: true })
  const done = await pipeline.submit(noon + 1, hits, question)
  expect([done.decisions[0]?.prompt, done.armed]).toEqual([null, []])
  expect(done.placements).toEqual(['event:paywall_hit'])
  const third = await pipeline.submit(noon + 2, [hit('export', noon + 2)], question)
  expect(third.armed).toEqual([third.decisions[0]?.prompt])
})

test('showing is a claim: it spends the cap, once', async () => {
  const pipeline = await fresh()
  const decision = await earned(pipeline)
  const id = decision?.id ?? ''
  const at = noon + 5 * minuteMs
  await pipeline.submit(at, [outcome(id, 'shown', at)])
  await pipeline.submit(at, [outcome(id, 'shown', at)])
  const after = await pipeline.submit(at, [], ask(['paywall:export']))
  expect(after.decisions[0]).toMatchObject({ prompt: null, reason: 'capped_nudge' })
  expect(await pipeline.rows('SELECT count(*) AS n FROM impressions')).toEqual([{ n: 1 }])
  const nextWeek = at + 7 * dayMs
  const hits = [0, 1, 2].map((n) => hit('export', nextWeek + n))
  const again = await pipeline.submit(nextWeek + 2, hits, ask(['paywall:export']))
  expect(again.decisions[0]?.prompt).not.toBeNull()
})

test('refuses an outcome of somebody else’s decision, and takes the rest of the batch', async () => {
  const pipeline = await fresh()
  const decision = await earned(pipeline)
  const at = noon + 5 * minuteMs
  const done = await pipeline.submit(at, [
    outcome(decision?.id ?? '', 'shown', at, 'intruder'),
    outcome('dec_unknown', 'shown', at),
    hit('export', at),
  ])
  expect(done.accepted).toBe(1)
  expect(done.refused.map((one) => one.index)).toEqual([0, 1])
  expect(await pipeline.rows('SELECT count(*) AS n FROM impressions')).toEqual([{ n: 0 }])
})

test('never stays never, and snoozed comes back', async () => {
  const pipeline = await fresh()
  const decision = await earned(pipeline)
  const at = noon + 5 * minuteMs
  const id = decision?.id ?? ''
  await pipeline.submit(at, [outcome(id, 'snoozed', at)])
  const snoozed = await pipeline.submit(at, [], ask(['paywall:export']))
  expect(snoozed.decisions[0]?.reason).toBe('snoozed')
  expect(snoozed.decisions[0]?.receipt?.candidates[0]?.nearest).toBe('in 7 days')
  await pipeline.submit(at, [outcome(id, 'never', at)])
  const never = await pipeline.submit(at + 6 * dayMs, [], ask(['paywall:export']))
  expect(never.decisions[0]?.reason).not.toBe(null)
  const wishes = await pipeline.rows('SELECT wish FROM wishes')
  expect(wishes).toEqual([{ wish: 'never' }])
})

test('a trial is granted once and takes the offer away', async () => {
  const pipeline = await fresh()
  const decision = await earned(pipeline)
  const at = noon + 5 * minuteMs
  const id = decision?.id ?? ''
  await pipeline.submit(at, [outcome(id, 'shown', at), outcome(id, 'trial_started', at)])
  expect(await pipeline.rows('SELECT plan, ends_at FROM trials')).toEqual([
    { plan: 'team', ends_at: at + 14 * dayMs },
  ])
  const after = await pipeline.submit(at, [], ask(['paywall:export'], { arm: true }))
  expect(after.decisions[0]?.receipt?.candidates[0]?.verdicts).toContainEqual({
    gate: 'offer',
    passed: false,
    reason: 'offer_not_applicable',
    value: 'trial of team taken',
    threshold: 'no trial of it yet',
  })
  expect(after.armed).toEqual([])
})

test('a change of plan is told to the log, ends signals and takes the offer away', async () => {
  const pipeline = await fresh()
  await earned(pipeline)
  const at = noon + hourMs
  const done = await pipeline.submit(
    at,
    [traits({ plan: 'team', seats: 8 }, at)],
    ask(['paywall:export']),
  )
  expect(done.decisions[0]?.reason).toBe('no_signal')
  expect(await pipeline.rows('SELECT cancelled_at FROM signals')).toEqual([{ cancelled_at: at }])
  expect(
    await pipeline.rows("SELECT name FROM events WHERE name LIKE '%_changed' ORDER BY seq"),
  ).toEqual([{ name: 'account_changed' }, { name: 'plan_changed' }])
})

test('what a browser says does not overrule a secret key', async () => {
  const pipeline = await fresh()
  const hint: Input = {
    ...traits({ plan: 'enterprise', industry: 'ships' }, noon + 1),
    source: 'widget',
  }
  await pipeline.submit(noon, [traits({ plan: 'free' }, noon), hint])
  const decision = await earned(pipeline, noon + hourMs)
  expect(decision?.prompt).not.toBeNull()
  const names = await pipeline.rows("SELECT name FROM events WHERE name = 'plan_changed'")
  expect(names).toHaveLength(1)
})

test('meters wake the triggers that look at them', async () => {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  await pipeline.publish('plan', metered)
  await pipeline.publish('trigger', {
    ...exportTrigger,
    recommends: undefined,
    family: 'limit',
    when: { measure: { meter: { name: 'boards', read: 'ratio' } }, gte: 1 },
  })
  await pipeline.submit(noon, [reading('boards', 2, 3, noon), reading('seats', 5, 5, noon)])
  expect(pipeline.messages.some((one) => one.type === 'signal')).toBe(false)
  await pipeline.submit(noon + 1, [reading('boards', 3, 3, noon + 1)])
  expect(pipeline.messages.filter((one) => one.type === 'signal')).toHaveLength(1)
})

test('counts, caps and claims survive a restart', async () => {
  const pipeline = await fresh()
  await pipeline.submit(noon, [hit('export', noon), hit('export', noon + 1)])
  await pipeline.restart()
  const at = noon + minuteMs
  const done = await pipeline.submit(at, [hit('export', at)], ask(['paywall:export']))
  const id = done.decisions[0]?.id ?? ''
  expect(done.decisions[0]?.prompt).not.toBeNull()
  await pipeline.submit(at, [outcome(id, 'shown', at)])
  await pipeline.restart()
  const after = await pipeline.submit(at, [], ask(['paywall:export']))
  expect(after.decisions[0]?.reason).toBe('capped_nudge')
})

test('a trigger published later counts what is already in the log', async () => {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  await pipeline.submit(noon - hourMs, [hit('export', noon - hourMs), hit('export', noon - 1000)])
  await pipeline.publish('trigger', { ...exportTrigger, recommends: undefined })
  await pipeline.submit(noon + 1, [hit('export', noon + 1)])
  expect(pipeline.messages.filter((one) => one.type === 'signal')).toHaveLength(1)
})

test('a wider window counts what a narrower one of the same events had no need of', async () => {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  const publish = (key: string, within: string) =>
    pipeline.publish('trigger', {
      ...exportTrigger,
      key,
      recommends: undefined,
      when: { measure: { count: { event: 'paywall_hit', within } }, gte: 3 },
    })
  for (const day of [40, 20]) {
    const at = noon - day * dayMs
    await pipeline.submit(at, [hit('export', at)])
  }
  await publish('week', '7d')
  await publish('quarter', '60d')
  await pipeline.submit(noon + 1, [hit('export', noon + 1)])
  expect(await pipeline.rows('SELECT trigger FROM signals')).toEqual([{ trigger: 'quarter' }])
})

test('different users in one account are told apart', async () => {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  await pipeline.publish('trigger', {
    ...exportTrigger,
    recommends: undefined,
    when: { measure: { distinct: { of: 'user', event: 'paywall_hit', within: '7d' } }, gte: 2 },
  })
  const at = (n: number) => noon + n
  await pipeline.submit(noon, [
    hit('x', at(1)),
    hit('x', at(2)),
    hit('x', at(3), { account: 'a2' }),
  ])
  expect(pipeline.messages.some((one) => one.type === 'signal')).toBe(false)
  await pipeline.submit(noon, [hit('x', at(4), { user: 'u2' })])
  expect(pipeline.messages.filter((one) => one.type === 'signal')).toHaveLength(1)
})

test('a hundred pieces of work at once are each answered for themselves', async () => {
  const pipeline = await fresh()
  const works = Array.from({ length: 100 }, (_, i) =>
    pipeline.submit(noon + i, [event('ping', noon + i, { account: `a${i}`, user: `u${i}` })]),
  )
  const done = await Promise.all(works)
  expect(done.every((one) => one.accepted === 1)).toBe(true)
  expect(await pipeline.rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 100 }])
})

test('two tabs that ask at once share one claim', async () => {
  const pipeline = await fresh()
  await pipeline.submit(
    noon,
    [0, 1, 2].map((n) => hit('export', noon + n)),
  )
  const [one, two] = await Promise.all([
    pipeline.submit(noon + 10, [], ask(['paywall:export'])),
    pipeline.submit(noon + 11, [], ask(['paywall:export'])),
  ])
  expect(one.decisions[0]?.id).toBe(two.decisions[0]?.id)
})

test('a dry run explains and leaves no trace', async () => {
  const pipeline = await fresh()
  const done = await pipeline.submit(noon, [], ask(['paywall:export'], { store: false, arm: true }))
  expect(done.decisions[0]?.receipt?.candidates).toHaveLength(1)
  expect(await pipeline.rows('SELECT count(*) AS n FROM decisions')).toEqual([{ n: 0 }])
})

test('saving refuses what refers to nothing, and what another has changed', async () => {
  const test = await testPipeline()
  onTestFinished(test.close)
  const save = (body: object, given: object = {}) =>
    test.pipeline().save(workspace, {
      kind: 'offer',
      body: body as never,
      publish: false,
      by: tester,
      at: noon,
      ...given,
    })
  expect(await save(trialOffer)).toEqual({
    kind: 'invalid',
    issues: [{ path: 'plan', message: 'There is no plan "team"' }],
  })
  for (const plan of plans) await test.publish('plan', plan)
  expect(await save(trialOffer, { revision: 0 })).toMatchObject({
    kind: 'saved',
    record: { revision: 1 },
  })
  expect(await save(trialOffer, { revision: 0 })).toMatchObject({ kind: 'conflict' })
  expect(await save({ ...trialOffer, name: 'Other' }, { revision: 1 })).toMatchObject({
    record: { revision: 2, status: 'draft', published: null },
  })
})

test('a circle of signals, or signals of nobody, are refused with their path', async () => {
  const pipeline = await testPipeline()
  onTestFinished(pipeline.close)
  const counting = (key: string, of: string) => ({
    ...exportTrigger,
    key,
    recommends: undefined,
    when: { measure: { signals: { trigger: of, within: '7d', of: 'account' } }, gte: 1 },
  })
  const path = 'when.measure.signals.trigger'
  const faultOf = (body: object) =>
    pipeline.publish('trigger', body).then(
      () => null,
      (error: Error) => JSON.parse(error.message).issues,
    )
  expect(await faultOf(counting('a', 'nobody'))).toEqual([
    { path, message: 'There is no trigger "nobody"' },
  ])
  expect(await faultOf(counting('a', 'a'))).toMatchObject([{ path }])
  await pipeline.publish('trigger', { ...exportTrigger, key: 'a', recommends: undefined })
  await pipeline.publish('trigger', counting('b', 'a'))
  await pipeline.publish('trigger', counting('c', 'b'))
  expect(await faultOf(counting('a', 'c'))).toEqual([
    { path, message: '"a" would wait for its own signals' },
  ])
})

test('a paused nudge is a candidate that is not live', async () => {
  const pipeline = await fresh()
  await pipeline.submit(
    noon,
    [0, 1, 2].map((n) => hit('export', noon + n)),
  )
  await pipeline.pipeline().setStatus(workspace, {
    kind: 'nudge',
    key: exportNudge.key,
    change: 'pause',
    by: tester,
    at: noon,
  })
  const done = await pipeline.submit(noon + 10, [], ask(['paywall:export'], { arm: true }))
  expect(done.decisions[0]?.reason).toBe('not_live')
  expect(done.armed).toEqual([])
})

test('a preview fills in what is known and names what is not', async () => {
  const pipeline = await fresh()
  await pipeline.submit(noon, [reading('boards', 2, 3, noon)])
  const preview = await pipeline.pipeline().preview(workspace, {
    nudge: (
      await pipeline.publish('nudge', {
        ...exportNudge,
        copy: {
          en: { ...exportNudge.copy.en, title: '{{account.city}} has {{meter.boards.used}}' },
        },
      })
    ).draft as never,
    account: 'a1',
    user: 'u1',
    locale: null,
    at: noon,
  })
  expect(preview.kind === 'prompt' && titleOf(preview.prompt)).toBe('{account.city} has 2')
})

function titleOf(prompt: Prompt | null | undefined): string | undefined {
  return prompt?.title.map((node) => (node.kind === 'text' ? node.text : '')).join('')
}
