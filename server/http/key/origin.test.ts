import { expect, test } from 'vitest'
import { allowsOrigin, originPattern } from './origin.ts'

const wild = ['https://*.example.com']

test.each([
  [['https://app.example.com'], 'https://app.example.com', true],
  [['https://app.example.com'], 'http://app.example.com', false],
  [['https://app.example.com'], 'https://app.example.com:8443', false],
  [['http://localhost:3000'], 'http://localhost:3000', true],
  [wild, 'https://app.example.com', true],
  [wild, 'https://a.b.example.com', true],
  [wild, 'https://example.com', false],
  [wild, 'https://.example.com', false],
  [wild, 'https://evilexample.com', false],
  [wild, 'https://app.example.com.evil.org', false],
  [wild, 'http://app.example.com', false],
  [wild, 'https://app.example.com:8443', false],
  [['https://*.example.com:8443'], 'https://app.example.com:8443', true],
  [['https://app.example.com'], 'null', false],
  [['null'], 'null', false],
  [['https://app.example.com'], undefined, false],
  [[], 'https://app.example.com', false],
  [['https://app.example.com'], 'https://app.example.com.', false],
  [['https://app.example.com'], 'https://app.example.com/', false],
  [['https://app.example.com'], 'https://APP.example.com', false],
  [['https://app.example.com'], 'https://app.example.com:443', false],
  [['https://app.example.com'], ' https://app.example.com', false],
  [['https://app.example.com'], 'https://app.example.com, https://evil.org', false],
  [wild, 'https://app.example.com.', false],
  [wild, 'https://evil.org/.example.com', false],
  [wild, 'https://evil.org#.example.com', false],
  [wild, 'https://evil.org?.example.com', false],
  [wild, 'https://evil.org\\.example.com', false],
  [wild, 'https://evil.org@app.example.com', false],
  [['https://*.example.com'], 'HTTPS://app.example.com', false],
  [['https://xn--bcher-kva.example'], 'https://xn--bcher-kva.example', true],
  [['https://xn--bcher-kva.example'], 'https://bücher.example', false],
  [['http://[::1]:3000'], 'http://[::1]:3000', true],
  [['file://'], 'file://', false],
])('%j lets in %s: %s', (patterns, origin, expected) => {
  expect(allowsOrigin(patterns, origin)).toBe(expected)
})

test.each([
  ['https://app.example.com', 'https://app.example.com'],
  [' https://App.Example.com/ ', 'https://app.example.com'],
  ['https://*.example.com', 'https://*.example.com'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://app.example.com:443', 'https://app.example.com'],
  ['http://app.example.com:80/', 'http://app.example.com'],
  ['HTTPS://*.Example.com:8443', 'https://*.example.com:8443'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['https://*.Bücher.example', 'https://*.xn--bcher-kva.example'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('takes %s', (text, origin) => {
  expect(originPattern.parse(text)).toBe(origin)
})

test.each([
  'app.example.com',
  'https://app.example.com/path',
  'https://*.com',
  'https://*',
  '*',
  'https://a.*.example.com',
  'ftp://example.com',
  'https://user@example.com',
  'null',
  '',
  'https://app.example.com.',
  'https://*.com.',
  'https://*.127.0.0.1',
  'https://*.[::1]',
  'https://*example.com',
  'https://*.*.example.com',
  'https://app.example.com?x',
  'https://app.example.com#x',
  'https://app.example.com\\x',
  'https://app example.com',
  'https://app.example.com:99999',
  'javascript://app.example.com',
])('refuses %s', (text) => {
  expect(originPattern.safeParse(text).success).toBe(false)
})
