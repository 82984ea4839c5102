import { chromium } from 'playwright'
const base = process.argv[2] ?? 'http://127.0.0.1:4711/demo/'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
const shot = async (page: any, name: string) => { await page.screenshot({ path: `/tmp/shots/${name}.png` }) }
for (const [size, vp] of [['wide', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
  for (const scheme of ['light', 'dark'] as const) {
    const n = `${size}-${scheme}`
    const ctx = await browser.newContext({ viewport: vp, colorScheme: scheme, hasTouch: size === 'phone', locale: 'en-GB' })
    const page = await ctx.newPage()
    page.on('console', (m) => { if (m.type() === 'error' || m.type()==='warning') console.log(n, m.type(), m.text(), m.location().url) })
    page.on('pageerror', (e) => console.log(n, 'pageerror', e.message))
    page.on('response', (r) => { if (r.status() >= 400) console.log(n, r.status(), r.url()) })
    const user = `look-${n}-${Date.now()}`
    await page.goto(`${base}?user=${user}`)
    await page.getByRole('heading', { name: 'Spring launch' }).waitFor()
    await shot(page, `${n}-1-board`)
    for (let i = 0; i < 3; i++) {
      await page.getByRole('button', { name: 'Export' }).click()
      await page.waitForTimeout(1300)
      if (i < 2) await shot(page, `${n}-2-export-${i}`)
    }
    await page.waitForTimeout(500)
    await shot(page, `${n}-3-modal`)
    await page.keyboard.press('Escape')
    await page.waitForTimeout(500)
    await page.goto(`${base}?user=${user}#/new`)
    await page.waitForTimeout(300)
    await page.getByLabel('What is it about?').fill('Autumn campaign')
    await page.getByRole('button', { name: 'Create board' }).click()
    await page.waitForTimeout(1500)
    await page.goto(`${base}?user=${user}#/new`)
    await page.waitForTimeout(1500)
    await shot(page, `${n}-4-boards`)
    await page.goto(`${base}?user=${user}#/members`)
    await page.waitForTimeout(500)
    for (const who of ['Ines Moreau', 'Lena Park']) {
      await page.getByLabel('Name', {exact: true}).fill(who)
      await page.getByRole('button', { name: 'Invite' }).click()
      await page.waitForTimeout(1500)
    }
    await shot(page, `${n}-5-members`)
    await page.goto(`${base}?user=${user}#/help`)
    await page.getByLabel('What is it about?').selectOption('limits')
    await page.getByRole('button', { name: 'Ask' }).click()
    await page.waitForTimeout(1500)
    await shot(page, `${n}-6-help`)
    await page.goto(`${base}?user=${user}#/billing`)
    await page.waitForTimeout(1000)
    await shot(page, `${n}-7-billing`)
    await page.goto(`${base}?user=${user}#/`)
    await page.waitForTimeout(500)
    for (let i = 0; i < 6; i++) { await page.getByRole('button', { name: 'Timeline' }).click(); await page.waitForTimeout(100) }
    await page.waitForTimeout(2500)
    await shot(page, `${n}-8-timeline`)
    if (size === 'phone') { await page.locator('.drawer-handle').click(); await page.waitForTimeout(300); await shot(page, `${n}-9-drawer`) }
    await ctx.close()
  }
}
await browser.close()
