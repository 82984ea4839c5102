import { test, expect } from './console.ts'
test('shots', async ({ console, page }) => {
  await console.send('/v1/nudges', { key: 'shot', name: 'Export: try Team', format: 'inline', placement: 'slot:shot', offer: 'team-trial', copy: { en: { title: 'Try it', actions: [{ kind: 'trial', label: 'Start' }] } } })
  await page.request.put(page.url() === 'about:blank' ? '' : '', {}).catch(() => {})
  await console.open('/settings')
  const origin = new URL(page.url()).origin
  const put = (path: string, data: unknown, method = 'put') => page.request.fetch(`${origin}/console/api/w/demo${path}`, { method, data, headers: { origin, 'content-type': 'application/json' } })
  await put('/settings', { holdout: 0.05, buyerRoles: ['admin', 'owner'] })
  await put('/definitions/nudge/shot', { body: { key: 'shot', name: 'Export: try Team', format: 'banner', placement: 'slot:shot', offer: 'team-trial', copy: { en: { title: 'Try it now for free', body: 'Fourteen days of everything.', actions: [{ kind: 'trial', label: 'Start' }] } } } })
  await put('/keys', { kind: 'publishable', name: 'Staging', origins: ['https://staging.example'] }, 'post')
  await put('/people/invitations', { role: 'editor' }, 'post')
  await put('/accounts/cobalt-partners/claim', {})
  await put('/settings/theme', { preset: 'soft', accent: '#7a3cff' })
  for (const [w, h, scheme] of [[1280, 900, 'light'], [1280, 900, 'dark'], [390, 844, 'light'], [390, 844, 'dark']] as const) {
    await page.setViewportSize({ width: w, height: h })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await console.open('/audit')
    await expect(page.locator('.audited summary').first()).toBeVisible()
    await page.screenshot({ path: `/tmp/audit-${w}-${scheme}.png` })
    for (const text of ['edited the draft', 'changed the settings', 'made the key'])
      await page.locator('.audited summary', { hasText: text }).first().click()
    await page.screenshot({ path: `/tmp/audit-open-${w}-${scheme}.png`, fullPage: true })
  }
})
