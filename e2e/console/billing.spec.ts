// An admin connects billing: the secret is pasted and never seen again, what was refused says what to do, and
// a customer of whom nobody knows whose it is becomes an account's by hand. That a form and a list of what
// waits lead through it, only a browser tells.
import { createHmac } from 'node:crypto'
import Stripe from 'stripe'
import { addSource } from './add-source.ts'
import { expect, test } from './console.ts'
import { expectSound } from './sound.ts'

test.use({ changesDemo: 'billing' })

const seconds = () => Math.floor(Date.now() / 1000)

/** Each says of a customer that they have bought four seats at nineteen euros, and signs it. */
const vendors = [
  {
    tool: 'Stripe',
    customer: 'cus_early',
    secret: 'whsec_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ',
    begins: 'whsec_',
    of: (customer: string) => ({
      id: `evt_of_${customer}`,
      object: 'event',
      type: 'customer.subscription.created',
      created: seconds(),
      data: {
        object: {
          id: `sub_of_${customer}`,
          object: 'subscription',
          customer,
          status: 'active',
          created: seconds(),
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
        },
      },
    }),
    sign: (payload: string, secret: string) => ({
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
    }),
  },
  {
    tool: 'Paddle',
    customer: 'ctm_early',
    secret: 'pdl_ntfset_01gkpjp8bkm3tm53kdgkx6sms7_6h3qd3uFSi9YCD3OLYAShQI90XTI5vEI',
    begins: 'pdl_ntfset_',
    of: (customer: string) => ({
      event_id: `evt_of_${customer}`,
      event_type: 'subscription.created',
      occurred_at: new Date().toISOString(),
      data: {
        id: `sub_of_${customer}`,
        status: 'active',
        customer_id: customer,
        currency_code: 'EUR',
        created_at: new Date().toISOString(),
        billing_cycle: { interval: 'month', frequency: 1 },
        custom_data: null,
        items: [
          {
            status: 'active',
            quantity: 4,
            recurring: true,
            price: {
              id: 'pri_unknown',
              product_id: 'pro_unknown',
              tax_mode: 'external',
              billing_cycle: { interval: 'month', frequency: 1 },
              unit_price: { amount: '1900', currency_code: 'EUR' },
            },
          },
        ],
      },
    }),
    sign: (payload: string, secret: string) => {
      const at = seconds()
      const hash = createHmac('sha256', secret).update(`${at}:${payload}`).digest('hex')
      return { 'paddle-signature': `ts=${at};h1=${hash}` }
    },
  },
] as const

for (const { tool, customer, secret, begins, of, sign } of vendors) {
  test(`${tool} is connected, and a customer nobody knew becomes an account’s`, async ({
    console,
    page,
    problems,
  }) => {
    problems.allow(/400/)
    await console.open('/sources')
    const address = await addSource(page, {
      ...{ tool, name: tool },
      shows: new RegExp(`/inbound/${tool.toLowerCase()}/wk_\\w+$`),
      fill: (dialog) => expect(dialog.getByText('Who sends')).toHaveCount(0),
    })
    await expect(page.getByText('Missing', { exact: true })).toBeVisible()

    const send = async () => {
      const payload = JSON.stringify(of(customer))
      const headers = { ...sign(payload, secret), 'content-type': 'application/json' }
      const answer = await page.request.post(address, { data: Buffer.from(payload), headers })
      return answer.status()
    }
    expect(await send()).toBe(401)
    const field = page.getByLabel(`Secret from ${tool}`)
    await field.fill('sk_live_of_another_kind')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await expect(page.getByText(`begins with ${begins}`)).toBeVisible()
    await field.fill(secret)
    await page.getByRole('button', { name: 'Keep it' }).click()
    await expect(page.getByText('Kept', { exact: true })).toBeVisible()
    await expect(field).toHaveValue('')

    expect([await send(), await send()]).toEqual([200, 200])
    await page.getByRole('button', { name: 'Look again' }).click()
    const received = page.getByRole('region', { name: 'What came last' })
    await expect(received).toContainText(/has no (signing secret|secret key)/)
    await expect(received).toContainText(`Subscription of ${customer}, paid, €76.00 a month`)
    const account = `birds-of-${customer}`
    const asked = page.getByLabel(`Account of ${customer}`)
    await asked.fill(`${account}-not`)
    await page.getByRole('button', { name: 'Map it' }).click()
    await expect(page.getByText(`${customer} is “${account}-not”`)).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Whose customers are these?' })).toHaveCount(0)
    await expect(received).toContainText('Told as a conversion')
    // It was the wrong one.
    const mapped = page.getByRole('region', { name: 'Mapped by hand' })
    await expect(mapped.getByRole('button', { name: 'Move it' })).toBeDisabled()
    await asked.fill(account)
    await expectSound(page)
    await mapped.getByRole('button', { name: 'Move it' }).click()
    await expect(mapped.getByRole('link', { name: new RegExp(`${account}$`) })).toBeVisible()
    await expect(received).toContainText(`Customer ${customer} is “${account}”, said by hand`)
    await received
      .getByRole('link', { name: new RegExp(`${account}$`) })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(account)
  })
}
