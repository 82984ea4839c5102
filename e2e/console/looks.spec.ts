// What a marketer makes of more than words: it is seen in the preview, and in what Brim decides.
import type { Prompt } from '../../shared/decision/prompt.ts'
import { expect, findFaults, test } from './console.ts'

type Decided = { decisions: { prompt: Prompt | null; reason: string | null }[] }

test('a banner is given a place, an icon and a comparison, and is decided so', async ({
  console,
  page,
}) => {
  await console.open('/nudges')
  await page.getByRole('link', { name: 'New nudge' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Reports: what Team has')
  await page.getByLabel('Offer', { exact: true }).selectOption('team-upgrade')
  await page.getByLabel('Placement').selectOption('slot')
  await page.getByLabel('Slot').fill('reports')
  await page.getByRole('radio', { name: 'Banner' }).check()
  await page.getByRole('radio', { name: 'First in its container' }).check()

  await page.getByRole('radio', { name: 'Icon', exact: true }).check()
  await page.getByRole('radio', { name: 'Rocket' }).check()
  await page.getByRole('button', { name: 'Compare plans' }).click()
  await page.getByLabel('Their plan optional', { exact: true }).fill('Today')
  await page.getByRole('textbox', { name: 'Row 1, what is compared' }).fill('Reports')
  await page.getByLabel('Row 1, offered plan', { exact: true }).selectOption('In words')
  await page.getByRole('textbox', { name: 'Row 1, offered plan, in words' }).fill('All of them')
  await page.getByRole('button', { name: 'Add a row' }).click()
  await page.getByRole('textbox', { name: 'Row 2, what is compared' }).fill('Boards')
  await page.getByRole('button', { name: 'Move row 2 up' }).click()
  await page.getByRole('textbox', { name: 'Countdown' }).fill('The offer ends in')
  // The demo's own card proposes the same upgrade for ever.
  await expect(page.getByText('Nothing is counted down now')).toBeVisible()
  expect(await findFaults(page)).toEqual([])

  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('dialog', { name: 'Before it goes live' })).toContainText(
    'propose the same offer without an end, so the countdown is never drawn',
  )
  await page.getByRole('button', { name: 'Publish anyway' }).click()
  await expect(page.getByText('Published: it is live now')).toBeVisible()
  const { decisions } = (await console.send('/v1/decide', {
    user: 'looks-user',
    account: 'looks-account',
    placements: ['slot:reports'],
    dryRun: true,
  })) as Decided
  const text = (words: string) => [{ kind: 'text', text: words }]
  expect(decisions[0]?.prompt).toMatchObject({
    format: 'banner',
    position: 'first',
    picture: { kind: 'icon', name: 'rocket' },
    comparison: {
      current: text('Today'),
      offered: text('Team'),
      rows: [
        { label: text('Boards'), current: false, offered: true },
        { label: text('Reports'), current: false, offered: text('All of them') },
      ],
      words: { yes: 'Included' },
    },
  })
  expect(decisions[0]?.prompt).not.toHaveProperty('countdown')
})

test('a theme is chosen, said to be readable, and worn by what is decided next', async ({
  console,
  page,
  brim,
}) => {
  const free = await page.request.put(`${brim.url}/v1/accounts/theme-account`, {
    data: { traits: { plan: 'free' } },
    headers: { authorization: `Bearer ${brim.ready.secretKey}` },
  })
  expect(free.ok(), await free.text()).toBe(true)
  const decided = async () => {
    const { decisions } = (await console.send('/v1/decide', {
      user: 'theme-user',
      account: 'theme-account',
      placements: ['paywall:timeline'],
      dryRun: true,
    })) as Decided
    return decisions[0]
  }
  await console.open('/theme')
  await expect(page.getByText('Accent on the card').first()).toBeVisible()
  await page.getByRole('radio', { name: 'Sharp' }).check()
  await page.getByLabel('Accent optional', { exact: true }).fill('#ffd400')
  await expect(page.getByText('#ffd400 has 1.3 : 1 on light cards')).toBeVisible()
  await page.getByRole('button', { name: 'Save theme' }).click()
  await expect(page.getByText('Prompts look like this now')).toBeVisible()
  const { theme } = (await decided())?.prompt ?? {}
  expect(theme).toMatchObject({ radius: 2 })
  const [light, dark] = theme?.colors?.accent ?? []
  expect(dark).toBe('#ffd400')
  expect(light).not.toBe('#ffd400')

  await page.reload()
  await expect(page.getByLabel('Accent optional', { exact: true })).toHaveValue('#ffd400')
  await page.getByRole('radio', { name: 'Brim' }).check()
  await page.getByRole('button', { name: 'Accent: as the preset has it' }).click()
  await page.getByRole('button', { name: 'Save theme' }).click()
  await expect(page.getByText('Unsaved changes')).toBeHidden()
  expect((await decided())?.prompt).not.toHaveProperty('theme')
})

test('what is no colour is said at its field and cannot be saved', async ({ console, page }) => {
  await console.open('/theme')
  const accent = page.getByLabel('Accent optional', { exact: true })
  await accent.fill('#12')
  await expect(accent).toHaveAccessibleDescription(/A colour such as/)
  await page.getByRole('button', { name: 'Save theme' }).click()
  await expect(page.getByRole('region', { name: 'To be fixed' })).toBeFocused()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(accent).toHaveValue('')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(accent).toHaveValue('#12')
})

test('a message stays while somebody is at it, by mouse or keyboard, and goes when they have left', async ({
  console,
  page,
}) => {
  await page.clock.install()
  await console.open('/theme')
  const accent = page.getByLabel('Accent optional', { exact: true })
  await accent.fill('#112233')
  await page.getByRole('button', { name: 'Discard' }).click()
  const undo = page.getByRole('button', { name: 'Undo' })
  await undo.hover()
  await page.clock.runFor(60_000)
  await expect(undo).toBeVisible()
  await page.mouse.move(0, 0)
  await undo.focus()
  await page.clock.runFor(60_000)
  await expect(undo).toBeVisible()
  await accent.focus()
  await page.clock.runFor(7_000)
  await expect(undo).toBeVisible()
  // Who walks on by Tab may be on the way back to it.
  await page.keyboard.press('Tab')
  await page.clock.runFor(7_000)
  await expect(undo).toBeVisible()
  await page.clock.runFor(1_000)
  await expect(undo).toBeHidden()
})
