// The panel for whoever builds the page: what it says, who is told why, and that the host never notices.
import type { ExplainResponse } from '../../shared/protocol/api.ts'
import { linesOf, violationsIn } from '../harness/axe.ts'
import { call, expect, paywall, test, untilReady } from './fixtures.ts'
import { banner, inline, modal } from './prompts.ts'

const passed = (title: string, said: string) => ({
  title,
  passed: true,
  said,
  seen: null,
  missing: [],
})
const explained: ExplainResponse = {
  v: 1,
  now: Date.now(),
  placements: [
    {
      placement: 'paywall:export',
      nudges: [
        {
          nudge: 'export-trial',
          name: 'Team trial at export',
          isChosen: true,
          said: 'It would be shown',
          nearest: null,
          rungs: [
            passed('Workspace', 'Not paused'),
            passed('Rank', 'Went before every other nudge'),
          ],
        },
        {
          nudge: 'export-seats',
          name: 'Seats for all who export',
          isChosen: false,
          said: 'Outside the nudge’s audience',
          nearest: '3 more seats used',
          rungs: [
            passed('Workspace', 'Not paused'),
            {
              title: 'Audience',
              passed: false,
              said: 'Outside the nudge’s audience',
              seen: null,
              missing: ['Seats used: 5, wanted at least 8'],
            },
          ],
        },
      ],
    },
    { placement: 'page', nudges: [] },
  ],
  past: [
    {
      id: 'dec_7',
      at: Date.now(),
      placement: 'slot:billing',
      nudge: null,
      said: 'Its trigger hasn’t fired',
    },
  ],
}
const forbidden = { error: { code: 'forbidden', message: 'Why is told to members only' } }
/** Answers as the server does: to a good code alone. */
const explainTo =
  (code: string) =>
  ({ path, body }: { path: string; body: object }) => {
    if (path !== '/b/v1/explain') return undefined
    const isGood = 'code' in body && body.code === code
    return { status: isGood ? 200 : 403, text: JSON.stringify(isGood ? explained : forbidden) }
  }

test('says who is here, what is armed and what waits, under a strict policy', async ({
  open,
  brim,
  problems,
}) => {
  // The browser's own line for an answer that says no.
  problems.allow(/status of 403/)
  brim.armed = [modal(), inline(), banner({ placement: 'event:moved', page: '/boards' })]
  brim.misbehave = explainTo('')
  const policy = [
    "default-src 'none'",
    `script-src ${brim.url}`,
    `connect-src ${brim.url}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  const page = await open({ headers: { 'Content-Security-Policy': policy } })
  await untilReady(page)
  await call(page, 'debug')
  const panel = page.getByRole('dialog', { name: 'Brim' })
  await expect(panel).toBeVisible()
  await expect(panel).toHaveCSS('border-top-left-radius', '14px')
  await expect(panel.getByText('All is well')).toBeVisible()
  await expect(panel.getByText('mira', { exact: true })).toBeVisible()
  await expect(panel.getByText('harbour', { exact: true })).toBeVisible()
  await expect(panel.getByText('export-trial, modal')).toBeVisible()
  await expect(panel.getByText('on /boards only')).toBeVisible()
})

test('opens with the focus, closes with Escape and gives it back; the host hears nothing', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/403/)
  brim.misbehave = explainTo('v1.a')
  const page = await open()
  await page.locator('#opener').focus()
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const type of ['keydown', 'click']) document.addEventListener(type, () => heard.push(type))
  })
  await expect.poll(() => brim.received.length).toBeGreaterThan(0)
  await call(page, 'debug')
  await expect(page.locator('brim-debug h1')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Copy report' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.locator('brim-debug')).toHaveCount(0)
  await expect(page.locator('#opener')).toBeFocused()
  expect(await page.evaluate(() => (window as never as { heard: string[] }).heard)).toEqual([])
})

test('tells members why and why not, by the code of an address that is tidied up', async ({
  open,
  brim,
}) => {
  brim.misbehave = explainTo('v1.x_y-z.1')
  const page = await open({}, '/boards#brim-debug=v1.x_y-z.1')
  const panel = page.getByRole('dialog', { name: 'Brim' })
  await expect(panel.getByText('Team trial at export')).toBeVisible()
  await expect(panel.getByText('Would do: 3 more seats used')).toBeVisible()
  await panel.getByText('Seats for all who export').click()
  await expect(panel.getByText('Seats used: 5, wanted at least 8')).toBeVisible()
  await expect(panel.getByText('Its trigger hasn’t fired')).toBeVisible()
  expect(page.url()).toMatch(/\/boards$/)
  await page.reload()
  await expect.poll(() => brim.received.length).toBeGreaterThan(1)
  await call(page, 'debug')
  await expect(panel.getByText('Team trial at export')).toBeVisible()
})

test('without a code it says how to get one, and takes it', async ({ open, brim, problems }) => {
  problems.allow(/403/)
  brim.misbehave = explainTo('v1.good')
  const page = await open()
  await expect.poll(() => brim.received.length).toBeGreaterThan(0)
  await call(page, 'debug')
  await page.getByLabel('Debug code').fill(' v1.good ')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('Team trial at export')).toBeVisible()
})

for (const text of [
  '{"placements":[{"placement":"page"}],"past":[{}]}',
  '{"placements":[]}',
  '<html>',
  'null',
]) {
  test(`an answer that is ${text} stays in the panel`, async ({ open, brim }) => {
    brim.misbehave = ({ path }) => (path === '/b/v1/explain' ? { status: 200, text } : undefined)
    const page = await open()
    await expect.poll(() => brim.received.length).toBeGreaterThan(0)
    await call(page, 'debug')
    await expect(page.getByText(/cannot be read|did not answer|Status 200/)).toBeVisible()
    await expect(page.getByText('Who is here')).toBeVisible()
  })
}

test('says what to do when the origin is refused, small at first on a page that is being built', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/403/)
  const message = "origin http://x is not in this key's list: add it under Set up -> Keys"
  const error = { code: 'origin_not_allowed', message }
  brim.misbehave = () => ({ status: 403, text: JSON.stringify({ error }) })
  const page = await open({ attributes: 'data-user="mira" data-debug' })
  const pill = page.getByRole('button', { name: message })
  await expect(pill).toBeVisible()
  await pill.click()
  await expect(page.locator('brim-debug .state')).toContainText('add it under Set up -> Keys')
  await page.keyboard.press('Escape')
  await expect(pill).toBeFocused()
})

test('says what became of each question, and copies a report without traits', async ({
  open,
  brim,
  problems,
}) => {
  problems.allow(/403/)
  brim.misbehave = explainTo('')
  const page = await open({ attributes: '' })
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await call(page, 'debug')
  await expect(page.getByText('Nobody is here yet').first()).toBeVisible()
  await call(page, 'identify', { user: { id: 'mira', email: 'mira@x.example' }, token: 'a.b.c' })
  expect(await paywall(page, 'export', { deadlineMs: 5_000 })).toMatchObject({ shown: false })
  await expect(page.getByText('not shown: paywall:export')).toBeVisible()
  await page.getByRole('button', { name: 'Copy report' }).click()
  const text = await page.getByLabel('The report, to copy').inputValue()
  expect(JSON.parse(text)).toMatchObject({ user: 'mira', page: '/boards', hasToken: true })
  expect(text).not.toMatch(/x\.example|a\.b\.c/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1200, 375]) {
    test(`axe finds nothing in it, ${colorScheme}, ${width} px wide`, async ({ open, brim }) => {
      brim.armed = [modal(), inline()]
      brim.misbehave = explainTo('v1.a')
      const page = await open({}, '/boards#brim-debug=v1.a')
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await expect(page.getByText('Team trial at export')).toBeVisible()
      await page.getByText('Seats for all who export').click()
      const ours = (await violationsIn(page)).filter(({ nodes }) =>
        JSON.stringify(nodes.map(({ target }) => target)).includes('brim-debug'),
      )
      expect(linesOf(ours)).toEqual([])
      if (process.env.SHOTS)
        await page.screenshot({ path: `${process.env.SHOTS}/debug-${colorScheme}-${width}.png` })
    })
  }
}
