import { expect, test } from 'vitest'
import { heardOf, joinPlacement, splitPlacement } from './placement.ts'

test.each([
  ['paywall:export', 'paywall', 'export'],
  ['event:board: moved', 'event', 'board: moved'],
  ['slot:', 'slot', ''],
  ['page', 'page', ''],
] as const)('%s is %s and “%s”, and back', (placement, kind, name) => {
  expect(splitPlacement(placement)).toEqual({ kind, name })
  expect(joinPlacement(kind, name)).toBe(placement)
})

test('a page has no name, whatever stood there before', () => {
  expect(joinPlacement('page', 'export')).toBe('page')
})

test('of what was told of, those of the kind are offered, as often as they came', () => {
  const heard = [
    { placement: 'paywall:export', times: 9, lastAt: 2 },
    { placement: 'meter:seats', times: 4, lastAt: 3 },
    { placement: 'paywall:timeline', times: 1, lastAt: 1 },
  ]
  expect(heardOf(heard, 'paywall')).toEqual([
    { name: 'export', times: 9, lastAt: 2 },
    { name: 'timeline', times: 1, lastAt: 1 },
  ])
  expect(heardOf(heard, 'page')).toEqual([])
})
