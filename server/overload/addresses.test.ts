import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { createAddressOf, parseNetwork } from './addresses.ts'

const proxies = ['10.0.0.0/8', '192.0.2.7', 'fd00::/8']

test.each([
  ['a socket', '203.0.113.9', undefined, '203.0.113.9'],
  ['what a stranger says of itself', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['what a proxy says', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['what the last proxy says of a lie', '10.1.2.3', '9.9.9.9, 198.51.100.1', '198.51.100.1'],
  ['a chain of proxies', '10.1.2.3', '198.51.100.1, 192.0.2.7, 10.9.9.9', '198.51.100.1'],
  ['a proxy that says nothing', '10.1.2.3', undefined, '10.1.2.3'],
  ['nonsense', '10.1.2.3', 'unknown', '10.1.2.3'],
  ['nonsense before a proxy', '10.1.2.3', '<script>, 10.4.4.4', '10.4.4.4'],
  ['nothing but proxies', '10.1.2.3', '10.4.4.4,10.5.5.5', '10.4.4.4'],
  ['a port', '10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
  ['IPv6 with a port', '10.1.2.3', '[2001:db8:1:2:3::4]:4711', '2001:db8:1:2::/64'],
  ['an IPv4 address in IPv6', '::ffff:203.0.113.9', undefined, '203.0.113.9'],
  ['a proxy in IPv6', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['an IPv6 proxy', 'fd00::1', '2001:db8::1', '2001:db8:0:0::/64'],
  ['no socket', undefined, '198.51.100.1', ''],
])('knows %s', (_, remote, forwarded, name) => {
  expect(createAddressOf(proxies)(remote, forwarded)).toBe(name)
})

test('without proxies nobody is believed', () => {
  expect(createAddressOf([])('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
})

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
])('counts %s as %s', (address, name) => {
  expect(createAddressOf([])(address, undefined)).toBe(name)
})

test.each([
  '10.0.0.0/33',
  '10.0.0/8',
  'localhost',
  '',
  '10.0.0.0/',
  '::1/129',
  '1.2.3.4/8/8',
  '/8',
])('%j is no network', (text) => {
  expect(parseNetwork(text)).toBeNull()
})

test('a header as long as a server takes costs nothing', () => {
  const addressOf = createAddressOf(['10.0.0.0/8'])
  const start = performance.now()
  for (let i = 0; i < 1_000; i++) addressOf('10.0.0.1', `${','.repeat(16_000)}198.51.100.1`)
  expect(performance.now() - start).toBeLessThan(1_000)
})
