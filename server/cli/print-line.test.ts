import { expect, test } from 'vitest'
import { printLine } from './print-line.ts'

test('of a secret key it says to keep it now, of one that is public it does not', () => {
  expect(printLine({ type: 'token', token: 'sk_abc' })).toMatch(/^\nsk_abc\n\nKeep it now: /)
  expect(printLine({ type: 'token', token: 'pk_abc' })).toBe('\npk_abc')
})
