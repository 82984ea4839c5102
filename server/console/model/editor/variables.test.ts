import { expect, test } from 'vitest'
import { variableChoices, withoutFallback } from './variables.ts'

const names = (search: string, seen: string[] = []) =>
  variableChoices(['api calls'], seen, search).map(({ name }) => name)

test('offers what is fixed, what is usual, meters, and what a real account has', () => {
  const all = names('', ['account.industry', 'plan.name'])
  expect(all).toEqual(expect.arrayContaining(['plan.name', 'user.name', 'account.industry']))
  expect(all).toContain('meter.api calls.percent')
  expect(new Set(all).size).toBe(all.length)
})

test('is found by its name and by its words', () => {
  expect(names('price')).toEqual(['offer.price'])
  expect(names('in percent')).toEqual(['meter.api calls.percent'])
  expect(names('INDUSTRY', ['account.industry'])).toEqual(['account.industry'])
})

test('another trait can be written, anything else cannot', () => {
  expect(names('account.founded')).toEqual(['account.founded'])
  expect(names('founded')).toEqual([])
})

test.each([
  ['Hello {{user.name}}', ['user.name']],
  ['Hello {{user.name|you}}', []],
  ['Hello {{user.name|}}', []],
  ['{{offer.plan}} for {{offer.price}}', []],
  ['**{{meter.seats.used}}** and {{meter.seats.used}}', ['meter.seats.used']],
  ['{{nothing}}', []],
])('%s', (text, without) => {
  expect(withoutFallback(text)).toEqual(without)
})
