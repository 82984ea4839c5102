// A marketer says when an account is ready, sees what that would have done, and lets it fire.
import type { Page } from '@playwright/test'
import { expect, findFaults, test } from './console.ts'

test.use({ changesDemo: 'trigger-builder' })

// One replay a workspace at a time: whoever turns quickly may have to ask again.
test.beforeEach(({ problems }) => problems.allow(/429.*replay/))

const replay = (page: Page) => page.getByRole('complementary', { name: 'Replay' })
const figure = (page: Page, name: string) =>
  replay(page)
    .locator('div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .last()

test('a trigger is built in words, turned beside its replay, published, and fires', async ({
  console,
  page,
  brim,
}) => {
  await console.open('/triggers')
  await page.getByRole('link', { name: /Keeps hitting a paywall/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keeps hitting a paywall')
  const when = page.getByRole('region', { name: 'When', exact: true })
  await expect(when.getByLabel('Event')).toHaveValue('paywall_hit')

  await when.getByRole('button', { name: 'only some…' }).click()
  await when.getByLabel('Property', { exact: true }).fill('feature')
  await when.getByLabel('Value of the property').fill('timeline')
  await expect(
    page.getByText('at least 3 paywall hits on “timeline” in 7 days').first(),
  ).toBeVisible()
  await when.getByRole('button', { name: 'Add a condition' }).click()
  await when.getByRole('button', { name: 'What is known of them' }).click()
  await expect(when.getByLabel('Trait')).toHaveValue('plan')
  await expect(when.getByText(/True of \d+ of [\d,]+ accounts now/).nth(1)).toBeVisible()

  await expect(figure(page, 'Firings')).toContainText(/\d+/)
  const slider = replay(page).getByRole('slider', { name: 'Threshold' })
  await expect(slider).toHaveValue('3')
  const before = await figure(page, 'Firings').textContent()
  await slider.press('ArrowLeft')
  await slider.press('ArrowLeft')
  await expect(when.getByLabel('Value', { exact: true }).first()).toHaveValue('1')
  await expect(figure(page, 'Firings')).not.toHaveText(before ?? '')
  // Typing moves it just as the slider does.
  await when.getByLabel('Value', { exact: true }).first().fill('4')
  await expect(slider).toHaveValue('4')
  const take = replay(page).getByRole('button', { name: 'Take it' })
  await take.click()
  await expect(replay(page).getByText('Taken')).toBeVisible()
  await expect(take).toBeHidden()
  expect(await findFaults(page)).toEqual([])

  const name = 'Reaches for the timeline'
  await page.getByLabel('Name').fill(name)
  await expect(page.getByLabel('Key')).toHaveValue('reaches-for-the-timeline')
  await when.getByLabel('Value', { exact: true }).first().fill('2')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page).toHaveURL(/\/triggers\/reaches-for-the-timeline$/)
  // What came before it is counted first, as it counts from now on.
  await expect
    .poll(async () => {
      await page.reload()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      return page.getByText('Live', { exact: true }).count()
    })
    .toBeGreaterThan(1)

  const account = 'timeline-wanted'
  const told = await page.request.put(`${brim.url}/v1/accounts/${account}`, {
    data: { traits: { plan: 'free' } },
    headers: { authorization: `Bearer ${brim.ready.secretKey}` },
  })
  expect(told.ok(), await told.text()).toBe(true)
  const hit = { name: 'paywall_hit', account, user: 'tw-1', properties: { feature: 'timeline' } }
  await console.send('/v1/events', { events: [hit, hit] })
  await console.open(`/accounts/${account}`)
  await expect(page.getByRole('region', { name: 'Ready for more' })).toContainText(name)
})

test('a trigger is written as JSON, and a fault is named where it is', async ({
  console,
  page,
}) => {
  await console.open('/triggers/export-wanted')
  await page.getByRole('radio', { name: 'As JSON' }).check({ force: true })
  const json = page.getByLabel('The trigger as JSON')
  const text = await json.inputValue()
  await json.fill(text.replace('"gte": 3', '"gte": "three"'))
  await expect(page.getByText(/when\.all\.0/)).toBeVisible()
  await expect(replay(page)).toContainText('What stands here is from before')
  await json.fill(text.replace('"gte": 3', '"gte": 5'))
  await expect(page.getByText('at least 5 paywall hits').first()).toBeVisible()
  await page.getByRole('radio', { name: 'In words' }).check({ force: true })
  await expect(page.getByLabel('Value', { exact: true }).first()).toHaveValue('5')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByLabel('Value', { exact: true }).first()).toHaveValue('3')
})

test('two who build the same trigger do not overwrite each other', async ({
  console,
  page,
  context,
  problems,
}) => {
  problems.allow(/409/)
  await console.open('/triggers/boards-full')
  const other = await context.newPage()
  await other.goto(page.url())
  const cooldown = (of: Page) => of.getByLabel('It may fire again after, number')
  // It has read what it will change before the first one saves.
  await expect(cooldown(other)).not.toHaveValue('')
  await cooldown(page).fill('8')
  await page.getByLabel('Name', { exact: true }).fill('Every board is in use')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('The draft is saved')).toBeVisible()
  await cooldown(other).fill('9')
  await other.getByRole('button', { name: 'Save draft' }).click()
  const dialog = other.getByRole('dialog', { name: 'Somebody else saved this trigger' })
  const silence = dialog.getByRole('group', { name: 'Silence after a signal' })
  await expect(silence).toContainText('8 days')
  await expect(silence).toContainText('9 days')
  await expect(silence.getByRole('radio', { name: /Yours/ })).toBeChecked()
  const name = dialog.getByRole('group', { name: 'Name' })
  await expect(name.getByRole('radio', { name: /Theirs/ })).toBeChecked()
  await dialog.getByRole('button', { name: 'Save this' }).click()
  await expect(other.getByText('Saved with both changes')).toBeVisible()
  await expect(cooldown(other)).toHaveValue('9')
  await expect(other.getByLabel('Name', { exact: true })).toHaveValue('Every board is in use')
})

test('a viewer tries a threshold in the replay, and saves nothing', async ({
  console,
  page,
  brim,
}) => {
  await console.open('/people')
  const headers = { origin: new URL(brim.url).origin }
  const api = `${brim.url}/console/api`
  const invited = await page.request.post(`${api}/w/demo/people/invitations`, {
    data: { role: 'viewer', days: 1 },
    headers,
  })
  expect(invited.ok(), await invited.text()).toBe(true)
  const { token } = await invited.json()
  const login = { email: 'vera@example.com', password: 'quite long enough' }
  await page.context().clearCookies()
  const ways = [
    ['/join', { token, newcomer: { name: 'Vera', ...login } }],
    ['/auth/sign-in/email', login],
  ] as const
  for (const [path, data] of ways) {
    const answer = await page.request.post(api + path, { data, headers })
    expect(answer.ok(), await answer.text()).toBe(true)
  }

  await console.open('/triggers/export-wanted')
  await expect(page.getByText('Your role is Viewer')).toHaveCount(1)
  const threshold = page.getByLabel('Value', { exact: true }).first()
  const slider = replay(page).getByRole('slider', { name: 'Threshold' })
  await expect(slider).toHaveValue('3')
  const before = (await figure(page, 'Firings').textContent()) ?? ''
  await threshold.fill('1')
  await expect(slider).toHaveValue('1')
  await expect(figure(page, 'Firings')).not.toHaveText(before)
  await expect(page.getByText('Only tried here')).toBeVisible()
  await expect(page.getByLabel('Event', { exact: true })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Save draft' })).toBeDisabled()
  await expect(page.getByRole('button', { name: /^Publish/ })).toBeDisabled()
  expect(await findFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(threshold).toHaveValue('3')
})

test('on a phone what takes a condition away stays beside what it is about', async ({
  console,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await console.open('/triggers/asked-about-limits')
  const when = page.getByRole('region', { name: 'When', exact: true })
  const boxOf = async (name: string) => {
    const box = await when.getByLabel(name, { exact: true }).first().boundingBox()
    if (!box) throw new Error(`${name} is not there`)
    return box
  }
  for (const [what, away] of [
    ['What it looks at', 'Remove this condition'],
    ['Property', 'Remove this property'],
  ] as const) {
    const [field, button] = [await boxOf(what), await boxOf(away)]
    expect(button.x).toBeGreaterThanOrEqual(field.x + field.width)
    expect(Math.abs(button.y + button.height / 2 - field.y - field.height / 2)).toBeLessThan(8)
  }
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await wide()).toBeLessThanOrEqual(0)
})
