// Every kind of destination can be set up by who does not know it, and trouble is the first thing seen.

import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { kindNames } from '../../server/console/words/destination.ts'
import { expect, findFaults, test } from './console.ts'

test('Gainsight is added by what it asks for, and a sample says what its server does', async ({
  console,
  page,
  problems,
}) => {
  // What the server refuses stands in the browser's log.
  problems.allow(/400/)
  await console.open('/destinations')
  await page.getByRole('button', { name: 'Add a destination' }).first().click()
  const kinds = page.getByRole('dialog', { name: 'Add a destination' })
  for (const name of Object.values(kindNames)) {
    await expect(kinds.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible()
  }
  expect(await findFaults(page)).toEqual([])
  await kinds.getByRole('button', { name: /^Gainsight/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Add Gainsight' })
  await dialog.getByLabel('Name').fill('Our Gainsight')
  await dialog.getByLabel('Your Gainsight').fill('https://gainsight.example')
  await dialog.getByLabel('Access key').fill('key')
  await dialog.getByLabel('Owner').fill('csm@example.com')
  // What a call to action takes is asked only where one is made.
  await expect(dialog.getByLabel('Reason')).toBeHidden()
  await dialog.getByLabel('A message becomes').selectOption('cta')
  await expect(dialog.getByLabel('Reason')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByLabel('Your Gainsight')).toHaveAccessibleDescription(
    'Your Gainsight: https://acme.gainsightcloud.com',
  )
  expect(await findFaults(page)).toEqual([])
  await dialog.getByLabel('Your Gainsight').fill('https://brim-e2e.gainsightcloud.com')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our Gainsight')
  // Nothing of it reaches the internet from here: what is said is that nobody answered.
  await page.getByRole('button', { name: 'Send a sample' }).click()
  const tried = page.getByRole('region', { name: 'Try it' })
  await expect(tried.getByText(/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|No answer|Not done/)).toBeVisible({
    timeout: 60_000,
  })
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove for good' }).click()
})

test('one by e-mail says that there is no mail server, in the list, on its page and on the overview', async ({
  console,
  page,
}) => {
  const { destination } = (await console.send('/v1/destinations', {
    kind: 'email',
    name: 'Sales by mail',
    hears: {},
    settings: { to: 'sales@example.com' },
  })) as { destination: { id: string } }
  await console.open('/destinations')
  const row = page.getByRole('link', { name: 'Sales by mail' })
  await expect(row).toContainText('No mail server')
  await expect(row).toContainText('BRIM_SMTP_URL, BRIM_MAIL_FROM and BRIM_URL')
  await console.open(`/destinations/${destination.id}`)
  await expect(page.getByText('Until then what it is to hear waits here.')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await console.open('/')
  await expect(page.getByText('(no mail server)')).toBeVisible()
  await page.getByRole('link', { name: 'Sales by mail' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove for good' }).click()
  await expect(page.getByText('Sales by mail is removed')).toBeVisible()
})

test('one that was stopped is seen on the overview, says what helps, and is resumed', async ({
  console,
  page,
  brim,
}) => {
  const { destination } = (await console.send('/v1/destinations', {
    ...{ kind: 'webhook', name: 'Our stopped backend', hears: {} },
    settings: { url: 'http://127.0.0.1:1/' },
  })) as { destination: { id: string } }
  // As five days of failures leave it.
  const file = join(brim.dataDir, 'workspaces', 'demo.db')
  const client = createClient({ url: `file:${file}`, timeout: 5_000 })
  await client.execute({
    sql: `UPDATE destinations SET state = 'stopped', failures = 40, failing_since = ? WHERE id = ?`,
    args: [Date.now() - 5 * 86_400_000, destination.id],
  })
  client.close()
  await console.open('/')
  const notice = page.getByText('A destination is told nothing')
  await expect(notice).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('link', { name: 'Our stopped backend' }).click()
  await expect(page.getByText('For five days nothing has arrived there')).toBeVisible()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('For five days nothing has arrived there')).toBeHidden()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove for good' }).click()
})
