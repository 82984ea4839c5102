import { expect, test } from 'vitest'
import { key } from './key.ts'
import { freeKey, keyOf } from './key-of.ts'

test.each([
  ['Export wall', 'export-wall'],
  ['  Über 80 %! ', 'uber-80'],
  ['日本', ''],
  [
    'Upgrade prompt for everybody who has reached the export three times this week',
    'upgrade-prompt-for-everybody-who-has-reached-the-export-three',
  ],
  [`Exactly ${'x'.repeat(56)} more`, `exactly-${'x'.repeat(56)}`],
  [`One ${'x'.repeat(80)}`, `one-${'x'.repeat(60)}`],
])('makes a key of %s', (name, made) => {
  expect(keyOf(name)).toBe(made)
})

test.each([
  ['sales', [], 'sales'],
  ['sales', ['sales'], 'sales-2'],
  ['sales', ['sales', 'sales-2', 'sales-4'], 'sales-3'],
  [`${'word-'.repeat(12)}four`, [`${'word-'.repeat(12)}four`], `${'word-'.repeat(11)}2`],
  ['x'.repeat(64), ['x'.repeat(64)], `${'x'.repeat(58)}-2`],
])('of %s beside %j is %s free', (wanted, taken, free) => {
  expect(freeKey(wanted, new Set(taken))).toBe(free)
  expect(key.safeParse(free).success).toBe(true)
})
