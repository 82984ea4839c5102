// A customer's own site on another origin: one plain page with the snippet in it, and a backend
// that talks to Brim with the secret key.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import type { Brim } from './harness/brim.ts'
import { test as base, expect } from './harness/fixtures.ts'
import { forward } from './harness/forward.ts'
import { untilDrawable } from './harness/widget.ts'

type Site = {
  origin: string
  /** A feature that no other test uses, with a trigger at the second hit and a published nudge. */
  feature: string
  /** Opens the page as a new user; `key` instead of the site's own, `token` where its backend signs. */
  open(page: Page, given?: Given): Promise<{ user: string }>
}

type Given = {
  key?: string
  user?: string
  token?: string
  /** The script tag's attributes besides those about key and person: where it comes from. */
  tag?: string
  /** Stands before the script tag. */
  head?: string
  /** Of the page. */
  headers?: Record<string, string>
}

type Backend = {
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

export const test = base.extend<{ backend: Backend; site: Site; foreignSite: Site }>({
  backend: async ({ brim, request }, use) => {
    await use({
      async call(method, path, body) {
        const response = await request.fetch(`${brim.url}${path}`, {
          method,
          headers: { authorization: `Bearer ${brim.ready.secretKey}` },
          ...(body === undefined ? {} : { data: body }),
        })
        return { status: response.status(), body: (await response.json()) as unknown }
      },
    })
  },

  site: async ({ brim, backend, page }, use) => {
    const { site, close } = await startSite(brim)
    await allow(page, brim, site.origin)
    await author(backend, site.feature)
    await use(site)
    // What a page says as it goes may go through its own site.
    await page.close()
    close()
  },

  foreignSite: async ({ brim }, use) => {
    const { site, close } = await startSite(brim)
    await use(site)
    close()
  },
})

export { expect }

/** Its own `/upgrade/` is Brim's `/b/`. */
async function startSite(brim: Brim) {
  let given: Given = {}
  const server = createServer((request, response) => {
    const proxied = /^\/upgrade(\/.*)/.exec(request.url ?? '')
    if (proxied) return forward(request, response, `${brim.url}/b${proxied[1]}`)
    const { tag = `async src="${brim.url}/b/brim.js"`, head = '', headers } = given
    const url = new URL(request.url ?? '/', 'http://site')
    const key = url.searchParams.get('key') ?? brim.ready.publishableKey
    const user = url.searchParams.get('user')
    const token = url.searchParams.get('token')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(
      `<!doctype html><html lang="en"><title>Harbour</title>${head}
       <script ${tag} data-key="${key}" data-user="${user}"
         data-account="${user}-co" ${token ? `data-token="${token}"` : ''} data-debug></script>
       <h1>Harbour</h1><button data-brim-paywall="${feature}">Do it</button></html>`,
    )
  })
  const feature = `feature-${randomUUID().slice(0, 8)}`
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const site: Site = {
    origin,
    feature,
    async open(page, asked = {}) {
      given = asked
      const { key = '', user = `user-${randomUUID()}`, token = '' } = asked
      const query = new URLSearchParams({ user, ...(key && { key }), ...(token && { token }) })
      await page.goto(`${origin}/?${query}`)
      return { user }
    },
  }
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { site, close }
}

/** Adds an origin to the publishable key, as its owner does under "Set up". */
async function allow(page: Page, brim: Brim, origin: string) {
  const headers = { origin: brim.url }
  const api = `${brim.url}/console/api`
  await page.request.post(`${api}/auth/sign-in/email`, { data: brim.ready.login, headers })
  const keys = await (await page.request.get(`${api}/w/demo/keys`)).json()
  const key = keys.find((one: { kind: string }) => one.kind === 'publishable')
  const origins = [...key.origins, origin]
  const saved = await page.request.put(`${api}/w/demo/keys/${key.id}/origins`, {
    data: { origins },
    headers,
  })
  expect(saved.ok(), await saved.text()).toBe(true)
}

async function author(backend: Backend, feature: string) {
  const created = [
    await backend.call('PUT', `/v1/triggers/${feature}?publish=true`, {
      key: feature,
      name: 'Second hit',
      family: 'paywall',
      subject: 'account',
      when: {
        measure: {
          count: { event: 'paywall_hit', where: { feature: { eq: feature } }, within: '7d' },
        },
        gte: 2,
      },
    }),
    await backend.call('PUT', `/v1/nudges/${feature}?publish=true`, nudgeOf(feature, {})),
  ]
  expect(created.map((one) => one.status)).toEqual([200, 200])
  // What happened before is being counted; until that is done it does not fire.
  const status = async () =>
    ((await backend.call('GET', `/v1/triggers/${feature}`)).body as { status: string }).status
  await expect.poll(status, { timeout: 20_000 }).toBe('live')
}

export const hit = (page: Page) => page.getByRole('button', { name: 'Do it' }).click()

/** Hits once, and waits until the answer has armed the next hit. */
export const hitUntilArmed = async (page: Page) => {
  const isArmed = page.waitForResponse(
    async (response) =>
      response.url().endsWith('/v1/sync') &&
      ((await response.json()) as Armed).armed.some((one) => isFeature(one.placement)),
  )
  await hit(page)
  await isArmed
  await untilDrawable(page)
}

type Armed = { armed: { placement: string }[] }
const isFeature = (placement: string) => placement.startsWith('paywall:feature-')

/** The nudge of a feature, with other words. */
export function nudgeOf(feature: string, copy: object) {
  return {
    key: feature,
    name: 'Second hit',
    format: 'modal',
    placement: `paywall:${feature}`,
    trigger: feature,
    offer: 'team-upgrade',
    copy: {
      en: {
        title: `More of ${feature}`,
        actions: [{ kind: 'link', label: 'See plans', url: '/plans' }],
        ...copy,
      },
    },
  }
}
