import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'

const offer = { name: 'Team', kind: 'upgrade', plan: 'team' }
const wall = {
  name: 'Wall',
  format: 'inline',
  placement: 'paywall:export',
  copy: { en: { title: 'Upgrade', actions: [{ kind: 'link', label: 'See', url: '/plans' }] } },
  forms: {
    ask_admin: {
      copy: { en: { title: 'Ask', actions: [{ kind: 'ask_admin', label: 'Ask my admin' }] } },
    },
  },
}

async function furnished() {
  const app = await testApp()
  const { api, widget, session, clock } = app
  await api('PUT', '/settings', { holdout: 0 })
  await api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  for (const key of ['team', 'team-too']) {
    await api('PUT', `/offers/${key}?publish=true`, offer)
    const placement = `paywall:${key}`
    await api('PUT', `/nudges/${key}?publish=true`, { ...wall, placement, offer: key })
  }
  /** A user of acme, who may not buy, meets a wall and asks. */
  const ask = async (user: string, offer: string, name?: string) => {
    await api('PUT', `/users/${user}`, { account: 'acme', traits: { role: 'member', name } })
    const who = { user: { id: user } }
    const answer = await widget('/sync', session({ ...who, items: [], ask: [`paywall:${offer}`] }))
    const [decision] = ((await answer.json()) as { answers: [{ id: string }] }).answers
    const items = ['shown', 'clicked', 'asked_admin'].map((outcome) => ({
      type: 'outcome',
      messageId: `${decision.id}-${outcome}`,
      decisionId: decision.id,
      outcome,
    }))
    await widget('/sync', session({ ...who, items }))
    return clock.now
  }
  return { ...app, ask }
}

test('what is asked for is listed by offer, with who asks', async () => {
  const { api, ask, clock } = await furnished()
  const first = await ask('mara', 'team', 'Mara')
  clock.now += dayMs
  const last = await ask('noor', 'team')
  clock.now += dayMs
  const other = await ask('mara', 'team-too', 'Mara')
  expect(await (await api('GET', '/accounts/acme/requests')).json()).toEqual({
    requests: [
      {
        offer: 'team-too',
        count: 1,
        users: [{ id: 'mara', name: 'Mara', at: other }],
        firstAt: other,
        lastAt: other,
      },
      {
        offer: 'team',
        count: 2,
        users: [
          { id: 'noor', name: null, at: last },
          { id: 'mara', name: 'Mara', at: first },
        ],
        firstAt: first,
        lastAt: last,
      },
    ],
  })
})

test('what waited too long, or was bought, is not listed any more', async () => {
  const { api, ask, clock } = await furnished()
  await ask('mara', 'team', 'Mara')
  clock.now += 30 * dayMs
  expect(await (await api('GET', '/accounts/acme/requests')).json()).toEqual({ requests: [] })
  await ask('noor', 'team')
  await api('PUT', '/accounts/acme', { traits: { plan: 'team' } })
  expect(await (await api('GET', '/accounts/acme/requests')).json()).toEqual({ requests: [] })
})

test('a control is answered without a prompt, and the asking is recorded', async () => {
  const { api } = await furnished()
  await api('PUT', '/nudges/team?publish=true', {
    ...wall,
    placement: 'page',
    offer: 'team',
    experiment: {
      key: 'x',
      arms: [
        { key: 'control', weight: 1, control: true },
        { key: 'treatment', weight: 0 },
      ],
    },
  })
  const question = { user: 'boss', account: 'acme', placements: ['page'] }
  const asked = await api('POST', '/decide', question)
  const [decision] = ((await asked.json()) as { decisions: { id: string }[] }).decisions
  expect(decision).toMatchObject({ prompt: null, reason: 'control' })
  const stored = await (await api('GET', `/decisions/${decision?.id}`)).json()
  expect(stored).toMatchObject({
    nudge: 'team',
    reason: 'control',
    shownAt: expect.any(Number),
    receipt: { winner: null, ghost: 'team', arm: 'control' },
    outcomes: [{ outcome: 'shown' }],
  })
})
