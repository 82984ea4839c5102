// Set up, Identity: a key is made, a token signed with it is checked, and enforcing asks first.
import { SignJWT } from 'jose'
import { expect, findFaults, test } from './console.ts'

test('a key is made, what it signs is checked in words, and it is revoked', async ({
  console,
  page,
}) => {
  await console.open('/install')
  const section = page.getByRole('region', { name: 'Identity' })
  await section.getByRole('button', { name: 'Rotate' }).click()
  await page.getByRole('button', { name: 'Make the secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Keep this secret' })
  const secret = (await dialog.locator('pre').textContent()) ?? ''
  const kid = (await dialog.locator('code').first().textContent()) ?? ''
  await dialog.getByRole('button', { name: 'I have kept it' }).click()
  await expect(section.getByRole('button', { name: 'Rotate' })).toBeDisabled()

  const sign = (audience: string, { end = '10m', by = secret } = {}) =>
    new SignJWT({ account_id: 'acme', plan: 'team' })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setSubject('mara')
      .setAudience(audience)
      .setIssuedAt(end === '10m' ? new Date() : '1 hour ago')
      .setExpirationTime(end)
      .sign(new TextEncoder().encode(by))
  await section.getByText('Check a token').click()
  const check = async (token: string) => {
    await section.getByLabel('Token').fill(token)
    await section.getByRole('button', { name: 'Check' }).click()
  }
  await check(await sign('demo'))
  await expect(section.getByRole('status')).toContainText('Valid')
  await expect(section.getByRole('status')).toContainText('"plan": "team"')
  await check(await sign('another'))
  await expect(section.getByRole('status')).toContainText('Wrong audience')
  await expect(section.getByRole('status')).toContainText('It is for "another"')
  await check(await sign('demo', { end: '10 minutes ago' }))
  await expect(section.getByRole('status')).toContainText('Expired')
  await check(await sign('demo', { by: `${secret}, but another` }))
  await expect(section.getByRole('status')).toContainText('Bad signature')
  await section.getByText('Sign tokens in your backend').click()
  await expect(section.getByText(`kid: '${kid}'`)).toBeVisible()
  expect(await findFaults(page)).toEqual([])

  await section.getByRole('button', { name: `Revoke ${kid}` }).click()
  await section.getByRole('button', { name: 'Revoke for good' }).click()
  await expect(section.getByText(kid)).toHaveCount(0)
  await check(await sign('demo'))
  await expect(section.getByRole('status')).toContainText('Unknown key')
})

test('a private key is not taken, and a public one is known by what it is', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/400/)
  await console.open('/install')
  const section = page.getByRole('region', { name: 'Identity' })
  await section.getByRole('button', { name: 'Rotate' }).click()
  await page.getByRole('radio', { name: 'Your public key' }).check()
  await page.getByRole('textbox', { name: 'Public key' }).fill('-----BEGIN PRIVATE KEY-----')
  await page.getByRole('button', { name: 'Add the key' }).click()
  await expect(page.getByText('This is a private key')).toBeVisible()
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
  await page.getByRole('textbox', { name: 'Public key' }).fill(JSON.stringify(jwk))
  await page.getByRole('button', { name: 'Add the key' }).click()
  const row = section.getByRole('listitem').filter({ hasText: 'EdDSA' })
  await expect(row).toBeVisible()
  await row.getByRole('button', { name: 'Revoke' }).click()
  await row.getByRole('button', { name: 'Revoke for good' }).click()
  await expect(row).toHaveCount(0)
})

test('enforcing says whom it would refuse, and is what is chosen only when that is confirmed', async ({
  console,
  page,
}) => {
  await console.open('/install')
  const section = page.getByRole('region', { name: 'Identity' })
  const modes = section.getByRole('group', { name: 'What is asked of pages' })
  await modes.getByRole('radio', { name: 'Enforce' }).click()
  const dialog = page.getByRole('dialog', { name: 'Let in only who is proven?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(modes.getByRole('radio', { name: 'Report' })).toBeChecked()
  await modes.getByRole('radio', { name: 'Enforce' }).click()
  await dialog.getByRole('button', { name: 'Enforce' }).click()
  await expect(modes.getByRole('radio', { name: 'Enforce' })).toBeChecked()
  await expect(section.getByText('Only pages with a valid token are let in')).toBeVisible()
  // Of the last key it says what that means.
  await section.getByRole('button', { name: 'Revoke' }).click()
  await expect(section.getByRole('button', { name: 'Revoke, and let nobody in' })).toBeVisible()
  await modes.getByRole('radio', { name: 'Report' }).click()
  await expect(page.getByText('Identity is set to “Report”')).toBeVisible()
})
