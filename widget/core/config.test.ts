import { beforeEach, expect, test, vi } from 'vitest'
import { readConfig } from './config.ts'

beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://app.example/boards/7?sort=name' })
  return () => vi.unstubAllGlobals()
})

const src = 'https://brim.example/b/brim.js'

test.each([
  ['the folder that the script came from', src, undefined, 'https://brim.example/b'],
  ['whatever stands behind its name', `${src}?v=2026/11#a`, undefined, 'https://brim.example/b'],
  ['at the top of a host', 'https://brim.example/brim.js', '', 'https://brim.example'],
  ['an address of its own', src, 'https://eu.example/b', 'https://eu.example/b'],
  ['with a slash at its end', src, 'https://eu.example/b/', 'https://eu.example/b'],
  ['a path of the page’s site', src, '/brim', 'https://app.example/brim'],
  ['a path beside the page', src, 'brim', 'https://app.example/boards/brim'],
])('asks at %s', (_, script, api, expected) => {
  expect(readConfig(api === undefined ? {} : { api }, script).api).toBe(expected)
})

test('who is there, by the ids that the tag has', () => {
  expect(readConfig({ key: 'pk_1', user: '7', account: '', token: 'a.b.c' }, src)).toMatchObject({
    key: 'pk_1',
    who: { user: { id: '7' }, account: undefined, token: 'a.b.c' },
    isGranted: true,
    isDebug: false,
  })
  expect(readConfig({ key: 'pk_1', user: '' }, src).who).toBeUndefined()
})

test('consent is given unless it says otherwise, and an empty attribute debugs', () => {
  expect(readConfig({ consent: 'denied', debug: '' }, src)).toMatchObject({
    isGranted: false,
    isDebug: true,
  })
})
