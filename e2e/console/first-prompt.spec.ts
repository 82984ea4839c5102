// From a fresh production start to the first prompt on the customer's own page, by the guide alone.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startBrim } from '../harness/brim.ts'
import { expect, test } from '../harness/fixtures.ts'
import { findFaults } from './console.ts'
import { setUp } from './set-up.ts'

/** A plain page on another origin, with what was pasted into it. */
async function startSite() {
  let pasted = ''
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="en"><head><title>Harbour</title>${pasted}</head>
        <h1>Harbour</h1><button data-brim-paywall="export">Export</button></html>`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    paste(snippet: string) {
      pasted = snippet.replace('USER_ID', 'mara').replace('ACCOUNT_ID', 'acme')
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('the guide leads from the set-up link to a prompt that was really seen', async ({
  page,
  context,
  problems,
}) => {
  test.setTimeout(90_000)
  // What is refused before its origin is allowed.
  problems.allow(/403/)
  problems.allow(/is not in this key's list/)
  const brim = await startBrim()
  const site = await startSite()
  await setUp(page, brim, 'Harbour')
  await page.getByRole('button', { name: /go on/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first prompt')
  await expect(page.getByText('0 of 5 done')).toBeVisible()
  expect(await findFaults(page)).toEqual([])

  // Nobody is held out by chance: the guide's own link leads to where that is set.
  const step = (name: string) => page.getByRole('button', { name: new RegExp(name) })
  await page.goto(`${brim.url}/console/settings`)
  await page.getByLabel('Holdout').fill('0')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Saved: it holds from the next decision on')).toBeVisible()

  // The page is refused first, and then allowed by one click.
  await page.goto(`${brim.url}/console/`)
  await page.getByRole('region', { name: 'Your first prompt' }).getByRole('link').click()
  await step('Paste the snippet').click()
  const snippet = await page.locator('.start-body pre').textContent()
  site.paste(snippet ?? '')
  const product = await context.newPage()
  await product.goto(site.origin)
  await step('See that we hear you').click()
  await page.getByRole('button', { name: `Allow it ${site.origin}` }).click()
  await expect(page.getByText('2 of 5 done')).toBeVisible()
  await product.reload()
  await expect(page.getByText('We hear you.')).toBeVisible()
  await expect(page.getByText('3 of 5 done')).toBeVisible()
  await product.getByRole('button', { name: 'Export' }).click()

  await step('Make the first nudge').click()
  await expect(page.getByLabel('Where it appears')).toHaveValue('paywall:export')
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Make the nudge' }).click()
  await page.getByRole('button', { name: 'Publish First prompt (paywall:export)' }).click()
  await expect(page.getByText('4 of 5 done')).toBeVisible()
  await step('See it on your page').click()
  await expect(page.getByText('await brim.paywall("export")')).toBeVisible()

  await product.reload()
  // Asked as soon as the page has come, when nothing is armed yet: a slow machine answers late.
  await product.evaluate(() => {
    const { brim } = window as never as {
      brim: { paywall(feature: string, options: { deadlineMs: number }): Promise<unknown> }
    }
    return brim.paywall('export', { deadlineMs: 10_000 })
  })
  await expect(product.getByRole('dialog')).toBeVisible()
  await expect(page.getByText('Your prompt was seen')).toBeVisible()
  await expect(page.getByText(`on ${site.origin}/`)).toBeVisible()
  await expect(page.getByText('5 of 5 done')).toBeVisible()
  expect(await findFaults(page)).toEqual([])

  // What is done stays done, and is not offered again.
  await page.goto(`${brim.url}/console/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(page.getByRole('region', { name: 'Your first prompt' })).toBeHidden()
  await product.close()
  await page.close()
  site.close()
  await brim.stop()
})
