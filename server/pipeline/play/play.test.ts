/** What signals set off: on a real database, at any hour, by one node or two, through a stop. */
import { expect, onTestFinished, test } from 'vitest'
import { linkActor } from '../../../shared/audit/actor.ts'
import { dayMs, hourMs, minuteMs } from '../../../shared/value/duration.ts'
import type { SalesTeam } from '../../../shared/workspace/sales-team.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import type { Input } from '../input.ts'
import type { OutboxTurned } from '../outbox/turn.ts'
import type { Pipeline } from '../pipeline.ts'
import {
  ask,
  event,
  exportPipeline,
  hit,
  noon,
  tester,
  traits,
  webhookTo,
  workspace,
} from '../test-pipeline.ts'

const rep = 'ada@sales.example'
const alerting = {
  key: 'to-owner',
  name: 'To the owner',
  when: { triggers: ['export-wall'] },
  actions: [{ kind: 'alert' }],
}

const everySignal = { families: ['paywall' as const], triggers: [], events: [] }

type Given = { play?: object | null; sales?: Partial<SalesTeam>; hears?: boolean }

/** A trigger that three hits on exports fire, a play about it, and a Slack that reps are told by. */
async function withPlay({ play = alerting, sales = {}, hears = false }: Given = {}) {
  const pipeline = await exportPipeline()
  onTestFinished(pipeline.close)
  const add = (id: string, kind: 'slack' | 'hubspot', families: 'paywall'[] = []) =>
    pipeline.pipeline().addDestination(workspace, {
      id,
      kind,
      name: id,
      hears: { families, triggers: [], events: [] },
      settings: {},
      credentials: null,
      by: tester,
      at: noon,
    })
  await add('slack', 'slack')
  await add('crm', 'hubspot', hears ? ['paywall'] : [])
  const set = (more: Partial<SalesTeam>) =>
    pipeline.pipeline().saveSettings(workspace, {
      sales: {
        ...settingsOf().sales,
        destination: 'slack',
        defaultOwner: rep,
        ...sales,
        ...more,
      },
    })
  await set({})
  if (play) await pipeline.publish('play', play)
  const turn = (at: number, node: Pick<Pipeline, 'turnOutbox'> = pipeline.pipeline()) =>
    node.turnOutbox(workspace, { at, settlements: [], leases: true })
  return {
    ...pipeline,
    set,
    turn,
    /** Its signal, of each of these accounts. */
    fire: (at: number, ...accounts: string[]) =>
      pipeline.submit(
        at,
        (accounts.length > 0 ? accounts : ['a1']).flatMap((account) =>
          [1, 2, 3].map(() => hit('export', at, { account, user: `u-${account}` })),
        ),
      ),
    alerts: () =>
      pipeline.rows(
        'SELECT account, rep, state, reason, due_at, told_by FROM alerts ORDER BY account',
      ),
    told: () =>
      pipeline.rows(
        `SELECT destination, type, body ->> '$.data.rep' AS rep FROM deliveries ORDER BY rowid`,
      ),
    plays: () => pipeline.rows('SELECT play, outcome FROM plays ORDER BY rowid'),
  }
}

const bodies = ({ deliveries }: OutboxTurned) => deliveries.map((one) => JSON.parse(one.body))

test('a signal is told to the owner, with its evidence, once', async () => {
  const { fire, turn, told, alerts, plays, submit } = await withPlay()
  await submit(noon, [traits({ name: 'Acme', owner_email: 'Ben@Sales.example' }, noon)])
  await fire(noon)
  const turned = await turn(noon)
  expect(bodies(turned)).toMatchObject([
    {
      type: 'alert',
      data: {
        account: 'a1',
        rep: 'ben@sales.example',
        name: 'Keeps hitting the export wall',
        play: { key: 'to-owner', name: 'To the owner' },
        traits: { account: { name: 'Acme' } },
        evidence: [{ value: 3, verdict: 'true' }],
      },
    },
  ])
  await turn(noon + minuteMs)
  expect(await told()).toHaveLength(1)
  expect(await alerts()).toMatchObject([{ state: 'told', reason: null, due_at: null }])
  expect(await plays()).toEqual([{ play: 'to-owner', outcome: 'acted' }])
})

test('without plays nothing is noted, and everything is as it was', async () => {
  const { fire, turn, told, plays } = await withPlay({ play: null, hears: true })
  await fire(noon)
  await turn(noon)
  expect(await told()).toEqual([{ destination: 'crm', type: 'signal_fired', rep: null }])
  expect(await plays()).toEqual([])
})

test('what comes twice sets off nothing twice', async () => {
  const { submit, turn, told } = await withPlay()
  const hits = [1, 2, 3].map(() => hit('export', noon))
  await submit(noon, hits)
  await submit(noon + 1, hits)
  await turn(noon + 2)
  expect(await told()).toHaveLength(1)
})

test('what comes in quiet hours waits until they end', async () => {
  const { fire, turn, told, alerts } = await withPlay()
  const evening = noon + 7 * hourMs
  const morning = noon + 20 * hourMs
  await fire(evening)
  const { nextAt } = await turn(evening)
  expect(nextAt).toBe(morning)
  expect(await alerts()).toMatchObject([{ rep, state: 'waiting', reason: 'quiet_hours' }])
  await turn(morning - 1)
  expect(await told()).toEqual([])
  await turn(morning)
  expect(await told()).toMatchObject([{ type: 'alert', rep }])
})

const many = Array.from({ length: 8 }, (_, i) => `a${i}`)

test('beyond the alerts of a day the rest goes into one digest, the readiest first', async () => {
  const { fire, turn, told, alerts, pipeline, rows } = await withPlay()
  await fire(noon, ...many)
  await pipeline().keepReadiness(workspace, {
    scores: [
      ['a0', 1],
      ['a1', 2],
      ['a7', 3],
    ],
    reckoned: null,
  })
  await turn(noon)
  const after = await alerts()
  // The three that are ready go first, and then the others as they came.
  expect(after.map((one) => one.state)).toEqual([
    'told',
    'told',
    'told',
    'told',
    'digest',
    'digest',
    'digest',
    'told',
  ])
  expect(after[4]).toMatchObject({ reason: 'over_cap', due_at: noon + 21 * hourMs })
  await turn(noon + 20 * hourMs)
  expect(await told()).toHaveLength(5)
  await pipeline().keepReadiness(workspace, { scores: [['a6', 9]], reckoned: null })
  // Slack takes one message at a time: what was leased waits for its answer.
  await turn(noon + 21 * hourMs)
  const [digest] = await withDigest()
  expect(digest).toEqual({ rep, accounts: ['a6', 'a4', 'a5'] })
  await turn(noon + 22 * hourMs)
  expect(await withDigest()).toHaveLength(1)

  async function withDigest() {
    const found = await rows("SELECT body FROM deliveries WHERE type = 'digest'")
    return found.map(({ body }) => {
      const { data } = JSON.parse(String(body))
      return { rep: data.rep, accounts: data.items.map((one: { account: string }) => one.account) }
    })
  }
})

test('two nodes that turn at once tell each alert once, and nobody more than they may be', async () => {
  const { fire, turn, told, open } = await withPlay()
  const other = open()
  onTestFinished(other.close)
  await fire(noon, ...many)
  await Promise.all([turn(noon), turn(noon, other), turn(noon), turn(noon, other)])
  expect(await told()).toHaveLength(5)
})

test('a stop between the signal and its alert loses nothing and doubles nothing', async () => {
  const { fire, turn, told, restart } = await withPlay()
  await fire(noon)
  await restart()
  await turn(noon)
  await restart()
  await turn(noon + 1)
  expect(await told()).toHaveLength(1)
})

test('on the next day a rep may be told again', async () => {
  const { fire, turn, alerts } = await withPlay({ sales: { alertsPerDay: 1 } })
  await fire(noon, 'a1', 'a2')
  await turn(noon)
  await fire(noon + dayMs, 'a3')
  await turn(noon + dayMs)
  expect((await alerts()).map((one) => one.told_by)).toEqual(['alert', 'digest', 'alert'])
})

test('accounts of the holdout are told to nobody, and their signal stays', async () => {
  const { fire, turn, told, plays, rows, pipeline } = await withPlay()
  await pipeline().saveSettings(workspace, { holdout: 0.5 })
  const accounts = Array.from({ length: 20 }, (_, i) => `h${i}`)
  await fire(noon, ...accounts)
  await turn(noon)
  const outcomes = (await plays()).map((one) => one.outcome)
  const heldOut = outcomes.filter((one) => one === 'holdout').length
  expect(heldOut).toBeGreaterThan(3)
  expect(heldOut).toBeLessThan(17)
  expect(await rows('SELECT 1 FROM signals')).toHaveLength(20)
  expect(await rows('SELECT 1 FROM alerts')).toHaveLength(20 - heldOut)
  expect(await told()).toHaveLength(Math.min(5, 20 - heldOut))
})

test('whoever has claimed the account is told', async () => {
  const { fire, turn, told, submit } = await withPlay()
  const [common] = [event('x', noon)]
  const claim = {
    kind: 'claim',
    by: 'cy@sales.example',
    claim: 'claim',
    until: null,
    actor: tester,
  }
  await submit(noon, [{ ...common, ...claim } as unknown as Input])
  await fire(noon)
  await turn(noon)
  expect(await told()).toMatchObject([{ rep: 'cy@sales.example' }])
})

test.each([
  ['no_owner', { defaultOwner: null }, { defaultOwner: rep }],
  ['no_way', { destination: null }, { destination: 'slack' }],
  ['no_way', { destination: 'gone' }, { destination: 'slack' }],
])(
  'an alert that nobody can be told waits as %s, and goes once somebody can',
  async (reason, before, after) => {
    const { fire, turn, told, alerts, set } = await withPlay({ sales: before })
    await fire(noon)
    const { nextAt } = await turn(noon)
    expect(await alerts()).toMatchObject([{ state: 'waiting', reason }])
    await set(after)
    await turn(nextAt ?? 0)
    expect(await told()).toHaveLength(1)
  },
)

test('a signal that is over before anybody was told is told to nobody', async () => {
  const { fire, turn, told, alerts, submit } = await withPlay()
  const evening = noon + 7 * hourMs
  await fire(evening, 'a1', 'a2')
  await turn(evening)
  await submit(evening, [event('plan_changed', evening, { account: 'a1' })])
  await turn(noon + 20 * hourMs)
  expect(await alerts()).toMatchObject([
    { account: 'a1', state: 'dropped', reason: 'signal_over', due_at: null },
    { account: 'a2', state: 'told' },
  ])
  expect(await told()).toHaveLength(1)
})

test.each([false, true])('a CRM is told once, heard before: %s', async (hears) => {
  const play = { ...alerting, actions: [{ kind: 'task', destination: 'crm' }] }
  const { fire, told, rows } = await withPlay({ play, hears })
  await fire(noon)
  expect(await told()).toEqual([{ destination: 'crm', type: 'signal_fired', rep: null }])
  const [row] = await rows(`SELECT body ->> '$.data.play.key' AS play FROM deliveries`)
  expect(row?.play).toBe('to-owner')
})

test('a task is the rep’s who owns the account when it is sent, and nobody’s where nobody does', async () => {
  const play = { ...alerting, actions: [{ kind: 'task', destination: 'crm' }] }
  const { fire, submit, turn, set, rows } = await withPlay({ play, sales: { defaultOwner: null } })
  await submit(noon, [
    { ...traits({ owner_email: 'Ben@Sales.example' }, noon), account: 'a1' },
    { ...traits({ owner_email: 'ben@sales.example' }, noon), account: 'a2' },
  ])
  await fire(noon, 'a1')
  await set({ defaultOwner: rep })
  expect((await turn(noon)).deliveries).toMatchObject([{ rep: 'ben@sales.example' }])
  await rows('DELETE FROM deliveries')
  const claim = { kind: 'claim', by: rep, claim: 'claim', until: null, actor: tester }
  await fire(noon, 'a2')
  await submit(noon, [{ ...event('x', noon, { account: 'a2' }), ...claim } as unknown as Input])
  expect((await turn(noon)).deliveries).toMatchObject([{ rep }])
  await rows('DELETE FROM deliveries')
  await set({ defaultOwner: null })
  await fire(noon, 'a3')
  expect((await turn(noon)).deliveries).toMatchObject([{ rep: null }])
})

test('what a CRM hears anyway is nobody’s in particular, and neither is what a webhook is told', async () => {
  const { fire, turn, pipeline } = await withPlay({ play: null, hears: true })
  await pipeline().addDestination(
    workspace,
    webhookTo('https://hooks.example/x', { id: 'hook', hears: everySignal }),
  )
  await fire(noon)
  const { deliveries } = await turn(noon)
  expect(deliveries.map((one) => [one.destination, one.rep])).toEqual([
    ['crm', null],
    ['hook', null],
  ])
})

test('a destination that is removed is told nothing, and is told again once one has its key', async () => {
  const play = { ...alerting, actions: [{ kind: 'alert', destination: 'slack' }] }
  const { fire, told, turn, alerts, pipeline } = await withPlay({ play })
  const node = pipeline()
  await node.removeDestination(workspace, { id: 'slack', by: tester, at: noon })
  await fire(noon, 'a1')
  expect(await alerts()).toEqual([])
  await node.addDestination(workspace, {
    ...webhookTo('https://hooks.example/x'),
    id: 'dst_new',
    key: 'slack',
  })
  await fire(noon, 'a2')
  await turn(noon)
  expect((await told()).filter((one) => one.type === 'alert')).toEqual([])
  expect((await told()).map((one) => one.destination)).toContain('dst_new')
})

test('a channel is told at any hour, and counts for nobody', async () => {
  const play = { ...alerting, actions: [{ kind: 'alert', destination: 'slack' }] }
  const { fire, turn, told, alerts } = await withPlay({ play, sales: { alertsPerDay: 0 } })
  await fire(noon + 10 * hourMs)
  await turn(noon + 10 * hourMs)
  expect(await told()).toEqual([{ destination: 'slack', type: 'alert', rep: null }])
  expect(await alerts()).toMatchObject([{ state: 'told', rep: null }])
})

test('what is for digests only makes no message of its own', async () => {
  const play = { ...alerting, actions: [{ kind: 'digest' }] }
  const { fire, turn, told, alerts } = await withPlay({ play })
  await fire(noon)
  await turn(noon)
  expect(await alerts()).toMatchObject([{ state: 'digest', reason: 'by_digest' }])
  await turn(noon + 21 * hourMs)
  expect(await told()).toMatchObject([{ type: 'digest' }])
})

const enterprise = { ...alerting, for: { accounts: { trait: 'account.plan', eq: 'enterprise' } } }

test('what goes to sales is kept from prompts of that account, and of no other', async () => {
  const { fire, submit } = await withPlay({ play: enterprise })
  await submit(noon, [traits({ plan: 'enterprise' }, noon)])
  await fire(noon, 'a1', 'a2')
  const askAs = async (account: string) => {
    const visitor = {
      account,
      user: `u-${account}`,
      page: '/',
      locale: 'en',
      device: 'desktop' as const,
    }
    const { decisions } = await submit(noon, [], ask(['paywall:export'], { visitor }))
    return decisions[0]?.reason ?? decisions[0]?.prompt?.nudge
  }
  expect(await askAs('a1')).toBe('kept_by_play')
  expect(await askAs('a2')).toBe('export')
})

test('a play asks how ready an account is, as it was reckoned last, and says what it has seen', async () => {
  const play = { ...alerting, for: { readiness: { atLeast: 60 } } }
  const { fire, told, turn, rows, pipeline, submit } = await withPlay({ play })
  const score = (...scores: [string, number][]) =>
    pipeline().keepReadiness(workspace, { scores, reckoned: null })
  await submit(noon, [
    { ...traits({ name: 'One' }, noon), account: 'a1' },
    { ...traits({ name: 'Two' }, noon), account: 'a2' },
  ])
  await score(['a1', 59.5], ['a2', 59.4])
  await fire(noon, 'a1', 'a2', 'a3')
  await turn(noon)
  expect(await rows('SELECT account, outcome, readiness FROM plays ORDER BY account')).toEqual([
    { account: 'a1', outcome: 'acted', readiness: 60 },
    { account: 'a2', outcome: 'not_ready', readiness: 59 },
    { account: 'a3', outcome: 'no_score', readiness: null },
  ])
  expect(await told()).toHaveLength(1)
  // Prompts are kept from whom the play is for, and from nobody else; from then on by the new score.
  const reasonFor = async (account: string) => {
    const visitor = { account, user: `u-${account}`, page: '/', locale: 'en', device: null }
    const { decisions } = await submit(noon, [], ask(['paywall:export'], { visitor }))
    return decisions[0]?.reason
  }
  expect(await reasonFor('a2')).toBeNull()
  expect(await reasonFor('a3')).toBeNull()
  await score(['a3', 61])
  expect(await reasonFor('a3')).toBe('kept_by_play')
})

test('a prompt is armed only where the signal that would fire is for prompts', async () => {
  const { submit } = await withPlay({ play: enterprise })
  await submit(noon, [
    traits({ plan: 'enterprise' }, noon),
    hit('export', noon),
    hit('export', noon),
  ])
  const armed = async () => (await submit(noon, [], ask([], { arm: true }))).armed.length
  expect(await armed()).toBe(0)
  await submit(noon, [traits({ plan: 'free' }, noon)])
  expect(await armed()).toBe(1)
})

test('an alert to a rep spends the budget of the account, where that is set', async () => {
  const { fire, turn, submit, set, pipeline } = await withPlay({
    play: { ...alerting, actions: [{ kind: 'nudge' }, { kind: 'alert' }] },
  })
  const settings = settingsOf()
  const budget = { ...settings.budget, promptsPerAccount: { every: '7d', times: 1 } }
  await pipeline().saveSettings(workspace, { budget })
  await fire(noon)
  const reason = async () => {
    const visitor = { account: 'a1', user: 'u2', page: '/', locale: 'en', device: null }
    const { decisions } = await submit(noon + 1, [], ask(['paywall:export'], { visitor }))
    return decisions[0]?.reason
  }
  expect(await reason()).toBeNull()
  await turn(noon)
  expect(await reason()).toBe('capped_budget')
  await set({ spendsBudget: false })
  expect(await reason()).toBeNull()
})

test('whether it was worth it is said once it was told, and may be said again', async () => {
  const { fire, turn, rows, pipeline } = await withPlay()
  await fire(noon)
  const [alert] = await rows('SELECT id FROM alerts')
  const id = String(alert?.id)
  const vote = (worth: 'yes' | 'no', of = id) =>
    pipeline().voteOnAlert(workspace, { id: of, worth, at: noon, by: linkActor })
  expect(await vote('yes')).toBe(false)
  await turn(noon)
  expect(await vote('yes')).toBe(true)
  expect(await vote('no')).toBe(true)
  expect(await vote('no', 'alert_other')).toBe(false)
  expect(await rows('SELECT worth FROM alerts')).toEqual([{ worth: 'no' }])
})
