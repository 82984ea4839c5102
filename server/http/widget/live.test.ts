import { expect, onTestFinished, test } from 'vitest'
import { createPipeline } from '../../pipeline/in-process.ts'
import { newId } from '../../store/new-id.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { origin, testApp } from '../../test-app.ts'

const nudge = {
  name: 'Board',
  format: 'banner',
  placement: 'page',
  trigger: 'exports',
  offer: 'team',
  copy: { en: { title: 'A board for all', actions: [{ kind: 'link', label: 'See', url: '/b' }] } },
}
const trigger = {
  name: 'Exports',
  family: 'paywall',
  subject: 'account',
  when: { measure: { count: { event: 'exported', within: '7d' } }, gte: 2 },
}

type Armed = { armed: { nudge: string }[] }

/** Reads a stream message by message. */
function listen(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  onTestFinished(() => reader?.cancel().catch(() => {}))
  let text = ''
  return {
    /** The next `armed` that is so; what comes before is passed over. */
    async until(isSo: (armed: string[]) => boolean): Promise<string[]> {
      for (;;) {
        const found = /event: armed\ndata: (.*)\n\n/.exec(text)
        if (found) {
          text = text.slice(found.index + found[0].length)
          const nudges = (JSON.parse(found[1] ?? '') as Armed).armed.map((one) => one.nudge)
          if (isSo(nudges)) return nudges
          continue
        }
        const { value, done } = (await reader?.read()) ?? { done: true }
        if (done) throw new Error(`the stream ended: ${text}`)
        text += value
      }
    },
    async end() {
      for (let done = false; !done; ) done = (await reader?.read())?.done ?? true
    },
  }
}

async function opened() {
  const app = await testApp()
  await app.api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1 })
  await app.api('PUT', '/offers/team?publish=true', { name: 'Team', kind: 'upgrade', plan: 'team' })
  await app.api('PUT', '/triggers/exports?publish=true', trigger)
  const session = app.session()
  const open = async () => {
    const answer = await app.widget('/open', session)
    return ((await answer.json()) as { ticket: string }).ticket
  }
  const live = (ticket: string, headers: Record<string, string> = { origin }) =>
    app.request('GET', `/b/v1/live?ticket=${ticket}`, undefined, headers)
  return { ...app, open, live }
}

const has = (key: string) => (nudges: string[]) => nudges.includes(key)
const hasNot = (key: string) => (nudges: string[]) => !nudges.includes(key)

test('a page hears what is published, what a backend’s events cause, and what is paused', async () => {
  const { open, live, api } = await opened()
  const response = await live(await open())
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(response.headers.get('cache-control')).toBe('no-cache')
  const page = listen(response)
  await page.until((nudges) => nudges.length === 0)
  expect((await api('PUT', '/nudges/board?publish=true', nudge)).status).toBe(200)
  const exported = { name: 'exported', account: 'acme', user: 'ben' }
  await api('POST', '/events', { events: [exported, exported] })
  expect(await page.until(has('board'))).toEqual(['board'])
  await api('POST', '/nudges/board/pause')
  await page.until(hasNot('board'))
})

test('a page hears what another node commits', async () => {
  const { open, live, api, deps, folder } = await opened()
  expect((await api('PUT', '/nudges/board?publish=true', nudge)).status).toBe(200)
  const page = listen(await live(await open()))
  await page.until(hasNot('board'))
  const other = createPipeline({
    open: (id) => openWorkspaceConnection({ kind: 'files', folder }, id),
    newId,
    now: deps.now,
  })
  const at = deps.now()
  const events = ['1', '2'].map((messageId) => ({
    kind: 'event' as const,
    messageId,
    account: 'acme',
    user: null,
    occurredAt: at,
    receivedAt: at,
    source: 'api' as const,
    name: 'exported',
    properties: {},
  }))
  onTestFinished(() => other.close())
  await other.submit('w1', { at, inputs: events })
  await page.until(has('board'))
})

test('a batch that tells of another page brings the ticket for it, and no other batch does', async () => {
  const { api, widget, session, live } = await opened()
  const { trigger: _, ...untriggered } = nudge
  const onSettings = { ...untriggered, audience: { trait: 'page.path', eq: '/settings' } }
  expect((await api('PUT', '/nudges/board?publish=true', onSettings)).status).toBe(200)
  const sync = async (name: string) => {
    const items = [{ type: 'event', messageId: name, name, properties: { path: '/settings' } }]
    const answer = await widget('/sync', session({ page: '/settings', items }))
    return (await answer.json()) as { ticket?: string }
  }
  expect(await sync('moved')).not.toHaveProperty('ticket')
  const { ticket = '' } = await sync('page_viewed')
  const page = listen(await live(ticket))
  expect(await page.until(() => true)).toEqual(['board'])
})

test('a page that reaches Brim through its own site sends no origin, and may', async () => {
  const { open, live } = await opened()
  const response = await live(await open(), {})
  expect(response.status).toBe(200)
  await response.body?.cancel()
})

test.each([
  ['another origin', { origin: 'https://evil.example' }, (one: string) => one, 403],
  ['a ticket of nobody', { origin }, () => 'abc.def', 401],
  ['no ticket', { origin }, () => '', 400],
])('refuses %s', async (_, headers, change, status) => {
  const { open, live } = await opened()
  expect((await live(change(await open()), headers)).status).toBe(status)
})

test('a revoked key opens no stream any more', async () => {
  const { open, live, signIn, deps } = await opened()
  const ticket = await open()
  const ask = await signIn()
  expect((await ask('DELETE', '/w/w1/keys/k1')).status).toBeLessThan(300)
  deps.keys.forget()
  expect((await live(ticket)).status).toBe(401)
})

test('streams end with the server', async () => {
  const { open, live, deps } = await opened()
  const page = listen(await live(await open()))
  await page.until(() => true)
  deps.visitors.close()
  await page.end()
})
