import { expect, test } from 'vitest'
import { nudge } from '../../../../shared/definition/nudge.ts'
import {
  blankNudge,
  gapsOf,
  sameBody,
  withCopy,
  withKind,
  withLocale,
  withoutLocale,
} from './draft.ts'

const draft = { ...blankNudge('pro'), key: 'a', name: 'A', placement: 'paywall:export' }

test('a blank nudge is valid as soon as it has a name, a key and a placement', () => {
  expect(nudge.safeParse(draft).error).toBeUndefined()
})

test('bodies are the same whatever the order of their keys, and without what is undefined', () => {
  expect(sameBody({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1, e: undefined })).toBe(
    true,
  )
  expect(sameBody({ list: ['a', 'b'] }, { list: ['b', 'a'] })).toBe(false)
})

test('a new locale starts with the default words and counts them as gaps', () => {
  const added = withLocale(draft, 'de')
  expect(added.copy.de).toEqual(draft.copy.en)
  expect(gapsOf(added, 'de')).toEqual(['title', 'body', 'actions.0.label', 'dismiss'])
  expect(gapsOf(withCopy(added, 'de', { title: 'Mehr Platz' }), 'de')).not.toContain('title')
  expect(gapsOf(added, 'en')).toEqual([])
})

test('a comparison and what a meter counts are translated too, numbers are not', () => {
  const row = { label: 'Boards', current: '3', offered: 'No limit' }
  const rich = withCopy(draft, 'en', {
    comparison: { rows: [row] },
    countdown: 'Ends in',
    unit: 'boards',
  })
  const gaps = gapsOf(withLocale(rich, 'de'), 'de')
  expect(gaps).toEqual([
    'title',
    'body',
    'comparison.rows.0.label',
    'comparison.rows.0.offered',
    'countdown',
    'actions.0.label',
    'unit',
    'dismiss',
  ])
})

test('what is taken out of a copy leaves nothing behind', () => {
  const ticking = withCopy(draft, 'en', { countdown: 'Ends in' })
  expect(Object.keys(withCopy(ticking, 'en', { countdown: undefined }).copy.en ?? {})).toEqual(
    Object.keys(draft.copy.en ?? {}),
  )
})

test('the default locale cannot be removed', () => {
  expect(withoutLocale(draft, 'en')).toBe(draft)
  expect(withoutLocale(withLocale(draft, 'de'), 'de').copy).toEqual(draft.copy)
})

test('an action of another kind keeps what both kinds have', () => {
  const link = { kind: 'link', label: 'Go', url: '/a' } as const
  expect(withKind(link, 'checkout')).toEqual({ kind: 'checkout', label: 'Go', url: '/a' })
  expect(withKind(link, 'trial')).toEqual({ kind: 'trial', label: 'Go' })
  expect(withKind(link, 'callback')).toEqual({ kind: 'callback', label: 'Go', name: '' })
})
