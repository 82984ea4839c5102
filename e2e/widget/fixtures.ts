// A host page that a test writes inline, and a double of Brim beside it on another origin.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import type { WidgetItem } from '../../shared/event/event.ts'
import { createProblems, type Problems } from '../harness/problems.ts'
import { type BrimDouble, startBrimDouble } from './brim-double.ts'
import { pictureUrl } from './prompts.ts'

type PageOptions = {
  body?: string
  head?: string
  headers?: Record<string, string>
  /** Attributes of the script tag besides `src` and `data-key`. */
  attributes?: string
  /** Stands where the script tag would. */
  script?: string
  /** Without: until everything of the page has come. */
  waitUntil?: 'commit'
}

type Fixtures = {
  brim: BrimDouble
  problems: Problems
  /** Opens a page with the widget in it. Every path of the site answers with the same page. */
  open(options?: PageOptions, path?: string): Promise<Page>
}

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><rect width="64" height="48" fill="#0b6867"/></svg>'

export const signedIn = 'data-user="mira" data-account="harbour"'

export const scriptTag = (brim: BrimDouble, attributes = signedIn) =>
  `<script async src="${brim.url}/b/brim.js" data-key="pk_test" ${attributes}></script>`

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  brim: async ({}, use) => {
    const brim = await startBrimDouble()
    await use(brim)
    await brim.close()
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  problems: async ({}, use) => {
    const problems = createProblems()
    await use(problems)
    expect(problems.unexpected(), 'complaints of the pages').toEqual([])
  },

  open: async ({ page, context, brim, problems }, use) => {
    problems.watch(context)
    let html = ''
    let headers: Record<string, string> = {}
    const server = createServer(({ url }, response) => {
      if (url === pictureUrl) {
        return void response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(drawing)
      }
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await use(async (options = {}, path = '/boards') => {
      const { body = '', head = '', attributes, script = scriptTag(brim, attributes) } = options
      headers = options.headers ?? {}
      html = `<!doctype html><html lang="en"><head><title>Host</title>${head}${script}</head><body><main><h1>Boards</h1><button id="opener">Export</button>${body}</main></body></html>`
      await page.goto(site + path, { waitUntil: options.waitUntil ?? 'load' })
      return page
    })
    server.closeAllConnections()
    server.close()
  },
})

export { expect }

/** The drawn card: Playwright's CSS reaches into open shadow roots. */
export const card = (page: Page): Locator => page.locator('brim-prompt .card')

/** Waits until the view has been fetched: from then on a prompt needs no network. */
export const untilReady = async (page: Page): Promise<void> => {
  await expect
    .poll(() => page.evaluate(() => customElements.get('brim-slot') !== undefined))
    .toBe(true)
}

/** Comes back after what the page was sent before it. */
export const roundTrip = (page: Page) =>
  page.evaluate(() => fetch('/own').then((response) => response.text()))

/** Calls `brim.paywall` and says what came of it. */
export const paywall = (page: Page, feature: string, options = {}) =>
  page.evaluate(
    ([name, given]) =>
      (
        window as never as { brim: { paywall(...given: unknown[]): Promise<unknown> } }
      ).brim.paywall(name, given),
    [feature, options] as const,
  )

/** Calls any other method of the API. */
export const call = (page: Page, method: string, ...given: unknown[]) =>
  page.evaluate(
    ([name, all]) => {
      const brim = (window as never as { brim: Record<string, (...given: unknown[]) => unknown> })
        .brim
      brim[name as string]?.(...(all as unknown[]))
    },
    [method, given] as const,
  )

export const outcomes = (items: WidgetItem[]) =>
  items.flatMap((item) => (item.type === 'outcome' ? [[item.decisionId, item.outcome]] : []))
export const events = (items: WidgetItem[]) =>
  items.flatMap((item) => (item.type === 'event' ? [item.name] : []))

/** A wall with a prompt of any format at it, and the prompt in sight. */
export const hitWall = async (page: Page): Promise<void> => {
  await untilReady(page)
  await page.locator('#wall').click()
  await expect(card(page)).toBeVisible()
}
export const wall = '<button id="wall" data-brim-paywall="export">Export all</button>'
