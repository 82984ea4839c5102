// Every call and every attribute of the widget, each as its documentation says.
import { call, card, events, expect, paywall, test, untilReady } from './fixtures.ts'
import { banner, inline, modal } from './prompts.ts'

type Given = (...given: unknown[]) => unknown

test('has every call that is documented, under a version', async ({ open }) => {
  const page = await open()
  await page.waitForFunction(() => 'brim' in window)
  const kinds = await page.evaluate(() => {
    const { brim } = window as never as { brim: Record<string, unknown> }
    return Object.fromEntries(Object.entries(brim).map(([name, one]) => [name, typeof one]))
  })
  expect(kinds).toEqual({
    version: 'string',
    identify: 'function',
    track: 'function',
    used: 'function',
    usage: 'function',
    paywall: 'function',
    prompt: 'function',
    on: 'function',
    consent: 'function',
    reset: 'function',
    debug: 'function',
  })
})

test('the tag says who is there, in which language, and by which way', async ({ open, brim }) => {
  const page = await open({
    attributes: `data-user="mira" data-account="harbour" data-token="a.b.c" data-locale="pt-BR" data-api="${brim.url}/proxied/"`,
  })
  await expect
    .poll(() => brim.received[0])
    .toMatchObject({
      path: '/proxied/v1/open',
      body: { user: { id: 'mira' }, account: { id: 'harbour' }, token: 'a.b.c', locale: 'pt-BR' },
    })
  await expect(page.locator('h1')).toHaveText('Boards')
})

test('without a locale it takes that of the page', async ({ open, brim }) => {
  await open()
  await expect.poll(() => brim.received[0]?.body.locale).toBe('en')
})

test('a relative data-api belongs to the page', async ({ open, brim, page }) => {
  const sent = page.waitForRequest('**/b/v1/open')
  await open({ attributes: 'data-user="mira" data-api="/b"' })
  expect(new URL((await sent).url()).origin).toBe(new URL(page.url()).origin)
  expect(brim.received).toEqual([])
})

test('track, used and usage report; what cannot be read is refused here and told', async ({
  open,
  brim,
}) => {
  const page = await open()
  await page.waitForFunction(() => 'brim' in window)
  await page.evaluate(() => {
    const { brim } = window as never as { brim: Record<string, Given> }
    const told: unknown[] = []
    Object.assign(window, { told })
    brim.on?.('error', (problem: unknown) => told.push(problem))
    brim.track?.('moved', { from: 'a', nothing: undefined })
    brim.used?.('timeline')
    brim.usage?.('boards', { used: 3, limit: 3, resetsAt: new Date('2026-12-01T00:00:00Z') })
    brim.usage?.('calls', { used: 7 })
    const round: Record<string, unknown> = {}
    round.round = round
    brim.track?.('round', round)
    brim.usage?.('calls', undefined)
    brim.identify?.({})
    brim.identify?.(null)
    brim.track?.('after')
  })
  await expect.poll(() => events(brim.items())).toContain('after')
  expect(brim.items()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'moved', properties: { from: 'a' } }),
      expect.objectContaining({ name: 'feature_used', properties: { feature: 'timeline' } }),
      expect.objectContaining({
        type: 'meter',
        meter: 'boards',
        used: 3,
        limit: 3,
        resetsAt: '2026-12-01T00:00:00.000Z',
      }),
      expect.objectContaining({ type: 'meter', meter: 'calls', used: 7, limit: null }),
    ]),
  )
  expect(events(brim.items())).not.toContain('round')
  const told = await page.evaluate(() => (window as never as { told: { code: string }[] }).told)
  expect(told.map(({ code }) => code)).toEqual(['failed', 'failed', 'failed', 'failed'])
})

test('a full meter draws its prompt, and one that is not full does not', async ({ open, brim }) => {
  brim.armed = [banner({ placement: 'meter:boards' })]
  // The server has not heard of it: the page goes by what it sees itself.
  brim.misbehave = ({ path }) => (path.endsWith('sync') ? 'hang' : undefined)
  const page = await open({
    body: '<div id="meter" data-brim-meter="boards" data-used="2" data-limit="3"></div>',
  })
  await untilReady(page)
  await expect
    .poll(() => brim.items().filter((item) => item.type === 'meter').length)
    .toBeGreaterThan(0)
  await expect(card(page)).toHaveCount(0)
  await page.locator('#meter').evaluate((meter) => {
    ;(meter as HTMLElement).dataset.used = '3'
  })
  await expect(card(page)).toBeVisible()
})

test('a meter that the page draws later is read when something happens', async ({ open, brim }) => {
  const page = await open()
  await expect.poll(() => brim.items().length).toBeGreaterThan(0)
  await page.evaluate(() => {
    const meter = document.createElement('div')
    Object.assign(meter.dataset, { brimMeter: 'seats', used: '4', limit: '5' })
    document.body.append(meter)
    history.pushState(null, '', '/settings')
  })
  await expect
    .poll(() => brim.items())
    .toContainEqual(expect.objectContaining({ type: 'meter', meter: 'seats', used: 4, limit: 5 }))
})

test('prompt asks for a placement, in an element that is given', async ({ open, brim }) => {
  const prompt = inline({ placement: 'slot:help' })
  brim.answers = [{ id: 'dec_3', placement: 'slot:help', prompt, reason: null }]
  const page = await open({ body: '<div id="place"></div>' })
  await page.waitForFunction(() => 'brim' in window)
  const shown = await page.evaluate(() => {
    const { brim } = window as never as { brim: Record<string, Given> }
    return brim.prompt?.('slot:help', {
      anchor: document.querySelector('#place'),
      deadlineMs: 5_000,
    })
  })
  expect(shown).toEqual({ shown: true, reason: null, decisionId: 'dec_3' })
  await expect(page.locator('#place .card')).toBeVisible()
})

test('on tells until it is undone, and a listener that throws stops nobody', async ({
  open,
  brim,
}) => {
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  await page.evaluate(() => {
    const { brim } = window as never as { brim: Record<string, Given> }
    const heard: unknown[] = []
    Object.assign(window, { heard })
    brim.on?.('prompt', () => {
      throw new Error('mine')
    })
    brim.on?.('error', (problem: unknown) => heard.push(problem))
    brim.on?.('error', () => {
      throw new Error('mine too')
    })
    brim.on?.('prompt', ({ nudge }: { nudge: string }) => heard.push(nudge))
    const undo = brim.on?.('prompt', () => heard.push('undone')) as () => void
    undo()
  })
  expect(await paywall(page, 'export')).toMatchObject({ shown: true })
  expect(await page.evaluate(() => (window as never as { heard: unknown[] }).heard)).toEqual([
    { code: 'failed', message: 'Error: mine' },
    'export-trial',
  ])
})

test('reset forgets who was there; what comes afterwards waits for the next', async ({
  open,
  brim,
}) => {
  brim.armed = [modal()]
  const page = await open()
  await untilReady(page)
  await expect.poll(() => events(brim.items())).toEqual(['page_viewed'])
  await call(page, 'reset')
  await call(page, 'track', 'between')
  expect(await paywall(page, 'export')).toMatchObject({ reason: 'no_identity' })
  await call(page, 'identify', { user: { id: 'noor' } })
  await expect.poll(() => events(brim.items())).toContain('between')
  const bearer = brim.received.find(({ body }) => events(body.items ?? []).includes('between'))
  expect(bearer?.body.user.id).toBe('noor')
})

test('a click on what hits a wall inside of a shadow root counts too', async ({ open, brim }) => {
  const page = await open({ body: '<div id="host"></div>' })
  await page.waitForFunction(() => 'brim' in window)
  await page.evaluate(() => {
    const root = document.querySelector('#host')?.attachShadow({ mode: 'open' })
    const button = document.createElement('button')
    button.textContent = 'Inside'
    Object.assign(button.dataset, { brimPaywall: 'export', brimUsed: 'inside' })
    root?.append(button)
  })
  await page.getByRole('button', { name: 'Inside' }).click()
  await expect
    .poll(() => events(brim.items()))
    .toEqual(expect.arrayContaining(['paywall_hit', 'feature_used']))
})
