import { chromium } from 'playwright'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage()
page.on('response', async (r) => { if (r.url().includes('/b/v1/')) { const j = await r.json().catch(()=>null); console.log(r.url().slice(-10), JSON.parse(r.request().postData()??'{}').page, JSON.stringify(j?.armed?.map((p: any) => [p.placement, p.page, p.nudge]))) } })
await page.goto('http://127.0.0.1:4711/demo/?user=q' + Date.now() + '#/')
await page.waitForTimeout(1500)
for (let i = 0; i < 6; i++) { await page.getByRole('button', { name: 'Timeline' }).click(); await page.waitForTimeout(100) }
await page.waitForTimeout(3000)
await page.screenshot({ path: '/tmp/shots/q.png' })
await browser.close()
