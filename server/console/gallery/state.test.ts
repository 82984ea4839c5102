import { expect, test } from 'vitest'
import { axes, type GalleryState, queryOf, readState, shapes } from './state.ts'

const first = readState('')

test('without a query it shows the first of everything, and says nothing of it', () => {
  expect(Object.entries(first)).toEqual(
    Object.entries(axes).map(([name, values]) => [name, values[0]]),
  )
  expect(queryOf(first)).toBe('')
})

test('every value of every axis comes back from the address', () => {
  for (const [name, values] of Object.entries(axes)) {
    for (const value of values) {
      const state = { ...first, format: 'banner', [name]: value } as GalleryState
      expect(readState(queryOf(state))).toEqual(state)
    }
  }
})

test.each([
  '?format=poster',
  '?format=__proto__&constructor=x',
  '?width=999999',
  '?format=%E0%A4%A',
  '?locale=<script>',
  '?scheme=dark%00',
])('of %s it believes nothing', (query) => {
  expect(readState(query)).toEqual(first)
})

test('a position is said of banners alone', () => {
  expect(queryOf({ ...first, position: 'after' })).toBe('')
  expect(queryOf({ ...first, format: 'banner', position: 'after' })).toBe(
    '?format=banner&position=after',
  )
})

test('every shape is there once: seven formats, of them the banner in six positions', () => {
  expect(shapes).toHaveLength(12)
  expect(new Set(shapes.map(({ format, position }) => `${format} ${position}`)).size).toBe(12)
})
