import { expect, test } from 'vitest'
import { matchScreen, pathTo } from './router.ts'

test.each([
  ['/', 'overview', ''],
  ['', 'overview', ''],
  ['/nudges', 'nudges', ''],
  ['/nudges/', 'nudges', ''],
  ['/nudges/export-wall', 'nudge', 'export-wall'],
  ['/accounts/user%3Aann%2F1', 'account', 'user:ann/1'],
  ['/accounts/%', 'account', '%'],
  ['/decisions/d_1', 'decision', 'd_1'],
  ['/theme', 'theme', ''],
  ['/gallery', 'gallery', ''],
  ['/nowhere', 'unknown', ''],
  ['/nudges/a/b', 'unknown', ''],
])('reads %s as %s', (path, name, param) => {
  expect(matchScreen(path)).toEqual({ name, param })
})

test('a path that was built reads as what it was built from', () => {
  expect(matchScreen(pathTo('account', 'a/b c?#'))).toEqual({ name: 'account', param: 'a/b c?#' })
})
