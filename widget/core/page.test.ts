import { expect, test } from 'vitest'
import { deviceOf, isFor, pathOf } from './page.ts'

test.each([
  ['/boards', '', '/boards'],
  ['/boards', '#section', '/boards'],
  ['/app/', '#/billing', '/app/#/billing'],
  ['/app/', '#/billing?token=secret', '/app/#/billing'],
])('%s%s is the page %s', (pathname, hash, page) => {
  expect(pathOf({ pathname, hash })).toBe(page)
})

test.each([
  [undefined, '/a', true],
  ['/a', '/a', true],
  ['/a', '/a#/b', true],
  ['/a', '/ab', false],
  ['/a', '/a/b', false],
  ['/a#/b', '/a', false],
])('a prompt for %s is for %s: %s', (only, page, expected) => {
  expect(isFor(only, page)).toBe(expected)
})

test.each([
  [390, 5, 'phone'],
  [820, 5, 'tablet'],
  [820, 0, 'desktop'],
  [1440, 10, 'desktop'],
] as const)('a screen of %i px with %i touch points is a %s', (width, touchPoints, device) => {
  expect(deviceOf(width, touchPoints)).toBe(device)
})
