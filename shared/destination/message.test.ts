import fc from 'fast-check'
import { expect, test } from 'vitest'
import { traits } from '../event/event.ts'
import { fitting } from './message.ts'

test('of traits as many go along as fit, each of them whole', () => {
  const all = { a: 'x'.repeat(2_000), b: 'y'.repeat(2_000), c: 'z'.repeat(2_048), d: 1 }
  expect(fitting(all)).toEqual({ a: all.a, b: all.b, d: 1 })
  const value = fc.oneof(fc.string({ maxLength: 2_048 }), fc.double(), fc.boolean())
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 64 }), value), (given) => {
      fc.pre(traits.safeParse(given).success)
      const some = fitting(given)
      expect(Buffer.byteLength(JSON.stringify(some))).toBeLessThan(6_500)
      for (const [name, one] of Object.entries(some)) expect(one).toEqual(given[name])
    }),
  )
})
