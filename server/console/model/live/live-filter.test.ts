import { expect, test } from 'vitest'
import type { LiveMessage } from '../../../../shared/protocol/live.ts'
import { idOf, type LiveFilter, matches } from './live-filter.ts'

const event: LiveMessage = {
  type: 'event',
  event: {
    seq: 7,
    name: 'paywall_hit',
    account: 'acme',
    user: 'ann',
    properties: { feature: 'export', seats: 3 },
    occurredAt: 1,
    receivedAt: 2,
    source: 'api',
  },
}

test.each<[LiveFilter['type'], string, boolean]>([
  ['all', '', true],
  ['event', '  ', true],
  ['signal', '', false],
  ['all', 'PAYWALL', true],
  ['all', 'acm', true],
  ['all', 'export', true],
  ['all', 'import', false],
])('%s with "%s" shows it: %s', (type, text, isShown) => {
  expect(matches(event, { type, text })).toBe(isShown)
})

test('every line has an id of its own', () => {
  expect(idOf(event)).toBe('event:7')
})
