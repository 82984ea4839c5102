// Every state of the gallery, looked at by what the browser has laid out and painted.
import { expect, test, windows } from './frame.ts'
import { walkIn } from './inspector.ts'
import { layouts, shaped, themed } from './states.ts'

for (const size of windows) {
  test(`at ${size.width} px nothing is cut off, overlaps, or is too small to press`, async ({
    openFrame,
  }) => {
    test.setTimeout(90_000)
    const page = await openFrame('', size)
    expect(await walkIn(page, layouts, ['layout'])).toEqual([])
  })
}

test('every theme can be read, in the light and in the dark', async ({ openFrame }) => {
  test.setTimeout(90_000)
  const page = await openFrame('', windows[2])
  expect(await walkIn(page, themed, ['layout', 'color'])).toEqual([])
})

test(`every theme stays in shape at ${windows[0].width} px`, async ({ openFrame }) => {
  test.setTimeout(90_000)
  const page = await openFrame('', windows[0])
  expect(await walkIn(page, shaped, ['layout'])).toEqual([])
})
