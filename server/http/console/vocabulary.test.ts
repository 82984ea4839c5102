import { expect, test } from 'vitest'
import { testApp } from '../../test-app.ts'

test('tells the events, properties, traits and meters that were really reported', async () => {
  const { api, signIn, clock } = await testApp()
  await api('PUT', '/accounts/acme', { traits: { plan: 'free', seats: 4 } })
  const hit = (feature: string) => ({
    name: 'paywall_hit',
    account: 'acme',
    user: 'mara',
    properties: { feature },
  })
  await api('POST', '/events', { events: [hit('export'), hit('export'), hit('api')] })
  await api('POST', '/meters', {
    readings: [{ account: 'acme', meter: 'seats', used: 4, limit: 5 }],
  })
  const ask = await signIn()
  const said = (await (await ask('GET', '/w/w1/vocabulary')).json()) as {
    looked: number
    events: { name: string }[]
  }
  expect(said).toMatchObject({
    looked: 5 + 1,
    since: clock.now,
    meters: ['seats'],
    traits: {
      account: [
        { name: 'plan', values: ['free'] },
        { name: 'seats', values: [4] },
      ],
      user: [],
    },
  })
  expect(said.events.find((one) => one.name === 'paywall_hit')).toEqual({
    name: 'paywall_hit',
    count: 3,
    lastAt: clock.now,
    properties: [{ name: 'feature', values: ['export', 'api'] }],
  })
})

test('where nothing was reported, nothing is told', async () => {
  const { signIn } = await testApp()
  const ask = await signIn()
  expect(await (await ask('GET', '/w/w1/vocabulary')).json()).toEqual({
    looked: 0,
    since: null,
    events: [],
    traits: { account: [], user: [] },
    meters: [],
  })
})
