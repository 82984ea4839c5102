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
  expect(firstChoice({ path: 'x', yours: 1, theirs: 2, changedBy: 'them' })).toBe('theirs')
})

test('choosing yours everywhere loses nothing of yours', () => {
  const differences = differencesOf(base, yours, theirs)
  const all = Object.fromEntries(differences.map(({ path }) => [path, 'yours' as const]))
  expect(mergeDrafts(theirs, differences, all)).toEqual(yours)
})

test('a field that you took away stays away', () => {
  const withTrigger = { ...base, trigger: 't' }
  const differences = differencesOf(withTrigger, base, { ...withTrigger, name: 'B' })
  expect(mergeDrafts({ ...withTrigger, name: 'B' }, differences, {})).toEqual({
    ...base,
    name: 'B',
  })
})
