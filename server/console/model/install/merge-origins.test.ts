import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeOrigins } from './merge-origins.ts'

const names: string[] = ['a', 'b', 'c', 'd', 'e']
const lists = fc.uniqueArray(fc.constantFrom(...names))

test('an origin is there if whoever changed that it is says so', () => {
  fc.assert(
    fc.property(lists, lists, lists, (seen, yours, theirs) => {
      const merged = mergeOrigins(seen, yours, theirs)
      expect(new Set(merged).size).toBe(merged.length)
      for (const one of names) {
        const [before, mine, other] = [seen, yours, theirs].map((list) => list.includes(one))
        expect(merged.includes(one), one).toBe(mine === before ? other : mine)
      }
    }),
  )
})

test('alone it is what one has written, in its order', () => {
  expect(mergeOrigins(['a', 'b'], ['a', 'c'], ['a', 'b'])).toEqual(['a', 'c'])
})
