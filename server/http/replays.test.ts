// The same thing twice at once: tabs, retries and colleagues do that.
import { expect, test } from 'vitest'
import { testApp } from '../test-app.ts'

const definitions = {
  'plans/team': { name: 'Team', tier: 1 },
  'offers/try-team': { name: 'Try Team', kind: 'trial', plan: 'team', lasts: '14d' },
  'nudges/try-team': {
    name: 'Try Team',
    format: 'inline',
    placement: 'slot:promo',
    offer: 'try-team',
    copy: { en: { title: 'Try Team', actions: [{ kind: 'trial', label: 'Start' }] } },
  },
}

const counting = (above: number) => ({
  name: 'Probes',
  family: 'expansion_of_use',
  subject: 'account',
  when: {
    measure: { count: { event: 'probe', where: { n: { gte: above } }, within: '7d' } },
    gte: 40,
  },
})

async function furnished() {
  const app = await testApp()
  for (const [path, body] of Object.entries(definitions)) {
    expect((await app.api('PUT', `/${path}?publish=true`, body)).status).toBe(200)
  }
  const { db } = await app.deps.openWorkspace('w1')
  const count = async (sql: string) => (await db.get<{ n: number }>(`SELECT ${sql}`)).n
  const sync = async (more: object) => (await app.widget('/sync', app.session(more))).json()
  return { ...app, count, sync }
}

const told = (decisionId: string, outcome: string, messageId: string) => ({
  type: 'outcome',
  messageId,
  decisionId,
  outcome,
})

test('the same batch twice at once counts once', async () => {
  const { sync, count } = await furnished()
  const items = ['a', 'b'].map((messageId) => ({ type: 'event', messageId, name: 'probe' }))
  const answers = await Promise.all([sync({ items }), sync({ items }), sync({ items })])
  expect(answers.map((one) => one.accepted)).toEqual([2, 2, 2])
  expect(answers.reduce((sum, one) => sum + one.repeated, 0)).toBe(4)
  expect(await count("count(*) AS n FROM events WHERE name = 'probe'")).toBe(2)
})

test('two tabs show one prompt, spend one showing and start one trial', async () => {
  const { sync, count } = await furnished()
  const asked = await Promise.all([1, 2].map(() => sync({ items: [], ask: ['slot:promo'] })))
  const ids = asked.map((one) => one.answers[0].prompt.decisionId)
  expect(ids[0]).toBe(ids[1])
  const outcomes = ['shown', 'clicked', 'trial_started']
  await Promise.all(
    ids.map((id, tab) => sync({ items: outcomes.map((one) => told(id, one, `${tab} ${one}`)) })),
  )
  expect(await count('count(*) AS n FROM impressions')).toBe(1)
  expect(await count('count(*) AS n FROM outcomes')).toBe(3)
  expect(await count('count(*) AS n FROM trials')).toBe(1)
  expect(await count("count(*) AS n FROM events WHERE name = 'nudge_trial_started'")).toBe(1)
})

test('a trial that two people of an account start at once is one trial', async () => {
  const { sync, count } = await furnished()
  const people = ['mara', 'tom'].map((id) => ({ user: { id } }))
  const asked = await Promise.all(
    people.map((who) => sync({ ...who, items: [], ask: ['slot:promo'] })),
  )
  await Promise.all(
    people.map((who, i) => {
      const id = asked[i].answers[0].prompt.decisionId
      return sync({ ...who, items: [told(id, 'trial_started', `trial ${i}`)] })
    }),
  )
  expect(await count('count(*) AS n FROM trials')).toBe(1)
})

test('of two who save the same revision one is told of the conflict', async () => {
  const { api, count } = await furnished()
  const saves = await Promise.all(
    ['One', 'Two', 'Three'].map((name) => api('PUT', '/plans/team?revision=1', { name, tier: 1 })),
  )
  expect(saves.map((one) => one.status).sort()).toEqual([200, 409, 409])
  expect(await count("revision AS n FROM definitions WHERE key = 'team'")).toBe(2)
})

test('publishing while events come in loses none, and counts each', async () => {
  const { api, count } = await furnished()
  const ingest = async (of: string) => {
    for (let batch = 0; batch < 10; batch++) {
      const events = Array.from({ length: 5 }, (_, i) => ({
        name: 'probe',
        messageId: `${of} ${batch} ${i}`,
        account: 'acme',
        properties: { n: i },
      }))
      expect((await api('POST', '/events', { events })).status).toBe(200)
    }
  }
  const publish = async () => {
    for (let above = 0; above < 4; above++) {
      const saved = await api('PUT', '/triggers/probes?publish=true', counting(above))
      expect(saved.status).toBe(200)
    }
  }
  await Promise.all([ingest('a'), ingest('b'), publish()])
  expect(await count("count(*) AS n FROM events WHERE name = 'probe'")).toBe(100)
  // Only the last trigger's counter is left: n >= 3, two of each five.
  expect(await count('sum(value) AS n FROM buckets')).toBe(40)
})
