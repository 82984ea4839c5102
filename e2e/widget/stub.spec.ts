// The stub, as the README has it: calls that are made before the script has come, if it ever does.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { card, events, expect, scriptTag, test, untilReady } from './fixtures.ts'
import { modal } from './prompts.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const [stub] = /<script>\s+window\.brim \|\|=[\s\S]+?<\/script>/.exec(readme) ?? []
if (!stub) throw new Error('the README has no stub')

/** Calls of the page that stand before the script tag. */
const calls = (code: string) => `${stub}<script>${code}</script>`
const result = (page: Page) =>
  page.evaluate(() => (window as never as { result?: unknown }).result ?? 'waiting')

/** Time passes as `runFor` says and no further, however slow the machine. */
const standStill = async (page: Page) => {
  await page.clock.install({ time: 0 })
  await page.clock.pauseAt(1_000)
}

test('its calls are made once the script has come, and their promises kept', async ({
  open,
  brim,
}) => {
  brim.answers = [{ id: 'dec_1', placement: 'paywall:export', prompt: modal(), reason: null }]
  const script = calls(`
    brim.identify({ user: { id: 'early' } })
    brim.track('before')
    brim.on('prompt', ({ nudge }) => { window.heard = nudge }).then((undo) => { window.undo = typeof undo })
    brim.paywall('export', { deadlineMs: 9000 }).then((result) => { window.result = result })`)
  const page = await open({ script: script + scriptTag(brim, '') })
  await expect.poll(() => result(page)).toEqual({ shown: true, reason: null, decisionId: 'dec_1' })
  await expect(card(page)).toBeVisible()
  expect(await page.evaluate('[window.heard, window.undo]')).toEqual(['export-trial', 'function'])
  await expect.poll(() => events(brim.items())).toEqual(expect.arrayContaining(['before']))
  expect(brim.received[0]?.body.user.id).toBe('early')
})

test('who still holds the stub goes on speaking to Brim', async ({ open, brim }) => {
  brim.armed = [modal()]
  const page = await open({ script: calls('window.held = brim') + scriptTag(brim) })
  await untilReady(page)
  const shown = await page.evaluate(() =>
    (window as never as { held: { paywall(name: string): Promise<unknown> } }).held.paywall(
      'export',
    ),
  )
  expect(shown).toMatchObject({ shown: true })
})

test('a script that never comes holds nobody up', async ({
  page,
  context,
  open,
  brim,
  problems,
}) => {
  problems.allow(/ERR_/)
  await context.route(`${brim.url}/**`, (route) => route.abort())
  await standStill(page)
  const script = calls(`
    brim.identify({ user: { id: 'early' } })
    brim.paywall('export').then((result) => { window.result = result })`)
  await open({ script: script + scriptTag(brim, '') })
  await page.clock.runFor(1_900)
  expect(await result(page)).toBe('waiting')
  await page.clock.runFor(200)
  expect(await result(page)).toEqual({ shown: false, reason: 'timeout', decisionId: null })
})

test('a script that comes late keeps everything but the wall that was given up', async ({
  page,
  context,
  open,
  brim,
}) => {
  brim.armed = [modal()]
  let comes = () => {}
  const isDue = new Promise<void>((resolve) => {
    comes = resolve
  })
  await context.route('**/brim.js', async (route) => {
    await isDue
    await route.continue()
  })
  await standStill(page)
  const script = calls(`
    brim.identify({ user: { id: 'early' } })
    brim.track('before')
    brim.paywall('export').then((result) => { window.result = result })`)
  await open({ script: script + scriptTag(brim, ''), waitUntil: 'commit' })
  await page.clock.runFor(3_000)
  expect(await result(page)).toMatchObject({ shown: false })
  comes()
  await page.waitForFunction(
    () => typeof (window as never as { brim: { version: unknown } }).brim.version === 'string',
  )
  // Its answers come by the world's time, and set the timers that follow.
  const sent = async () => {
    await page.clock.runFor(1_000)
    return events(brim.items())
  }
  await expect.poll(sent).toContain('before')
  expect(events(brim.items())).not.toContain('paywall_hit')
  await expect(card(page)).toHaveCount(0)
})

test('may be awaited and looked at like anything else', async ({
  page,
  context,
  open,
  brim,
  problems,
}) => {
  problems.allow(/ERR_/)
  await context.route(`${brim.url}/**`, (route) => route.abort())
  await open({ script: calls('') + scriptTag(brim, '') })
  expect(
    await page.evaluate(async () => {
      const { brim } = window as never as { brim: { q: unknown[] } }
      await brim
      return brim.q
    }),
  ).toEqual([])
})
