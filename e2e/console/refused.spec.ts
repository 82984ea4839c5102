// A save that is refused, on a phone: what is wrong is read first, and each fault leads to its field,
// which is marked, says what is wrong with it, and isn't covered by what stands at the foot of the screen.
import type { Locator, Page } from '@playwright/test'
import { expect, findFaultsInBoth, test } from './console.ts'

test.use({ changesDemo: 'refused', viewport: { width: 390, height: 844 } })

type Form = {
  form: string
  path: string
  /** Where there is none yet. */
  prepare?(page: Page): Promise<string>
  spoil(page: Page): Promise<unknown>
  save: string | RegExp
  /** What the summary calls the fields at fault. */
  fields: string[]
}

const named = (page: Page, label: string | RegExp) =>
  page.getByLabel(label, { exact: typeof label === 'string' })

const forms: Form[] = [
  {
    form: 'a nudge',
    path: '/nudges/export-trial',
    spoil: async (page) => {
      await named(page, 'Name').fill('')
      await page.getByRole('radio', { name: 'Preview' }).check()
    },
    save: 'Save draft',
    fields: ['Name (Name and key)'],
  },
  {
    form: 'how often a nudge comes',
    path: '/nudges/timeline-trial',
    spoil: async (page) => {
      await named(page, 'Times per user').fill('0')
      await named(page, 'Period per user, number').fill('')
      await named(page, 'Limit each account too').check()
      await named(page, 'Times per account').fill('1.5')
      await named(page, 'Priority').fill('1000')
    },
    save: 'Save draft',
    fields: [
      'Times per user (How often)',
      'Period per user (How often)',
      'Times per account (How often)',
      'Priority (How often)',
    ],
  },
  {
    form: 'a trigger',
    path: '/triggers/export-wanted',
    spoil: async (page) => {
      await named(page, 'Name').fill('')
      await named(page, 'Event').first().fill('')
      await named(page, 'Time, number').first().fill('')
      await named(page, 'Half is gone after, number').fill('')
    },
    save: 'Save draft',
    fields: [
      'Event (Condition 1)',
      'Time (Condition 1)',
      'Name (What it is)',
      'Half is gone after (When it has fired)',
    ],
  },
  {
    form: 'a plan',
    path: '/catalogue/plans/new',
    spoil: async (page) => {
      await named(page, 'Place in the order').fill('')
      await page.getByRole('textbox', { name: 'Features' }).fill('sso\n?')
    },
    save: 'Save draft',
    fields: ['Name (Plan)', 'Key (Plan)', 'Place in the order (Plan)', 'Features'],
  },
  {
    form: 'an offer',
    path: '/catalogue/offers/new',
    spoil: async (page) => {
      await named(page, 'What it proposes').selectOption({ label: 'Seats' })
      await named(page, 'Seats more').fill('')
    },
    save: 'Save draft',
    fields: ['Name (Offer)', 'Key (Offer)', 'Seats more (Offer)'],
  },
  {
    form: 'a meter',
    path: '/catalogue/meters/new',
    spoil: (page) => named(page, 'The limit stands in').selectOption('a trait of the account'),
    save: 'Save draft',
    fields: ['Name (Meter)', 'Key (Meter)', 'Event (Meter)', 'Trait (Period and limit)'],
  },
  {
    form: 'a play',
    path: '/plays/new',
    spoil: async (page) => {
      await named(page, 'Priority').fill('')
      await named(page, /^Only once several people/).check()
      await named(page, 'How many people').fill('1')
    },
    save: 'Save draft',
    fields: [
      'Name (What it is)',
      'Key (What it is)',
      'Or one of these triggers fires (When)',
      'How many people (For which accounts)',
      'Priority (Before and after others)',
    ],
  },
  {
    form: 'a source',
    path: '/sources/',
    prepare: async (page) => {
      const wanted = { vendor: 'segment', sender: 'server', name: 'Ours' }
      const { source } = await (
        await page.request.post(api(page, '/sources'), { data: wanted })
      ).json()
      return source.id
    },
    spoil: async (page) => {
      await named(page, 'Rule 1, event').fill('')
      await named(page, 'Name of the property').first().fill('')
    },
    save: 'Save mapping',
    fields: ['Name of the property (Whose it is)', 'Rule 1, event (What its events mean)'],
  },
  {
    form: 'a destination',
    path: '/destinations/',
    prepare: async (page) => {
      const hears = { families: [], triggers: [], events: [] }
      const settings = { url: 'https://example.com/brim' }
      const wanted = { kind: 'webhook', name: 'Our backend', hears, settings }
      const made = await page.request.post(api(page, '/destinations'), { data: wanted })
      return (await made.json()).destination.id
    },
    spoil: async (page) => {
      await named(page, 'Name').fill('')
      await named(page, 'Address').fill('nowhere')
    },
    save: 'Save',
    fields: ['Name (Set-up)', 'Address (Set-up)'],
  },
  {
    form: 'settings',
    path: '/settings',
    spoil: async (page) => {
      await named(page, 'One user sees at most, modals').fill('0')
      await named(page, 'Times in all').fill('')
      await page.getByRole('button', { name: 'Add a group' }).click()
      await named(page, 'Group 1, how many').fill('')
      await named(page, 'Holdout').fill('80')
      await named(page, 'Events are kept for, number').fill('2')
    },
    save: 'Save settings',
    fields: [
      'One user sees at most, modals (Attention budget)',
      'Times in all (What is usual for a nudge)',
      'Group 1, how many (Groups)',
      'Holdout (People)',
      'Events are kept for (Records)',
    ],
  },
  {
    form: 'the sales team',
    path: '/sales-team',
    spoil: async (page) => {
      await named(page, 'Owner of all others').fill('nobody')
      await named(page, 'Time zone').fill('Mars')
      await page.getByRole('button', { name: 'Add a rep' }).click()
      await named(page, 'Quiet until').fill('')
    },
    save: 'Save',
    fields: [
      'Owner of all others (Whose an account is)',
      'Time zone (How they are told)',
      'Quiet until (How they are told)',
      'Address (rep 1)',
    ],
  },
  {
    form: 'readiness',
    path: '/readiness',
    spoil: async (page) => {
      await page.getByRole('button', { name: 'Add a rule' }).click()
      await named(page, /^Points/)
        .last()
        .fill('0')
      await named(page, 'MRR that counts in full').fill('')
      await named(page, 'Percent that it counts less').fill('99')
    },
    save: 'Save',
    fields: [
      'Points, less than 0 speaks against it (Rule 1)',
      'Percent that it counts less (Value)',
      'MRR that counts in full (Value)',
    ],
  },
  {
    form: 'the theme',
    path: '/theme',
    spoil: async (page) => {
      await named(page, /^Accent\b(?!, pick)/).fill('#12')
      await page.getByRole('radio', { name: 'Preview' }).check()
    },
    save: 'Save theme',
    fields: ['Accent (Looks)'],
  },
]

const api = (page: Page, path: string) => new URL(`/console/api/w/demo${path}`, page.url()).href

const summaryOf = (page: Page) => page.getByRole('region', { name: 'To be fixed' })

for (const { form, path, prepare, spoil, save, fields } of forms) {
  test(`a save of ${form} that is refused says why, and leads to each field`, async ({
    console,
    page,
    problems,
  }) => {
    problems.allow(/400/)
    await console.open()
    await console.open(path + ((await prepare?.(page)) ?? ''))
    await spoil(page)
    await page.getByRole('button', { name: save, exact: true }).click()
    const summary = summaryOf(page)
    await expect(summary).toBeFocused()
    expect(await isInReach(summary.getByRole('heading'))).toBe(true)
    await expect(summary.getByRole('button')).toHaveText(fields)
    expect(await findFaultsInBoth(page)).toEqual([])
    const messages = await summary.locator('li > span').allTextContents()
    for (const [place, name] of fields.entries()) {
      await summary.getByRole('button').nth(place).click()
      const field = page.locator(':focus')
      await expect(field).toHaveAttribute('aria-invalid', 'true')
      expect(await namesOf(field)).toContain(name.replace(/ \(.*/, ''))
      const said = new RegExp(escaped(messages[place] ?? 'nothing'))
      await expect(field).toHaveAccessibleDescription(said)
      expect(await isInReach(field), `${name} is in sight`).toBe(true)
    }
  })
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What it is called, and what the choice is called that it belongs to. */
const namesOf = (field: Locator) =>
  field.evaluate((one: HTMLInputElement) => {
    const labels = [...(one.labels ?? [])].map((label) => label.textContent)
    const legend = one.closest('fieldset')?.querySelector('legend')?.textContent
    return [...labels, one.ariaLabel, legend].join('; ')
  })

/** Nothing stands before it. */
const isInReach = (field: Locator) =>
  field.evaluate((one) => {
    const { left, top, width, height } = one.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return seen !== null && (one.contains(seen) || seen.contains(one))
  })

test('in the text of a trigger every fault leads to the text', async ({ console, page }) => {
  await console.open('/triggers/export-wanted')
  await page.getByRole('radio', { name: 'As JSON' }).check()
  const text = named(page, 'The trigger as JSON')
  await text.fill((await text.inputValue()).replace('"7d"', '"0d"'))
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(summaryOf(page)).toBeFocused()
  await summaryOf(page)
    .getByRole('button', { name: /within$/ })
    .click()
  await expect(text).toBeFocused()
})

test('a destination that can’t be added says why, in its dialog', async ({
  console,
  page,
  problems,
}) => {
  problems.allow(/400/)
  await console.open('/destinations')
  await page.getByRole('button', { name: 'Add a destination' }).click()
  await page.getByRole('button', { name: /^HubSpot/ }).click()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const summary = summaryOf(page)
  await expect(summary).toBeFocused()
  await summary.getByRole('button', { name: 'Access token' }).click()
  const token = named(page, 'Access token')
  await expect(token).toBeFocused()
  await expect(token).toHaveAccessibleDescription(/needed/)
  await token.fill('secret')
  await expect(summary.getByRole('button')).toHaveText(['Name'])
})

test('what can be saved is in reach from the end of a form, and only then', async ({
  console,
  page,
}) => {
  await console.open('/settings')
  const save = page.getByRole('button', { name: 'Save settings' })
  await expect(save).toBeHidden()
  await named(page, 'Events are kept for, number').fill('120')
  expect(await isInReach(save)).toBe(true)
  await save.click()
  const toast = page.getByRole('status').filter({ hasText: 'Saved' })
  await expect(toast).toBeVisible()
  await expect(save).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(named(page, 'Events are kept for, number')).not.toHaveValue('120')
})

test('by the keyboard nothing comes to stand under what can be saved', async ({
  console,
  page,
}) => {
  await console.open('/settings')
  await named(page, 'Holdout').fill('7')
  for (const label of ['Roles that may buy', 'Events are kept for, number']) {
    await page.keyboard.press('Tab')
    await expect(named(page, label)).toBeFocused()
    expect(await isInReach(named(page, label)), `${label} is in sight`).toBe(true)
  }
})
