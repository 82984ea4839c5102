// An admin connects Stripe: the secret is pasted and never seen again, what was refused says what to do, and
// a customer of whom nobody knows whose it is becomes an account's by hand. That a form and a list of what
// waits lead through it, only a browser tells.
import Stripe from 'stripe'
import { expect, findFaults, test } from './console.ts'

test.use({ changesDemo: 'billing' })

const secret = 'whsec_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ'

const subscriptionOf = (customer: string) => ({
  id: `sub_of_${customer}`,
  object: 'subscription',
  customer,
  status: 'active',
  created: Math.floor(Date.now() / 1000),
  currency: 'eur',
  metadata: {},
  items: {
    data: [
      {
        quantity: 4,
        price: {
          id: 'price_unknown',
          currency: 'eur',
          unit_amount_decimal: '1900',
          recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
        },
      },
    ],
  },
})

test('Stripe is connected, and a customer nobody knew becomes an account’s', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/400/)
  await console.open('/sources')
  await page.getByRole('button', { name: 'Add a source' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a source' })
  await dialog.getByLabel('The tool').selectOption('Stripe')
  await expect(dialog.getByText('Who sends')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stripe')
  await expect(page.getByText('Missing', { exact: true })).toBeVisible()
  const address = (await page.getByText(/\/inbound\/stripe\/wk_\w+$/).textContent()) ?? ''

  const send = async (customer: string) => {
    const payload = JSON.stringify({
      id: `evt_of_${customer}`,
      object: 'event',
      type: 'customer.subscription.created',
      created: Math.floor(Date.now() / 1000),
      data: { object: subscriptionOf(customer) },
    })
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret })
    const headers = { 'stripe-signature': signature, 'content-type': 'application/json' }
    const answer = await page.request.post(address, { data: Buffer.from(payload), headers })
    return answer.status()
  }
  expect(await send('cus_early')).toBe(401)
  const field = page.getByLabel('Secret of the endpoint')
  await field.fill('sk_live_of_another_kind')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByText('begins with whsec_')).toBeVisible()
  await field.fill(secret)
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByText('Kept', { exact: true })).toBeVisible()
  await expect(field).toHaveValue('')

  expect([await send('cus_early'), await send('cus_early')]).toEqual([200, 200])
  await page.getByRole('button', { name: 'Look again' }).click()
  const received = page.getByRole('region', { name: 'What came last' })
  await expect(received).toContainText('has no signing secret')
  await expect(received).toContainText('Subscription of cus_early, paid, €76.00 a month')
  await page.getByLabel('Account of cus_early').fill('early-birds')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await findFaults(page)).toEqual([])
  }
  await page.setViewportSize({ width: 320, height: 640 })
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  await page.getByRole('button', { name: 'Map it' }).click()
  await expect(page.getByText('cus_early is “early-birds”')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Whose customers are these?' })).toHaveCount(0)
  await expect(received).toContainText('Told as a conversion')
  await received.getByRole('link', { name: 'early-birds' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('early-birds')
})
