import { expect, test } from 'vitest'
import { experiment as schema } from '../../../../shared/definition/nudge.ts'
import { blankNudge } from './draft.ts'
import {
  newExperiment,
  shareOf,
  showsOf,
  withArm,
  withNewArm,
  withoutArm,
  withShows,
} from './experiment.ts'

const nudge = { ...blankNudge('pro'), key: 'export' }
const halves = newExperiment(nudge)

test('begins with two halves, the second in words of its own', () => {
  expect(halves.arms.map((one) => [one.key, showsOf(one)])).toEqual([
    ['a', 'nudge'],
    ['b', 'own'],
  ])
  expect(schema.safeParse(halves).success).toBe(true)
})

test('a share is the part of all weights', () => {
  const arms = [1, 2, 1].map((weight, at) => ({ key: `${at}`, weight }))
  expect(arms.map((_, at) => shareOf(arms, at))).toEqual([25, 50, 25])
  expect(shareOf([{ key: 'a', weight: 0 }], 0)).toBeUndefined()
  expect(
    shareOf(
      [
        { key: 'a', weight: Number.NaN },
        { key: 'b', weight: 1 },
      ],
      1,
    ),
  ).toBe(100)
})

test('arms keep their keys when one of them goes, and a new one gets its own', () => {
  const three = withNewArm(halves)
  expect(three.arms.map((one) => one.key)).toEqual(['a', 'b', 'c'])
  const without = withoutArm(three, 1)
  expect(without?.arms.map((one) => one.key)).toEqual(['a', 'c'])
  expect(without && withNewArm(without).arms.map((one) => one.key)).toEqual(['a', 'c', 'b'])
  expect(withArm(three, 2, { weight: 10 }).key).toBe(halves.key)
})

test('one arm alone is no experiment', () => {
  expect(withoutArm(halves, 0)).toBeUndefined()
})

test('a control has no words, and what else an arm shows can be changed back and forth', () => {
  const control = withShows(halves, 1, 'nothing', nudge.copy)
  expect(control.arms[1]).toEqual({ key: 'b', weight: 50, control: true })
  const own = withShows(control, 1, 'own', nudge.copy)
  expect(own.arms[1]).toEqual({ key: 'b', weight: 50, copy: nudge.copy })
  expect(withShows(own, 1, 'nudge', nudge.copy).arms[1]).toEqual({ key: 'b', weight: 50 })
})
