import { expect, test } from 'vitest'
import type { PlayAction } from '../../../../shared/play/play.ts'
import {
  destinationsOf,
  nudgesOf,
  ownerWay,
  withDestinations,
  withNudges,
  withOwnerWay,
} from './actions.ts'

const all: PlayAction[] = [
  { kind: 'nudge', nudges: ['export'] },
  { kind: 'alert' },
  { kind: 'alert', destination: 'slack' },
  { kind: 'task', destination: 'crm' },
]

test('each way is read from what a play does, and an owner is no channel', () => {
  expect(ownerWay(all)).toBe('alert')
  expect(nudgesOf(all)).toEqual(['export'])
  expect(destinationsOf(all, 'alert')).toEqual(['slack'])
  expect(destinationsOf(all, 'task')).toEqual(['crm'])
  expect(destinationsOf(all, 'webhook')).toEqual([])
  expect(ownerWay([])).toBe('none')
  expect(nudgesOf([])).toBeNull()
})

test.each(['alert', 'digest', 'none'] as const)(
  'the owner hears by %s and by nothing else',
  (way) => {
    const next = withOwnerWay(all, way)
    expect(ownerWay(next)).toBe(way)
    expect(next).toHaveLength(way === 'none' ? 3 : 4)
    expect(destinationsOf(next, 'alert')).toEqual(['slack'])
  },
)

test('prompts and destinations are exchanged, and the rest stays', () => {
  expect(nudgesOf(withNudges(all, []))).toEqual([])
  expect(withNudges(all, null)).toEqual(all.slice(1))
  const next = withDestinations(all, 'alert', ['a', 'b'])
  expect(destinationsOf(next, 'alert')).toEqual(['a', 'b'])
  expect(ownerWay(next)).toBe('alert')
  expect(withDestinations(all, 'task', [])).toEqual(all.slice(0, 3))
})
