import { expect, test } from 'vitest'
import { variablesOf } from '../../shared/copy/issues.ts'
import { parseCopy } from '../../shared/copy/parse.ts'
import { families } from '../../shared/trigger.ts'
import { nudges } from './catalogue/nudges.ts'
import { offers, plans } from './catalogue/plans.ts'
import { triggers } from './catalogue/triggers.ts'

test('has one trigger of each family, and one nudge for each trigger', () => {
  expect(triggers.map((one) => one.family).sort()).toEqual([...families].sort())
  expect(nudges.map((one) => one.trigger).sort()).toEqual(triggers.map((one) => one.key).sort())
})

test('refers only to what it has', () => {
  const offerKeys = offers.map((one) => one.key)
  const planKeys = plans.map((one) => one.key)
  for (const one of nudges) expect(offerKeys).toContain(one.offer)
  for (const one of triggers) expect(offerKeys).toContain(one.recommends)
  for (const one of offers) if ('plan' in one) expect(planKeys).toContain(one.plan)
})

test.each(nudges)('$key speaks English and German, and never with a hole in it', (nudge) => {
  expect(Object.keys(nudge.copy).sort()).toEqual(['de', 'en'])
  const texts = Object.values(nudge.copy).flatMap((copy) => [
    copy.title,
    copy.body,
    ...copy.list,
    ...copy.actions.map((action) => action.label),
  ])
  // A published plan always has a price; anything else may be missing for somebody.
  const holes = texts
    .flatMap((text) => variablesOf(parseCopy(text)))
    .filter((variable) => variable.fallback === undefined && variable.name !== 'offer.price')
  expect(holes).toEqual([])
})
