import { expect, test } from 'vitest'
import { variablesOf } from '../../shared/copy/issues.ts'
import { parseCopy } from '../../shared/copy/parse.ts'
import { formats, textsIn } from '../../shared/definition/nudge.ts'
import { families } from '../../shared/definition/trigger.ts'
import { nudges } from './catalogue/nudges.ts'
import { offers, plans } from './catalogue/plans.ts'
import { triggers } from './catalogue/triggers.ts'

test('has one trigger of each family, a nudge for each trigger, and one of each format', () => {
  expect(triggers.map((one) => one.family).sort()).toEqual([...families].sort())
  const named = new Set(nudges.map((one) => one.trigger))
  for (const { key } of triggers) expect(named).toContain(key)
  expect(new Set(nudges.map((one) => one.format))).toEqual(new Set(formats))
})

test('counts down only to an end that is one', () => {
  const counting = nudges.filter((one) => Object.values(one.copy).some((copy) => copy.countdown))
  expect(counting.map((one) => one.key)).toEqual(['first-month'])
  for (const { key, offer, offerLasts } of counting) {
    expect(offerLasts).not.toBeNull()
    expect(nudges.filter((one) => one.offer === offer).map((one) => one.key)).toEqual([key])
  }
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
    ...textsIn(copy),
    copy.countdown ?? '',
  ])
  // A published plan always has a price; anything else may be missing for somebody.
  const holes = texts
    .flatMap((text) => variablesOf(parseCopy(text)))
    .filter((variable) => variable.fallback === undefined && variable.name !== 'offer.price')
  expect(holes).toEqual([])
})
