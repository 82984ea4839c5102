import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beside } from './beside.ts'

const view = { width: 1000, height: 800 }
const size = { width: 300, height: 200 }

test.each([
  ['below the middle of its anchor', { left: 400, top: 100, width: 100, height: 40 }, 300, 148],
  ['above where there is no room below', { left: 400, top: 700, width: 100, height: 40 }, 300, 492],
  ['shifted in from the left edge', { left: 10, top: 100, width: 40, height: 40 }, 8, 148],
  ['shifted in from the right edge', { left: 950, top: 100, width: 40, height: 40 }, 692, 148],
  ['over an anchor that leaves no room', { left: 0, top: 0, width: 1000, height: 790 }, 350, 592],
  [
    'at the edge that its anchor went beyond',
    { left: 400, top: -300, width: 100, height: 40 },
    350 - 50,
    8,
  ],
])('stands %s', (_, anchor, x, y) => {
  expect(beside(anchor, size, view)).toEqual({ x, y })
})

test('never stands beyond the viewport, wherever its anchor is', () => {
  const at = fc.integer({ min: -5_000, max: 5_000 })
  const side = fc.integer({ min: 0, max: 3_000 })
  fc.assert(
    fc.property(at, at, side, side, (left, top, width, height) => {
      const { x, y } = beside({ left, top, width, height }, size, view)
      expect(x).toBeGreaterThanOrEqual(8)
      expect(y).toBeGreaterThanOrEqual(8)
      expect(x + size.width).toBeLessThanOrEqual(view.width - 8)
      expect(y + size.height).toBeLessThanOrEqual(view.height - 8)
    }),
  )
})
