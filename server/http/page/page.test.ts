import { expect, test } from 'vitest'
import { isFor, pathOf as pathOnThePage } from '../../../widget/core/page.ts'
import { pathOf } from './page.ts'

test.each([
  ['/reports', '/reports'],
  ['/reports?from=2026#top', '/reports'],
  ['/app#/boards/7', '/app#/boards/7'],
  ['/app?x=1#/boards/7?sort=name', '/app#/boards/7'],
  ['https://app.example.com/app#/boards', '/app#/boards'],
  ['', '/'],
  ['http://[', null],
])('of the page %j it keeps %j', (page, path) => {
  expect(pathOf(page)).toBe(path)
})

test.each([
  ['/app', '#/boards/7'],
  ['/app', '#/boards/7?sort=name'],
  ['/app', '#section'],
  ['/app/', ''],
  ['/r%C3%A9sum%C3%A9', '#/caf%C3%A9'],
])('what a page at %s%s says of itself comes back as it was said', (pathname, hash) => {
  const said = pathOnThePage({ pathname, hash })
  expect(pathOf(said)).toBe(said)
  expect(isFor(pathOf(said) ?? undefined, said)).toBe(true)
})

test('a prompt for one hash route is not for another', () => {
  const only = pathOf('/app#/boards') ?? undefined
  expect(isFor(only, '/app#/boards')).toBe(true)
  expect(isFor(only, '/app#/boards-2')).toBe(false)
  expect(isFor(only, '/app')).toBe(false)
})
