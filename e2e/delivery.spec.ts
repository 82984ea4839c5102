// How the widget comes to a page: from a version that is pinned by its hash, as a module, into a page
// that is isolated, and through the site's own address.
import type { Page } from '@playwright/test'
import type { Integrity } from '../server/http/widget/release.ts'
import { expect, hit, hitUntilArmed, test } from './customer-site.ts'

const integrityOf = async (url: string): Promise<Integrity> =>
  (await (await fetch(`${url}/b/integrity.json`)).json()) as Integrity

/** Everything but pages that is asked for from now on, as `origin/path`. */
const requestsOf = (page: Page): string[] => {
  const asked: string[] = []
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    if (!request.isNavigationRequest() && pathname !== '/favicon.ico') asked.push(origin + pathname)
  })
  return asked
}

/** Makes the second hit, and sees its offer. */
const expectOffer = async (page: Page, feature: string) => {
  await hitUntilArmed(page)
  await hit(page)
  await expect(page.getByRole('dialog', { name: `More of ${feature}` })).toBeVisible()
}

const hasBrim = (page: Page) => page.evaluate(() => 'brim' in window)

test('the pinned tag of the console loads, with chunks and API beside it', async ({
  page,
  site,
  brim,
}) => {
  const { version, files } = await integrityOf(brim.url)
  const home = `${brim.url}/b/${version}`
  await page.goto(`${brim.url}/console/install`)
  await page.getByText('Pinned to this version, by its hash').click()
  const shown = await page.locator('pre', { hasText: 'integrity=' }).textContent()
  const [, tag = ''] = /^<script ([\s\S]+) data-key="pk_\w+"><\/script>$/.exec(shown ?? '') ?? []
  expect(tag.split(/\s+/)).toEqual([
    'async',
    `src="${home}/brim.js"`,
    `integrity="${files['brim.js']}"`,
    'crossorigin="anonymous"',
  ])
  // The console goes on asking for what is new until it is left.
  await page.goto('about:blank')
  const asked = requestsOf(page)
  await site.open(page, { tag })
  await expectOffer(page, site.feature)
  expect(asked.filter((url) => !url.startsWith(`${home}/`))).toEqual([])
  const chunks = Object.keys(files).filter((name) => /^view-/.test(name))
  expect(asked).toEqual(expect.arrayContaining(chunks.map((name) => `${home}/${name}`)))
  expect(asked).toContain(`${home}/v1/sync`)
})

test('a script that is not the one of the hash is refused, and the page goes on', async ({
  page,
  site,
  brim,
  problems,
}) => {
  problems.allow(/integrity/)
  const { version } = await integrityOf(brim.url)
  const asked = requestsOf(page)
  await site.open(page, {
    tag: `src="${brim.url}/b/${version}/brim.js" integrity="sha384-${'A'.repeat(64)}" crossorigin="anonymous"`,
  })
  await expect(page.getByRole('heading', { name: 'Harbour' })).toBeVisible()
  await hit(page)
  expect(await hasBrim(page)).toBe(false)
  expect(asked).toEqual([`${brim.url}/b/${version}/brim.js`])
})

/** What a page says about chunks, which come by `import()`. */
const importMap = (home: string, files: Record<string, string>) => {
  const urls = Object.entries(files).map(([name, hash]) => [`${home}/${name}`, hash])
  return `<script type="importmap">${JSON.stringify({ integrity: Object.fromEntries(urls) })}</script>`
}

test('a page that checks the chunks as well gets them', async ({ page, site, brim }) => {
  const { version, files } = await integrityOf(brim.url)
  const home = `${brim.url}/b/${version}`
  await site.open(page, { head: importMap(home, files), tag: `async src="${home}/brim.js"` })
  await expectOffer(page, site.feature)
})

test('a chunk that is not the one of the hash is refused, and the wall is told so', async ({
  page,
  site,
  brim,
  problems,
}) => {
  problems.allow(/integrity/)
  const { version, files } = await integrityOf(brim.url)
  const home = `${brim.url}/b/${version}`
  const wrong = Object.keys(files).map((name) => [name, `sha384-${'A'.repeat(64)}`])
  await site.open(page, {
    head: importMap(home, Object.fromEntries(wrong)),
    tag: `src="${home}/brim.js"`,
  })
  const ask = () =>
    page.evaluate(
      (name) =>
        (
          window as never as { brim: { paywall(...given: unknown[]): Promise<unknown> } }
        ).brim.paywall(name, { deadlineMs: 5_000 }),
      site.feature,
    )
  await ask()
  expect(await ask()).toMatchObject({ shown: false, reason: 'unreachable' })
  await expect(page.getByRole('heading', { name: 'Harbour' })).toBeVisible()
})

test('an isolated page loads it', async ({ page, site, brim }) => {
  await site.open(page, {
    tag: `async src="${brim.url}/b/brim.js"`,
    headers: {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    },
  })
  // Chromium isolates only pages that have a trustworthy origin, which loopback is.
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true)
  await expectOffer(page, site.feature)
})

test('a module script starts it', async ({ page, site, brim }) => {
  const { version, files } = await integrityOf(brim.url)
  const home = `${brim.url}/b/${version}`
  const user = 'module-user'
  const options = {
    key: brim.ready.publishableKey,
    api: `${brim.url}/b`,
    user: { id: user },
    account: { id: `${user}-co` },
  }
  const asked = requestsOf(page)
  await site.open(page, {
    head: `<script type="module">import { startBrim } from '${home}/module.js'
      startBrim(${JSON.stringify(options)})</script>`,
    tag: 'type="text/plain"',
  })
  await expectOffer(page, site.feature)
  const chunk = Object.keys(files).find((name) => /^view-/.test(name))
  expect(asked).toContain(`${home}/${chunk}`)
})

const ways: [string, (version: string) => string][] = [
  ['the newest script', () => 'async src="/upgrade/brim.js" data-api="/upgrade"'],
  ['a script that says nothing of the API', () => 'async src="/upgrade/brim.js"'],
  ['a version', (version) => `async src="/upgrade/${version}/brim.js"`],
]
for (const [name, tagOf] of ways) {
  test(`through the site’s own address works ${name}, and nothing else is asked`, async ({
    page,
    site,
    brim,
  }) => {
    const { version } = await integrityOf(brim.url)
    const asked = requestsOf(page)
    await site.open(page, { tag: tagOf(version) })
    await hitUntilArmed(page)
    const isToldOf = page.waitForRequest((request) => /"shown"/.test(request.postData() ?? ''))
    await hit(page)
    await expect(page.getByRole('dialog', { name: `More of ${site.feature}` })).toBeVisible()
    expect((await (await isToldOf).response())?.status()).toBe(200)
    expect(asked.some((url) => /\/view-[\w-]+\.js$/.test(url))).toBe(true)
    expect(asked.filter((url) => !url.startsWith(`${site.origin}/upgrade/`))).toEqual([])
  })
}

test('through the site’s own address a page hears what happens elsewhere', async ({
  page,
  site,
  brim,
}) => {
  const { user } = await site.open(page, { tag: 'async src="/upgrade/brim.js"' })
  const first = await page.evaluate(
    async ({ key, user }) => {
      const account = { id: `${user}-co` }
      const sentAt = new Date().toISOString()
      const body = { v: 1, key, user: { id: user }, account, page: '/', sentAt }
      const answer = await fetch('/upgrade/v1/open', {
        method: 'POST',
        body: JSON.stringify(body),
      })
      const { ticket } = (await answer.json()) as { ticket: string }
      const source = new EventSource(`/upgrade/v1/live?ticket=${ticket}`)
      return new Promise((resolve) =>
        source.addEventListener('armed', ({ data }) => {
          source.close()
          resolve(JSON.parse(data))
        }),
      )
    },
    { key: brim.ready.publishableKey ?? '', user },
  )
  expect(first).toMatchObject({ v: 1, armed: expect.any(Array) })
})
