import { expect, test } from 'vitest'
import { key } from './key.ts'
import { freeKey, keyOf } from './key-of.ts'

test.each([
  ['Export wall', 'export-wall'],
  ['  Über 80 %! ', 'uber-80'],
  ['日本', ''],
])('makes a key of %s', (name, made) => {
  expect(keyOf(name)).toBe(made)
})

test.each([
  ['sales', [], 'sales'],
  ['sales', ['sales'], 'sales-2'],
  ['sales', ['sales', 'sales-2', 'sales-4'], 'sales-3'],
  ['x'.repeat(64), ['x'.repeat(64)], `${'x'.repeat(58)}-2`],
])('of %s beside %j is %s free', (wanted, taken, free) => {
  expect(freeKey(wanted, new Set(taken))).toBe(free)
  expect(key.safeParse(free).success).toBe(true)
})
