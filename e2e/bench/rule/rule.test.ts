import { expect, test } from 'vitest'
import { byBrim, byBrimFromLog, byHandOverFacts } from './brim.ts'
import { byGrowthBook, byHand, byJsonLogic, byJsonRulesEngine } from './contenders.ts'
import { people } from './people.ts'

test('everybody is there once', () => {
  expect(new Set(people.map((one) => JSON.stringify(one))).size).toBe(8 * 4 * 4 * 4 * 3)
})

test('all find the rule to hold for the same people', async () => {
  const contenders = [
    byHandOverFacts,
    byBrim,
    byBrimFromLog,
    byJsonLogic,
    byGrowthBook,
    byJsonRulesEngine,
  ]
  for (const person of people) {
    const expected = await byHand([person])()
    const found = await Promise.all(contenders.map((one) => one([person])()))
    expect(found, JSON.stringify(person)).toEqual(contenders.map(() => expected))
  }
})
