// What sources sent last, as two nodes of the same workspace show it.
import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/value/duration.ts'
import { mostPayloads } from '../../pipeline/payloads.ts'
import { testApp } from '../../test-app.ts'
import { mostPayloadText } from './recent.ts'

/** Two nodes, and a source that sends to whichever. */
async function twoNodes() {
  const one = await testApp()
  const other = await testApp({ folder: one.folder })
  const { id, token } = await one.addSource('segment')
  const send = (node: typeof one, messageId: string, more = {}) =>
    node.request('POST', '/v1/track', {
      ...{ event: messageId, userId: 'mara', messageId, writeKey: token },
      ...more,
    })
  const eventsAt = async (node: typeof one) =>
    (await node.deps.recent.of({ workspace: 'w1', id })).map(
      ({ text }) => /"event":"(.*?)"/.exec(text)?.[1],
    )
  return { one, other, id, token, send, eventsAt }
}

test('what came to one node is shown by the other, newest first, for a day', async () => {
  const { one, other, send, eventsAt } = await twoNodes()
  await send(one, 'first')
  one.clock.now = other.clock.now += 1
  await send(other, 'second')
  // As it does by itself before long, and before it stops.
  await one.deps.recent.flush()
  expect(await eventsAt(other)).toEqual(['second', 'first'])
  expect(await eventsAt(one)).toEqual(['second', 'first'])
  const ada = await one.signIn()
  const [source] = await (await ada('GET', '/w/w1/sources')).json()
  const tried = await ada('POST', `/w/w1/sources/${source.id}/try`, { mapping: source.mapping })
  expect((await tried.json())[0].becomes.items[0].event).toMatchObject({ name: 'second' })
  one.clock.now = other.clock.now += dayMs + 1
  expect(await eventsAt(other)).toEqual([])
  await one.deps.pipeline.retire('w1', one.clock.now)
  const { client } = await one.deps.openWorkspace('w1')
  expect((await client.execute('SELECT count(*) AS n FROM payloads')).rows[0]?.n).toBe(0)
})

test('the newest are kept, as much of each as fits, and no more of all sources together', async () => {
  const { one, send, eventsAt, id, token } = await twoNodes()
  const batch = Array.from({ length: mostPayloads + 5 }, (_, i) => ({
    ...{ type: 'track', event: `n${i}`, userId: 'mara', messageId: `m${i}` },
  }))
  await one.request('POST', '/v1/batch', { batch, writeKey: token })
  await send(one, 'large', { properties: { text: 'x'.repeat(20_000) } })
  const kept = await one.deps.recent.of({ workspace: 'w1', id })
  expect(kept).toHaveLength(mostPayloads)
  expect([kept[0]?.text.length, kept[0]?.message]).toEqual([mostPayloadText + 1, null])
  // Others take its place, but for what is newer than theirs.
  for (let i = 0; i < 11; i++) {
    const full = Array(mostPayloads).fill({ ...kept[1], message: null })
    one.deps.recent.note({ workspace: 'w1', id: `s${i}` }, full)
  }
  expect(await eventsAt(one)).toEqual([])
  const { client } = await one.deps.openWorkspace('w1')
  expect((await client.execute('SELECT count(*) AS n FROM payloads')).rows[0]?.n).toBe(500)
})

test('of whoever is erased nothing stays, nor comes anew', async () => {
  const { one, other, send, eventsAt } = await twoNodes()
  await send(one, 'of mara')
  await send(one, 'of tom', { userId: 'tom' })
  await send(one, 'of tom, about mara', { userId: 'tom', properties: { by: 'mara' } })
  await one.deps.recent.flush()
  expect(await eventsAt(other)).toHaveLength(3)
  // What waits at a node is of her as well.
  await send(other, 'late')
  await one.api('DELETE', '/users/mara')
  await expect
    .poll(async () => (await (await one.api('GET', '/users/mara/erasure')).json()).status, {
      timeout: 15_000,
    })
    .toBe('erased')
  expect(await eventsAt(other)).toEqual(['of tom'])
})

test('what cannot be kept costs nothing that lands', async () => {
  const app = await testApp({
    pipeline: (real) => ({ ...real, keepPayloads: () => Promise.reject(new Error('away')) }),
  })
  const { id, token } = await app.addSource('segment')
  const message = { event: 'Opened', userId: 'mara', writeKey: token }
  expect((await app.request('POST', '/v1/track', message)).status).toBe(200)
  expect(await app.deps.recent.of({ workspace: 'w1', id })).toEqual([])
  expect(app.logged.flat().map(String)).toEqual(['Error: away', 'w1'])
})
