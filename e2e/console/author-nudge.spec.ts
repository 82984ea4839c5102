// A marketer makes a nudge from nothing: picture, variables, two languages, arms; sees it as an account
// does, and then on the customer's own site.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { Brim } from '../harness/brim.ts'
import { expect, findFaults, findFaultsInBoth, test } from './console.ts'

test.use({ changesDemo: 'author-nudge' })

const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const words = (page: Page) => page.getByRole('region', { name: 'Words' })
const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true })

/** A PNG of one colour. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x68)])
  const rows = Buffer.concat(Array.from({ length: height }, () => row))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

const newNudge = async (page: Page, name: string) => {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Feature').fill('export')
}

test('a nudge from nothing: a place that was told of, words with variables, a picture', async ({
  console,
  page,
  problems,
}) => {
  // The browser's own line for the picture that is none.
  problems.allow(/status of 400/)
  await console.open('/nudges/new')
  await page.getByLabel('Name', { exact: true }).fill('Exports for all')

  // Where, chosen from what was told of.
  const place = page.getByRole('region', { name: 'Where' })
  await place.getByRole('button', { name: 'What was told of' }).click()
  await place.getByRole('button', { name: /^export/ }).click()
  await expect(page.getByLabel('Feature')).toHaveValue('export')
  await expect(place.getByText(/\d hits, last/)).toBeVisible()
  await page.getByLabel('Feature').fill('nothing-yet')
  await expect(place.getByText(/Never told of in the last 30 days/)).toBeVisible()
  await page.getByLabel('Feature').fill('export')

  // Words, by the keyboard and with a variable that must have a fallback.
  await title(page).fill('Take it along, ')
  await words(page).getByRole('button', { name: 'Variable in Title' }).click()
  await page.getByRole('searchbox', { name: 'Find a variable' }).fill('account’s name')
  const variable = page.getByRole('button', { name: /The account’s name account.name/ })
  await expect(variable).not.toContainText('—')
  await variable.click()
  await expect(page.getByRole('button', { name: 'Insert' })).toBeDisabled()
  await page.getByLabel('Said instead where it isn’t known').fill('your team')
  await page.keyboard.press('Enter')
  await expect(title(page)).toHaveValue('Take it along, {{account.name|your team}}')
  await title(page).press('Home')
  await page.keyboard.down('Shift')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.up('Shift')
  await page.keyboard.press('ControlOrMeta+b')
  await expect(title(page)).toHaveValue('**Take** it along, {{account.name|your team}}')
  await expect(preview(page)).toContainText('Take it along, your team')

  // A picture; an SVG is no picture here.
  await page.getByRole('radio', { name: 'Image' }).check()
  const file = page.getByLabel('Picture file')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  await file.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: svg })
  await expect(page.getByRole('alert')).toContainText('An SVG can run scripts')
  await file.setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: png(320, 180) })
  await expect(page.getByLabel('Image address')).toHaveValue(/\/b\/p\/demo\/[\w-]{22}\.webp$/)
  await page.getByLabel('Description').fill('A board on its way out')
  const picture = preview(page).getByRole('img', { name: 'A board on its way out' })
  await expect(picture).toHaveJSProperty('naturalWidth', 320)

  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/\/nudges\/exports-for-all$/)
  await page.reload()
  await expect(title(page)).toHaveValue('**Take** it along, {{account.name|your team}}')
  await expect(picture).toBeVisible()
})

test('arms with words of their own, and whether an account would see it', async ({
  console,
  page,
}) => {
  await console.open('/nudges/new')
  await newNudge(page, 'Exports for some')
  await title(page).fill('Take it along, {{account.name|your team}}')
  // Arms, with words of their own and shares.
  const experiment = page.getByRole('region', { name: 'Experiment' })
  await experiment.getByRole('button', { name: 'Try something' }).click()
  await experiment.getByRole('button', { name: 'Add an arm' }).click()
  await experiment.getByLabel('Arm C shows').selectOption('Nothing (control)')
  await experiment.getByLabel('Arm C, weight').fill('100')
  await expect(experiment.getByRole('group', { name: 'Arm C' })).toContainText('50 %')
  await experiment.getByRole('button', { name: 'Remove Arm C' }).click()
  await expect(experiment.getByRole('group', { name: 'Arm C' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await experiment.getByRole('button', { name: 'Write its words' }).click()
  await expect(title(page)).toBeFocused()
  await title(page).fill('Or in other words')
  await expect(preview(page)).toContainText('Or in other words')
  await expect(preview(page)).toContainText('Arm B')
  await words(page).getByRole('radio', { name: 'The nudge' }).check()
  await expect(preview(page)).toContainText('Take it along')

  // As an account sees it.
  await page.getByRole('button', { name: 'As account…' }).click()
  await page.getByRole('searchbox', { name: 'Find an account' }).fill('cobalt-partners')
  await page.getByRole('button', { name: /Cobalt Partners/ }).click()
  await expect(preview(page)).toContainText('Take it along, Cobalt Partners')
  const standing = preview(page).getByRole('region', { name: 'Would it be shown?' })
  await expect(standing).toContainText(/They would (not )?see it/)
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByLabel('Condition 1, trait').fill('plan')
  await page.getByLabel('Condition 1, value').fill('nobody-has-this')
  await expect(standing).toContainText('outside the nudge’s audience')
  await page.getByLabel('Condition 1, comparison').selectOption('is not')
  await expect(standing).not.toContainText('outside the nudge’s audience')

  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/\/nudges\/exports-for-some$/)
  await page.reload()
  await expect(page.getByLabel('Arm C, weight')).toHaveValue('100')
})

test('axe finds nothing in an editor with all of its parts, light and dark', async ({
  console,
  page,
}) => {
  await console.open('/nudges/export-trial')
  await page.getByRole('button', { name: 'Try something' }).click()
  await page.getByLabel('Let those who can’t buy ask an admin').check()
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('radio', { name: 'Image' }).check()
  await page.getByLabel('Tags').fill('a')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove the tag a' })).toBeVisible()
  expect(await findFaultsInBoth(page)).toEqual([])
})

test('languages in a table: by the keyboard, out as a file, and back with what is wrong in it', async ({
  console,
  page,
}) => {
  await console.open('/nudges/new')
  await newNudge(page, 'Two languages')
  await title(page).fill('=Export')
  await words(page).getByRole('button', { name: 'All languages in a table' }).click()
  const dialog = page.getByRole('dialog', { name: 'Translations' })
  await dialog.getByRole('button', { name: 'Add a language' }).click()
  await dialog.getByRole('button', { name: /German/ }).click()
  await dialog.getByLabel('Title, English').focus()
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByLabel(/^Title, German/)).toBeFocused()
  await page.keyboard.type('Ausfuhr')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel(/^Body, German/)).toBeFocused()
  await expect(dialog.getByText(/texts to translate/)).toBeVisible()
  // The bar above the table is about the cell that is written in; a variable asks for its fallback there too.
  await page.keyboard.type('Wir')
  await page.keyboard.press('ControlOrMeta+a')
  await dialog.getByRole('button', { name: 'Bold in Body, German' }).click()
  await expect(dialog.getByLabel(/^Body, German/)).toHaveValue('**Wir**')
  await page.keyboard.press('End')
  await dialog.getByRole('button', { name: 'Variable in Body, German' }).click()
  await dialog.getByRole('button', { name: /account\.name/ }).click()
  await expect(dialog.getByRole('button', { name: 'Insert' })).toBeDisabled()
  await dialog.getByLabel('Said instead where it isn’t known').fill('ihr')
  await dialog.getByRole('button', { name: 'Insert' }).click()
  await expect(dialog.getByLabel(/^Body, German/)).toHaveValue('**Wir**{{account.name|ihr}}')
  expect(await findFaultsInBoth(page)).toEqual([])

  const saving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export CSV' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe('two-languages-translations.csv')
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toContain("nudge/title,Title,'=Export,Ausfuhr")

  const edited = [
    'text,where,en,de,fr',
    "nudge/title,Title,'=Export,Ausfuhr,Exporter",
    'nudge/dismiss,Close button,Not now,Später,Plus tard',
    'nudge/nothing,,,Nichts,',
    `nudge/body,Body,,${'x'.repeat(1001)},`,
  ].join('\n')
  const file = { name: 'back.csv', mimeType: 'text/csv', buffer: Buffer.from(edited) }
  await dialog.getByLabel('Translations file').setInputFiles(file)
  await expect(dialog).toContainText('The file changes 3 texts and brings French')
  await expect(dialog).toContainText('Line 4: There is no text “nudge/nothing” in this nudge')
  await expect(dialog).toContainText('Line 5: de: 1001 letters; at most 1000')
  expect(await findFaults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Change 3 texts' }).click()
  await expect(dialog.getByLabel(/^Title, French/)).toHaveValue('Exporter')
  await dialog.getByRole('button', { name: 'Done' }).click()

  await words(page)
    .getByRole('radio', { name: /French/ })
    .check()
  await expect(title(page)).toHaveValue('Exporter')
  await expect(preview(page)).toContainText('Exporter')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/\/nudges\/two-languages$/)
})

/** The customer's own site: two pages under a strict policy, on another origin than Brim. */
async function startSite(brim: Brim) {
  const policy = [
    "default-src 'none'",
    `script-src ${brim.url}`,
    `connect-src ${brim.url}`,
    `img-src ${brim.url}`,
    "style-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
  const server = createServer((request, response) => {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    }
    if (request.url === '/favicon.ico') return void response.writeHead(204).end()
    response.writeHead(200, headers).end(
      `<!doctype html><html lang="en"><title>Harbour</title>
       <script async src="${brim.url}/b/brim.js" data-key="${brim.ready.publishableKey}"
         data-user="harbour-mia" data-account="harbour"></script>
       <h1>Harbour ${request.url}</h1><a href="/second">Second page</a></html>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { origin, close }
}

async function allow(page: Page, brim: Brim, origin: string) {
  const api = `${brim.url}/console/api/w/demo/keys`
  const keys = await (await page.request.get(api)).json()
  const key = keys.find((one: { kind: string }) => one.kind === 'publishable')
  const saved = await page.request.put(`${api}/${key.id}/origins`, {
    data: { origins: [...key.origins, origin] },
    headers: { origin: brim.url },
  })
  expect(saved.ok(), await saved.text()).toBe(true)
}

test('a draft is seen on the customer’s own site, by the link alone, and counts nothing', async ({
  console,
  page,
  brim,
  context,
  browser,
  problems,
}) => {
  problems.allow(/status of 409/)
  const site = await startSite(brim)
  await allow(page, brim, site.origin)
  await console.open('/nudges/new')
  await newNudge(page, 'Seen at home')
  await title(page).fill('Only for you, {{user.name|whoever}}')
  await page.getByRole('radio', { name: 'Image' }).check()
  const file = { name: 'shot.png', mimeType: 'image/png', buffer: png(320, 180) }
  await page.getByLabel('Picture file').setInputFiles(file)
  await expect(page.getByLabel('Image address')).toHaveValue(/\.webp$/)
  await page.getByLabel('Description').fill('A harbour')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page).toHaveURL(/seen-at-home$/)

  // What is known of the site comes late: the field waits for it, and then stays as it is.
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/console/api/w/demo/keys', async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  await page.getByRole('button', { name: 'On your site…' }).click()
  await expect(page.getByText('Loading')).toBeVisible()
  await expect(page.getByLabel('Page of your site')).toHaveCount(0)
  answer()
  // The demo is where this server is today, not where it was when its data were made.
  const host = new URL(brim.url).port
  await expect(page.getByLabel('Page of your site')).toHaveValue(new RegExp(`:${host}/$`))
  await page.getByLabel('Page of your site').fill(`${site.origin}/first`)
  await page.getByRole('button', { name: 'Make a link' }).click()
  const open = page.getByRole('link', { name: 'Open the preview' })
  const link = (await open.getAttribute('href')) ?? ''
  const opening = context.waitForEvent('page')
  await open.click()
  const own = await opening
  const sent: string[] = []
  own.on('request', (request) => void sent.push(`${request.url()} ${request.postData() ?? ''}`))
  const prompt = own.getByRole('dialog')
  await expect(prompt).toContainText('Only for you, whoever')
  await expect(prompt.getByRole('img', { name: 'A harbour' })).toHaveJSProperty('naturalWidth', 320)
  expect(own.url()).toBe(`${site.origin}/first`)
  const bar = own.getByRole('region', { name: 'Preview of a draft' })
  await expect(bar).toContainText('Seen at home')
  await prompt.getByRole('button', { name: 'Not now' }).first().click()
  await expect(prompt).toBeHidden()
  await expect(bar).toContainText('in a preview nothing comes of it')
  await bar.getByRole('button', { name: 'Show again' }).click()
  await expect(prompt).toBeVisible()
  await own.keyboard.press('Escape')

  // It goes along to another page, and not to another browser.
  await own.getByRole('link', { name: 'Second page' }).click()
  await expect(own.getByRole('heading', { name: 'Harbour /second' })).toBeVisible()
  await expect(prompt).toContainText('Only for you')
  await own.keyboard.press('Escape')
  const others = await browser.newContext()
  const other = await others.newPage()
  const opened = other.waitForResponse((response) => response.url().endsWith('/v1/open'))
  await other.goto(`${site.origin}/first`)
  await opened
  await expect(other.getByRole('region', { name: 'Preview of a draft' })).toHaveCount(0)
  await others.close()

  await bar.getByRole('button', { name: 'End preview' }).click()
  await expect(bar).toHaveCount(0)
  await own.reload()
  await expect(own.getByRole('heading', { name: 'Harbour /second' })).toBeVisible()
  await expect(bar).toHaveCount(0)
  expect(sent.filter((one) => one.includes('"outcome"'))).toEqual([])

  // A draft that was saved anew needs a new link.
  await page.bringToFront()
  await page.keyboard.press('Escape')
  await title(page).fill('Another one')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible()
  const late = await context.newPage()
  await late.goto(link)
  await expect(late.getByRole('region', { name: 'Preview of a draft' })).toContainText(
    'was saved anew since',
  )
  site.close()
})
