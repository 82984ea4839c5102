import { expect, test } from 'vitest'
import { testApp } from '../../test-app.ts'

const dayMs = 86_400_000

test('lists the places that were told of in thirty days, how often, and when last', async () => {
  const { api, widget, session, signIn, clock, deps } = await testApp()
  const hit = (feature: string) => ({
    name: 'paywall_hit',
    account: 'acme',
    user: 'mara',
    properties: { feature },
  })
  await api('POST', '/events', { events: [hit('old')] })
  clock.now += 20 * dayMs
  await api('POST', '/events', { events: [hit('export'), hit('export'), hit('x'.repeat(101))] })
  await api('POST', '/meters', {
    readings: [{ account: 'acme', meter: 'seats', used: 3, limit: 5 }],
  })
  await api('POST', '/events', { events: [{ name: 'board_made', account: 'acme' }] })
  await widget('/sync', session({ items: [], ask: ['slot:billing', 'page'] }))
  clock.now += 5 * dayMs
  await api('POST', '/events', { events: [hit('export')] })
  const lastAt = clock.now

  const ask = await signIn()
  const heard = async () => (await (await ask('GET', '/w/w1/heard')).json()) as object[]
  expect(await heard()).toEqual([
    { placement: 'paywall:export', times: 3, lastAt },
    { placement: 'event:board_made', times: 1, lastAt: lastAt - 5 * dayMs },
    { placement: 'meter:seats', times: 1, lastAt: lastAt - 5 * dayMs },
    { placement: 'paywall:old', times: 1, lastAt: lastAt - 25 * dayMs },
    { placement: 'slot:billing', times: 1, lastAt: lastAt - 5 * dayMs },
  ])

  clock.now += 10 * dayMs
  expect(JSON.stringify(await heard())).not.toContain('old')
  await deps.pipeline.retire('w1', clock.now)
  const { client } = await deps.openWorkspace('w1')
  const left = await client.execute("SELECT * FROM heard WHERE placement = 'paywall:old'")
  expect(left.rows).toEqual([])
})

test('a repeated message is heard of once', async () => {
  const { api, signIn } = await testApp()
  const event = { name: 'board_made', account: 'acme', messageId: 'm1' }
  await api('POST', '/events', { events: [event] })
  await api('POST', '/events', { events: [event] })
  const ask = await signIn()
  expect(await (await ask('GET', '/w/w1/heard')).json()).toMatchObject([{ times: 1 }])
})
