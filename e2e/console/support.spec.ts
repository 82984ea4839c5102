// An admin connects Intercom: the secret is pasted, what was not let in says what to do, a rule is tried on
// what really came and shows where the account's story is read, and a trigger fires on the topic. That a list
// of rules and a list of who waits lead through it, only a browser tells.
import { createHmac, randomUUID } from 'node:crypto'
import { expect, findFaultsInBoth, test } from './console.ts'

test.use({ changesDemo: 'support' })

const secret = 'f1d2c3b4-a596-8778-695a-4b3c2d1e0f00'

const conversation = (body: string, externalId: string | null) => ({
  type: 'conversation',
  id: randomUUID(),
  source: {
    type: 'conversation',
    body: `<p>${body}</p>`,
    author: { type: 'user', id: `of_${externalId}`, name: 'Una', email: 'una@unknown.example' },
  },
  contacts: { contacts: [{ type: 'contact', id: `of_${externalId}`, external_id: externalId }] },
  company: externalId === null ? null : { company_id: 'asking-co' },
  tags: { tags: [] },
  conversation_parts: { conversation_parts: [] },
})

test('Intercom is connected, a rule is tried and saved, and its topic fires a trigger', async ({
  console,
  page,
  brim,
  problems,
}) => {
  problems.allow(/400/)
  await page.request.put(`${brim.url}/v1/triggers/asks-about-sso?publish=true`, {
    headers: { authorization: `Bearer ${brim.ready.secretKey}` },
    data: {
      name: 'Asks about single sign-on',
      family: 'support',
      subject: 'account',
      when: {
        measure: {
          count: {
            event: 'support_inquiry',
            where: { topic: { eq: 'single sign-on' } },
            within: '7d',
          },
        },
        gte: 1,
      },
      cooldown: '14d',
      expires: '7d',
      weight: 30,
    },
  })
  await console.open('/sources')
  await page.getByRole('button', { name: 'Add a source' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a source' })
  await dialog.getByLabel('The tool').selectOption('Intercom')
  await expect(dialog.getByText('Who sends')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Intercom')
  await expect(page.getByText('Missing', { exact: true })).toBeVisible()
  const address = (await page.getByText(/\/inbound\/intercom\/wk_\w+$/).textContent()) ?? ''

  const send = async (body: string, externalId: string | null) => {
    const payload = JSON.stringify({
      type: 'notification_event',
      id: `notif_${randomUUID()}`,
      topic: 'conversation.user.created',
      created_at: Math.floor(Date.now() / 1000),
      data: { type: 'notification_event_data', item: conversation(body, externalId) },
    })
    const signature = `sha1=${createHmac('sha1', secret).update(payload).digest('hex')}`
    const headers = { 'x-hub-signature': signature, 'content-type': 'application/json' }
    const answer = await page.request.post(address, { data: Buffer.from(payload), headers })
    return answer.status()
  }
  expect(await send('Hello', 'ulla')).toBe(401)
  const field = page.getByLabel('Client secret of the app')
  await field.fill('short')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByText('not all of the signing secret')).toBeVisible()
  await field.fill(secret)
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByText('Kept', { exact: true })).toBeVisible()
  await expect(field).toHaveValue('')

  expect(await send('Do you have SSO with Okta?', 'ulla')).toBe(200)
  expect(await send('What is the price?', null)).toBe(200)
  await page.getByRole('button', { name: 'Look again' }).click()
  const recent = page.getByRole('region', { name: 'What came last' })
  await expect(recent).toContainText('has no secret that can be read')
  await expect(recent).toContainText('support_inquiry “other” of ulla in asking-co')
  await expect(recent).toContainText('support_inquiry “pricing” of una@unknown.example: it waits')

  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByLabel('Rule 7, topic').fill('single sign-on')
  await page.getByLabel('Rule 7, words').fill('sso, single sign on')
  await expect(recent).toContainText('support_inquiry “single sign-on” of ulla in asking-co')
  await page.getByRole('button', { name: 'Rule 7 earlier' }).click()
  await expect(page.getByLabel('Rule 6, topic')).toHaveValue('single sign-on')
  await expect(page.getByLabel('Rule 6, words')).toHaveValue('sso, single sign on')
  expect(await findFaultsInBoth(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  await page.getByRole('button', { name: 'Save mapping' }).click()
  await expect(page.getByText('Saved: it holds for what comes from now on')).toBeVisible()

  await page.getByLabel('Account of una@unknown.example').fill('asking-co')
  await page.getByRole('button', { name: 'Map it' }).click()
  await expect(page.getByText('una@unknown.example is of “asking-co”')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Whose customers are these?' })).toHaveCount(0)

  expect(await send('Is there Single Sign-On?', 'ulla')).toBe(200)
  await page.getByRole('region', { name: 'Mapped by hand' }).getByText('asking-co').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('asking-co')
  const story = page.getByRole('main')
  await expect(story).toContainText('single sign-on')
  await expect(story).toContainText('pricing')
  await expect(story).toContainText('Asks about single sign-on')
})
