import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createShares } from './shares.ts'

/** Takes one by one until it is refused, and answers how many that were. */
const fill = (take: () => boolean) => {
  let taken = 0
  while (take()) taken++
  return taken
}

test('one alone has half', () => {
  const shares = createShares(100)
  expect(fill(() => shares.take('a', 1))).toBe(50)
  expect(shares.held()).toBe(50)
})

test.each([1, 2, 3, 9])('%i that take all they can leave room for one more', (n) => {
  const shares = createShares(1000)
  const names = Array.from({ length: n }, (_, i) => `flood ${i}`)
  fill(() => names.map((name) => shares.take(name, 1)).includes(true))
  const left = Math.floor(1000 / (n + 1))
  expect(1000 - shares.held()).toBeGreaterThanOrEqual(left)
  expect(shares.take('quiet', Math.floor(left / 2))).toBe(true)
})

test('what is given back can be taken again', () => {
  const shares = createShares(10)
  expect(shares.take('a', 5)).toBe(true)
  expect(shares.take('a', 1)).toBe(false)
  shares.give('a', 5)
  expect([shares.held(), shares.take('a', 5)]).toEqual([0, true])
})

const step = fc.record({
  holder: fc.constantFrom('a', 'b', 'c', 'd'),
  weight: fc.integer({ min: 1, max: 40 }),
  gives: fc.boolean(),
})

test('as a list of what everybody holds has it, whatever is taken and given back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.array(step), (room, steps) => {
      const shares = createShares(room)
      let list: { holder: string; weight: number }[] = []
      const sum = (of: typeof list) => of.reduce((total, one) => total + one.weight, 0)
      for (const { holder, weight, gives } of steps) {
        const mine = list.filter((one) => one.holder === holder)
        const [first] = mine
        if (gives && first) {
          shares.give(holder, first.weight)
          list = list.filter((one) => one !== first)
          continue
        }
        const fits = sum(mine) + weight <= room - sum(list) - weight
        expect([shares.fits(holder, weight), shares.take(holder, weight)]).toEqual([fits, fits])
        if (fits) list.push({ holder, weight })
        expect(shares.held()).toBe(sum(list))
        expect(sum(list)).toBeLessThanOrEqual(room)
      }
    }),
  )
})
