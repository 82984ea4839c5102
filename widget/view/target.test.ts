import { expect, test } from 'vitest'
import { targetOf } from './target.ts'

test.each([
  ['/billing', 'https://app.example/billing?brim_decision=dec_1'],
  ['?tab=plans', 'https://app.example/boards?tab=plans&brim_decision=dec_1'],
  ['https://pay.example/x#y', 'https://pay.example/x?brim_decision=dec_1#y'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['#/billing', '#/billing'],
  ['javascript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['', undefined],
])('%j leads to %s', (href, target) => {
  expect(targetOf(href, 'dec_1', 'https://app.example/boards')).toBe(target)
})
