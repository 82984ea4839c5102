import { expect, test } from 'vitest'
import { nudge } from '../../../shared/definition/nudge.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { createShowings } from './showings.ts'

const body = (patch: object) =>
  nudge.parse({
    key: 'wall',
    name: 'Wall',
    format: 'modal',
    placement: 'paywall:export',
    offer: 'pro',
    copy: { en: { title: 'T', actions: [{ kind: 'checkout', label: 'B', url: '/b' }] } },
    ...patch,
  })
const caps = (every: string, times: number, lifetime = 99) => ({
  caps: { perUser: { every, times }, lifetime },
})

type Moment = [account: string, user: string, at: number]
const run = (patch: object, moments: Moment[]) => {
  const showings = createShowings(body(patch), settingsOf())
  const shown = moments.map((moment) => showings.ask(...moment))
  return { shown, ...showings.reached() }
}

test.each<[string, object, Moment[], boolean[]]>([
  [
    'a user’s cap',
    { format: 'inline', ...caps('7d', 1) },
    [
      ['a', 'u', 0],
      ['a', 'u', 7 * dayMs - 1],
      ['a', 'u', 7 * dayMs],
    ],
    [true, false, true],
  ],
  [
    'the lifetime of a nudge',
    { format: 'inline', ...caps('1h', 1, 2) },
    [
      ['a', 'u', 0],
      ['a', 'u', hourMs],
      ['a', 'u', 2 * hourMs],
    ],
    [true, true, false],
  ],
  [
    'one modal a day for a user',
    caps('1h', 1),
    [
      ['a', 'u', 0],
      ['a', 'u', 2 * hourMs],
      ['a', 'u', dayMs],
    ],
    [true, false, true],
  ],
  [
    'three prompts a week for an account',
    caps('1h', 1),
    [
      ['a', 'u', 0],
      ['a', 'v', 1],
      ['a', 'w', 2],
      ['a', 'x', 3],
      ['b', 'y', 3],
      ['a', 'x', 8 * dayMs],
    ],
    [true, true, true, false, true, true],
  ],
  [
    'a cap of its own for the account',
    { format: 'inline', caps: { ...caps('1h', 1).caps, perAccount: { every: '1d', times: 1 } } },
    [
      ['a', 'u', 0],
      ['a', 'v', 1],
      ['b', 'w', 1],
    ],
    [true, false, true],
  ],
])('%s holds', (_, patch, moments, shown) => {
  expect(run(patch, moments).shown).toEqual(shown)
})

test('an account whose whole budget it took is counted, one that it met once is not', () => {
  const moments: Moment[] = [
    ['a', 'u', 0],
    ['a', 'v', 1],
    ['a', 'w', 2],
    ['b', 'x', 3],
  ]
  expect(run(caps('1h', 1), moments)).toMatchObject({ accounts: 2, exhausted: 1 })
  // What stays in its place costs no attention.
  expect(run({ ...caps('1h', 1), format: 'inline' }, moments)).toMatchObject({ exhausted: 0 })
})
