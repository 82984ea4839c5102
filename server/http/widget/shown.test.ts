// What a page shows of a meter follows the readings that come after.
import { expect, test } from 'vitest'
import { plainText } from '../../../shared/copy/resolve.ts'
import type { OpenResponse, SyncResponse } from '../../../shared/protocol/api.ts'
import { testApp } from '../../test-app.ts'

const words = { title: '{{meter.calls.used|Some}} of your calls', actions: [] }
const link = { kind: 'link', label: 'See plans', url: '/plans' }
const filling = {
  name: 'Calls are filling up',
  family: 'limit',
  subject: 'account',
  when: { measure: { meter: { name: 'calls', read: 'ratio' } }, gte: 0.8 },
}
const usageMeter = {
  name: 'Calls',
  format: 'meter',
  placement: 'slot:billing',
  meter: 'calls',
  offer: 'team',
  trigger: 'filling',
  copy: { en: { ...words, actions: [link] } },
}
const plainCard = {
  ...usageMeter,
  format: 'inline',
  meter: undefined,
  trigger: undefined,
  copy: { en: { title: 'A plan for all', actions: [link] } },
}

async function shown(nudge: object) {
  const app = await testApp()
  await app.api('PUT', '/plans/team?publish=true', {
    name: 'Team',
    tier: 1,
    limits: { calls: 100 },
  })
  await app.api('PUT', '/offers/team?publish=true', { name: 'Team', kind: 'upgrade', plan: 'team' })
  const saved = await app.api('PUT', '/triggers/filling?publish=true', filling)
  expect(saved.status, await saved.clone().text()).toBe(200)
  const published = await app.api('PUT', '/nudges/calls?publish=true', nudge)
  expect(published.status, await published.clone().text()).toBe(200)
  let sent = 0
  const sync = async (items: object[], more = {}): Promise<SyncResponse> => {
    const named = items.map((item) => ({ messageId: `m${++sent}`, ...item }))
    return (await app.widget('/sync', app.session({ items: named, ...more }))).json()
  }
  const read = (used: number) => ({ type: 'meter', meter: 'calls', used, limit: 10 })
  const { armed } = await sync([read(8)])
  const [prompt] = armed
  if (!prompt) throw new Error('nothing is armed')
  const id = prompt.decisionId
  await sync([{ type: 'outcome', decisionId: id, outcome: 'shown' }])
  return { ...app, sync, read, id, prompt }
}

const titles = ({ shown }: Pick<OpenResponse, 'shown'>) =>
  shown?.map(({ id, prompt, reason }) => [id, prompt && plainText(prompt.title), reason])

test('a reading that comes later is in the words and the bar of what is shown, under the same claim', async () => {
  const { sync, read, id, prompt, deps } = await shown(usageMeter)
  expect([plainText(prompt.title), prompt.usage?.used]).toEqual(['8 of your calls', 8])
  const answer = await sync([read(9)], { shown: [id] })
  const { title, usage, ...rest } = answer.shown?.[0]?.prompt ?? {}
  expect(titles(answer)).toEqual([[id, '9 of your calls', null]])
  expect(usage).toMatchObject({ meter: 'calls', used: 9, limit: 10 })
  const { title: _, usage: __, ...before } = prompt
  expect(rest).toEqual(before)
  // Its own showing has spent its cap: nothing else is armed in its stead, and nothing is counted anew.
  expect(answer.armed).toEqual([])
  const { client } = await deps.openWorkspace('w1')
  const { rows } = await client.execute('SELECT count(*) AS n FROM impressions')
  expect(rows[0]?.n).toBe(1)
})

test('what no longer fits the reading is taken back, and says why', async () => {
  const { sync, read, id } = await shown(usageMeter)
  const answer = await sync([read(3)], { shown: [id] })
  expect(titles(answer)).toEqual([[id, null, 'no_signal']])
})

test('a page that only opens is told as well', async () => {
  const { sync, read, id, widget, session } = await shown(usageMeter)
  await sync([read(10)])
  const answer = (await (await widget('/open', session({ shown: [id] }))).json()) as OpenResponse
  expect(titles(answer)).toEqual([[id, '10 of your calls', null]])
})

test('a variable of a meter in any format is a word that moves', async () => {
  const card = { ...usageMeter, format: 'inline', meter: undefined }
  const { sync, read, id } = await shown(card)
  expect(titles(await sync([read(9)], { shown: [id] }))).toEqual([[id, '9 of your calls', null]])
})

test('what speaks of no meter stays as it was drawn, paused or not', async () => {
  const { sync, read, id, api } = await shown(plainCard)
  expect((await sync([read(9)], { shown: [id] })).shown).toEqual([])
  await api('POST', '/nudges/calls/pause')
  expect((await sync([read(9)], { shown: [id] })).shown).toEqual([])
})

test('what has become another format since is taken back, for nothing could take its place', async () => {
  const { sync, read, id, api } = await shown(usageMeter)
  await api('PUT', '/nudges/calls?publish=true', { ...usageMeter, format: 'banner' })
  expect(titles(await sync([read(9)], { shown: [id] }))).toEqual([[id, null, 'not_live']])
})

test('nobody is told what others are shown, nor of what there is not', async () => {
  const { sync, read, id } = await shown(usageMeter)
  const other = { user: { id: 'noor' }, account: { id: 'other' } }
  expect((await sync([read(9)], { ...other, shown: [id, 'dec_none'] })).shown).toEqual([])
  expect((await sync([read(9)])).shown).toBeUndefined()
})
