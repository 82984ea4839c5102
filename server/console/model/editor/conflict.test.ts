import { expect, test } from 'vitest'
import { differencesOf, firstChoice, mergeDrafts } from './conflict.ts'
import { blankNudge, withCopy } from './draft.ts'

const base = { ...blankNudge('pro'), key: 'a', name: 'A' }
const yours = withCopy({ ...base, priority: 5 }, 'en', { title: 'Yours' })
const theirs = withCopy({ ...base, snooze: '3d' }, 'en', { title: 'Theirs' })

test('says who changed what', () => {
  const found = differencesOf(base, yours, theirs).map(({ path, changedBy }) => [path, changedBy])
  expect(Object.fromEntries(found)).toEqual({
    'copy.en.title': 'both',
    priority: 'you',
    snooze: 'them',
  })
})

test('what only one changed is kept without asking', () => {
  const differences = differencesOf(base, yours, theirs)
  const merged = mergeDrafts(theirs, differences, { 'copy.en.title': 'theirs' })
  expect(merged).toEqual({ ...theirs, priority: 5 })
  expect(firstChoice({ path: 'x', base: 1, yours: 1, theirs: 2, changedBy: 'them' })).toBe('theirs')
})

test('choosing yours everywhere loses nothing of yours', () => {
  const differences = differencesOf(base, yours, theirs)
  const all = Object.fromEntries(differences.map(({ path }) => [path, 'yours' as const]))
  expect(mergeDrafts(theirs, differences, all)).toEqual(yours)
})

test('two changes of one action are apart, a changed number of lines is not', () => {
  const action = { kind: 'checkout', label: 'Buy', url: '/b' } as const
  const mine = withCopy(base, 'en', { actions: [{ ...action, label: 'Mine' }], list: ['a', 'b'] })
  const other = withCopy(base, 'en', { actions: [{ ...action, url: '/x' }], list: ['c'] })
  const from = withCopy(base, 'en', { actions: [action], list: ['a'] })
  const differences = differencesOf(from, mine, other)
  expect(differences.map(({ path }) => path)).toEqual([
    'copy.en.list',
    'copy.en.actions.0.label',
    'copy.en.actions.0.url',
  ])
  expect(mergeDrafts(other, differences, {}).copy.en?.actions).toEqual([
    { kind: 'checkout', label: 'Mine', url: '/x' },
  ])
})

test('a condition is one choice, wherever it stands', () => {
  const when = (feature: string, gte: number) => ({
    all: [{ measure: { count: { event: 'paywall_hit', where: { feature } } }, gte }],
  })
  const of = (feature: string, gte: number) => ({
    when: when(feature, gte),
    for: { accounts: when(feature, gte) },
  })
  const differences = differencesOf(of('export', 3), of('export', 5), of('api', 3))
  expect(differences.map(({ path, changedBy }) => [path, changedBy])).toEqual([
    ['when', 'both'],
    ['for.accounts', 'both'],
  ])
})

test('a field that you took away stays away', () => {
  const withTrigger = { ...base, trigger: 't' }
  const differences = differencesOf(withTrigger, base, { ...withTrigger, name: 'B' })
  expect(mergeDrafts({ ...withTrigger, name: 'B' }, differences, {})).toEqual({
    ...base,
    name: 'B',
  })
})
