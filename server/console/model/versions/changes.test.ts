import { expect, test } from 'vitest'
import { type Nudge, nudge } from '../../../../shared/definition/nudge.ts'
import { pathInWords } from '../../words/path.ts'
import { valueInWords } from '../../words/value.ts'
import { changesBetween } from './changes.ts'

const action = { kind: 'checkout', label: 'Upgrade', url: '/billing' } as const
const body: Nudge = nudge.parse({
  key: 'wall',
  name: 'Wall',
  format: 'modal',
  placement: 'paywall:export',
  offer: 'pro',
  copy: { en: { title: 'Take it along', actions: [action] } },
  experiment: {
    key: 'x',
    arms: [
      { key: 'a', weight: 1 },
      { key: 'b', weight: 1, copy: { en: { title: 'Arm', actions: [action] } } },
    ],
  },
})

const names = (kind: string, key: string) => `${kind} ${key}`
/** As the page says it. */
const told = (before: unknown, after: unknown) =>
  changesBetween(before, after).map(
    ({ path, before: old, after: next }) =>
      `${pathInWords(path)}: ${valueInWords(path, old, names)} -> ${valueInWords(path, next, names)}`,
  )

/** What is another in it; a function where that lies deep. */
type Change = Partial<Nudge> | ((one: Nudge) => void)

const changed = (change: Change): Nudge => {
  const copy = structuredClone(body)
  if (typeof change === 'function') change(copy)
  else Object.assign(copy, change)
  return copy
}

test('the same says nothing, whatever the order of its fields', () => {
  expect(changesBetween(body, Object.fromEntries(Object.entries(body).reverse()))).toEqual([])
})

test.each<[string, Change, string[]]>([
  [
    'a word',
    (one) => void Object.assign(one.copy.en ?? {}, { title: 'Take all' }),
    ['Title (English): Take it along -> Take all'],
  ],
  ['a format', { format: 'banner' }, ['Format: Modal -> Banner']],
  ['a place', { placement: 'page' }, ['Placement: Paywall “export” -> Any page']],
  ['an offer', { offer: 'team' }, ['Offer: offer pro -> offer team']],
  ['a length', { snooze: '3d' }, ['Snooze: undefined -> 3 days']],
  ['no end', { offerLasts: null }, ['Offer lasts: undefined -> For ever']],
  [
    'a cap',
    { caps: { perUser: { every: '7d', times: 2 } } },
    ['How often, per user: undefined -> 2 times in 7 days'],
  ],
  [
    'an audience',
    { audience: { trait: 'account.plan', eq: 'free' } },
    ['Audience: undefined -> the account’s plan is free'],
  ],
  [
    'the words of an arm',
    (one) => void Object.assign(one.experiment?.arms[1]?.copy?.en ?? {}, { title: 'Other' }),
    ['Experiment, arm 2, Title (English): Arm -> Other'],
  ],
  [
    'what a button does',
    (one) =>
      void Object.assign(one.copy.en ?? {}, { actions: [{ kind: 'trial', label: 'Upgrade' }] }),
    [
      'Action 1, kind (English): Go to checkout -> Start the trial',
      'Action 1, address (English): /billing -> undefined',
    ],
  ],
])('%s that changed is told by its field and in its words', (_, change, words) => {
  expect(told(body, changed(change))).toEqual(words)
})

test('a language that came is told text by text', () => {
  const added = changed((one) => {
    one.copy.de = { ...(one.copy.en as NonNullable<typeof one.copy.en>), title: 'Mitnehmen' }
  })
  expect(told(body, added)).toContain('Title (German): undefined -> Mitnehmen')
  expect(told(added, body)).toContain('Title (German): Mitnehmen -> undefined')
})
