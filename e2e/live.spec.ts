// A page that has been open for a while is told what something elsewhere has changed.
import { expect, test } from './customer-site.ts'

type Armed = { armed: { placement: string }[] }
declare global {
  interface Window {
    heard: Armed[]
  }
}

test('an EventSource on another origin hears what the backend’s events arm', async ({
  page,
  site,
  backend,
  brim,
}) => {
  const { user } = await site.open(page)
  const opened = await page.evaluate(
    async ({ url, key, user }) => {
      const account = { id: `${user}-co` }
      const sentAt = new Date().toISOString()
      const body = { v: 1, key, user: { id: user }, account, page: '/', sentAt }
      const answer = await fetch(`${url}/b/v1/open`, { method: 'POST', body: JSON.stringify(body) })
      const { ticket } = (await answer.json()) as { ticket: string }
      window.heard = []
      const source = new EventSource(`${url}/b/v1/live?ticket=${ticket}`)
      source.addEventListener('armed', (event) => window.heard.push(JSON.parse(event.data)))
      return { url: source.url }
    },
    { url: brim.url, key: brim.ready.publishableKey ?? '', user },
  )
  expect(opened.url).not.toContain(user)
  const placements = () =>
    page.evaluate(() => window.heard.map(({ armed }) => armed.map((one) => one.placement)))
  const wall = `paywall:${site.feature}`
  await expect.poll(async () => (await placements()).length).toBe(1)
  expect((await placements())[0]).not.toContain(wall)
  const properties = { feature: site.feature }
  const hit = { name: 'paywall_hit', account: `${user}-co`, user, properties }
  await backend.call('POST', '/v1/events', { events: [hit] })
  await expect.poll(async () => (await placements()).at(-1)).toContain(wall)
})
