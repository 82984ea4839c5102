// What every spec imports: `import { expect, test } from './harness/fixtures.ts'`.
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test'
import type { Brim } from './brim.ts'
import { createProblems, type Problems } from './problems.ts'
import { startSeeded } from './seed.ts'

export type Visitor = {
  userId: string
  context: BrowserContext
  page: Page
  /** Opens a page of the demo as this user. */
  openDemo(path?: string): Promise<void>
}

type TestFixtures = {
  problems: Problems
  /** Somebody else's browser: own storage, own tabs, watched like `page`. */
  visitor(userId: string, options?: BrowserContextOptions): Promise<Visitor>
}

type WorkerFixtures = {
  brim: Brim
  /** Set by a file that changes what of the demo is live: it has a server of its own. */
  changesDemo: string
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  changesDemo: ['', { option: true, scope: 'worker' }],

  brim: [
    async ({}, use) => {
      const seed = process.env.BRIM_E2E_SEED
      if (!seed) throw new Error('BRIM_E2E_SEED is missing: the global setup did not run')
      // What it tells goes to this machine.
      const brim = await startSeeded(seed, { BRIM_ALLOW_PRIVATE_WEBHOOKS: 'true' })
      await use(brim)
      await brim.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: async ({ brim }, use) => use(brim.url),

  problems: async ({}, use) => {
    const problems = createProblems()
    await use(problems)
    expect(problems.unexpected(), 'complaints of the pages').toEqual([])
  },

  context: async ({ context, problems }, use) => {
    problems.watch(context)
    await use(context)
  },

  visitor: async ({ browser, brim, problems }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (userId, options = {}) => {
      const context = await browser.newContext({ baseURL: brim.url, ...options })
      contexts.push(context)
      problems.watch(context)
      const page = await context.newPage()
      return {
        userId,
        context,
        page,
        async openDemo(path = '') {
          const url = new URL(path, brim.ready.demo)
          url.searchParams.set('user', userId)
          await page.goto(url.href)
        },
      }
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})

export { expect }
