import { expect, test } from 'vitest'
import { annoyanceOf } from './annoyance.ts'

test.each([
  ['nobody minded', 10, { never: 0, closedAtOnce: 0, closed: 0 }, 0],
  ['everybody closes it', 10, { never: 0, closedAtOnce: 0, closed: 10 }, 25],
  ['everybody closes it unread', 10, { never: 0, closedAtOnce: 10, closed: 10 }, 50],
  ['nobody wants to see it again', 10, { never: 10, closedAtOnce: 10, closed: 10 }, 100],
  ['each counts by the worst', 10, { never: 1, closedAtOnce: 3, closed: 7 }, 30],
  ['nobody has seen it', 0, { never: 0, closedAtOnce: 0, closed: 0 }, null],
] as const)('%s', (_, people, worst, index) => {
  expect(annoyanceOf(people, worst)).toEqual(index)
})
