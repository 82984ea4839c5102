// The workspace's tokens, over Brim's own and under the page's.
import type { ThemeTokens } from '../../shared/theme/theme.ts'
import { card, expect, paywall, test, untilReady } from './fixtures.ts'
import { modal } from './prompts.ts'

const theme: ThemeTokens = {
  colors: { accent: ['#102030', '#a0b0c0'], surface: ['#fffaf0', '#101010'] },
  radius: 2,
  font: 'Georgia, serif',
}

const look = async (page: import('@playwright/test').Page) => ({
  accent: await card(page)
    .locator('.primary')
    .evaluate((node) => getComputedStyle(node).backgroundColor),
  surface: await card(page).evaluate((node) => getComputedStyle(node).backgroundColor),
  radius: await card(page).evaluate((node) => getComputedStyle(node).borderTopLeftRadius),
  font: await card(page).evaluate((node) => getComputedStyle(node).fontFamily),
})

for (const [colorScheme, accent, surface] of [
  ['light', 'rgb(16, 32, 48)', 'rgb(255, 250, 240)'],
  ['dark', 'rgb(160, 176, 192)', 'rgb(16, 16, 16)'],
] as const) {
  test(`a prompt wears its workspace’s theme, ${colorScheme}, under a strict policy`, async ({
    open,
    brim,
  }) => {
    brim.armed = [modal({ theme })]
    const policy = `default-src 'none'; style-src 'none'; script-src ${brim.url}; connect-src ${brim.url}`
    const page = await open({ headers: { 'Content-Security-Policy': policy } })
    await page.emulateMedia({ colorScheme })
    await untilReady(page)
    await paywall(page, 'export')
    expect(await look(page)).toEqual({ accent, surface, radius: '6px', font: 'Georgia, serif' })
    const styled = await page.evaluate(
      () =>
        document.querySelector('brim-prompt')?.shadowRoot?.querySelectorAll('[style],style').length,
    )
    expect(styled).toBe(0)
  })
}

test('the page overrules the workspace', async ({ open, brim }) => {
  brim.armed = [modal({ theme: { ...theme, scheme: 'dark' } })]
  const page = await open({
    head: '<style>:root{--brim-accent:rgb(200,0,0);--brim-radius:20px;--brim-color-scheme:light}</style>',
  })
  await untilReady(page)
  await paywall(page, 'export')
  expect(await look(page)).toMatchObject({
    accent: 'rgb(200, 0, 0)',
    surface: 'rgb(255, 250, 240)',
    radius: '24px',
  })
})

test('a workspace’s scheme stands whatever the system’s is', async ({ open, brim }) => {
  brim.armed = [modal({ theme: { ...theme, scheme: 'dark' } })]
  const page = await open()
  await page.emulateMedia({ colorScheme: 'light' })
  await untilReady(page)
  await paywall(page, 'export')
  expect(await look(page)).toMatchObject({ surface: 'rgb(16, 16, 16)' })
})

test('the page reaches every part', async ({ open, brim }) => {
  brim.armed = [modal()]
  const page = await open({
    head: '<style>brim-prompt::part(title){color:rgb(1,2,3)} brim-prompt::part(action-primary){text-transform:uppercase}</style>',
  })
  await untilReady(page)
  await paywall(page, 'export')
  await expect(card(page).locator('h2')).toHaveCSS('color', 'rgb(1, 2, 3)')
  await expect(card(page).locator('.primary')).toHaveCSS('text-transform', 'uppercase')
})
