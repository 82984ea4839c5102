import { expect, test } from 'vitest'
import type { TriedPayload } from '../contract.ts'
import { becomesInWords } from './source.ts'

const event = (more: object) => ({ kind: 'event', event: { name: 'x', account: 'acme', ...more } })

test.each<[string, unknown]>([
  ['x of account acme', { kind: 'items', items: [event({})], leftOut: [] }],
  [
    'paywall_hit “export” of mara in acme',
    {
      kind: 'items',
      items: [event({ name: 'paywall_hit', user: 'mara', properties: { feature: 'export' } })],
      leftOut: [],
    },
  ],
  [
    'seats: 8 of unlimited, account acme',
    {
      kind: 'items',
      items: [
        { kind: 'meter', reading: { meter: 'seats', used: 8, limit: null, account: 'acme' } },
      ],
      leftOut: [],
    },
  ],
  [
    'plan of account acme, and who is in it: mara in acme',
    {
      kind: 'items',
      items: [
        { kind: 'account_traits', account: 'acme', traits: { plan: 'free' } },
        { kind: 'user_traits', account: 'acme', user: 'mara', traits: {} },
      ],
      leftOut: [],
    },
  ],
  ['Why', { kind: 'ignored', why: 'Why' }],
  ['One; two', { kind: 'refused', issues: [{ message: 'One' }, { message: 'two' }] }],
])('says %s', (words, becomes) => {
  expect(becomesInWords(becomes as TriedPayload['becomes'])).toBe(words)
})
