// The console as these specs use it: signed in without its form, its backend reached by key.
import type { Page } from '@playwright/test'
import { type Look, linesOf, ofColours, violationsIn } from '../harness/axe.ts'
import type { Brim } from '../harness/brim.ts'
import { test as base, expect } from '../harness/fixtures.ts'

type Console = {
  open(path?: string): Promise<void>
  /** Sends to the API with the secret key, as a SaaS backend does. */
  send(path: string, body: unknown): Promise<unknown>
  secretKey: string | null
}

const login = { email: 'demo@brim.local', password: 'brim-demo' }

export const test = base.extend<{ console: Console }>({
  console: async ({ page, brim }, use) => {
    await signIn(page, brim)
    await use({
      secretKey: brim.ready.secretKey,
      async open(path = '/') {
        await page.goto(`${brim.url}/console${path}`)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      },
      async send(path, body) {
        const response = await page.request.post(`${brim.url}${path}`, {
          data: body,
          headers: { authorization: `Bearer ${brim.ready.secretKey}` },
        })
        expect(response.ok(), await response.text()).toBe(true)
        return response.json()
      },
    })
  },
})

async function signIn(page: Page, brim: Brim) {
  const response = await page.request.post(`${brim.url}/console/api/auth/sign-in/email`, {
    data: brim.ready.login ?? login,
    headers: { origin: new URL(brim.url).origin },
  })
  expect(response.ok(), await response.text()).toBe(true)
}

/**
 * What axe-core has against the page, one line a fault, once it has come to rest: what is older than
 * what it stands beside is dim until the answer is here, and colours are on their way for a moment.
 */
export async function findFaults(page: Page, look: Look = {}): Promise<string[]> {
  await expect(page.locator('.old, .behind, .skeleton')).toHaveCount(0)
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getTiming().iterations === 1)
    await Promise.allSettled(ending.map((one) => one.finished))
  })
  return linesOf(await violationsIn(page, look))
}

/** The same in light and in dark, without opening the page anew: dark only as far as colours go. */
export async function findFaultsInBoth(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const inLight = await findFaults(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const inDark = await findFaults(page, ofColours)
  return [...inLight.map((one) => `light: ${one}`), ...inDark.map((one) => `dark: ${one}`)]
}

export { expect, login }
