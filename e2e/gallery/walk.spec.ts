// Every state of the gallery, looked at by what the browser has laid out and painted.
import { expect, test, windows } from './frame.ts'
import { walkIn } from './inspector.ts'
import { layouts, themed } from './states.ts'

for (const size of windows) {
  test(`at ${size.width} px nothing is cut off, overlaps, or is too small to press`, async ({
    openFrame,
  }) => {
    test.setTimeout(90_000)
    const page = await openFrame('', size)
    expect(await walkIn(page, layouts, ['layout'])).toEqual([])
  })
}

for (const size of [windows[0], windows[2]]) {
  test(`at ${size.width} px every theme can be read, and stays in shape`, async ({ openFrame }) => {
    test.setTimeout(90_000)
    const page = await openFrame('', size)
    expect(await walkIn(page, themed, ['layout', 'color'])).toEqual([])
  })
}
