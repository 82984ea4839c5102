import { expect, test } from 'vitest'
import {
  type SourceMapping,
  type SourceRule,
  sourceMapping,
} from '../../../../shared/event/source.ts'
import { aboutInWords, partInWords } from '../../words/mapping.ts'
import { mappingDifferences, mergeMappings } from './mapping-conflict.ts'

const nothing = (event: string): SourceRule => ({ means: 'nothing', event })
const used = (event: string, property: string): SourceRule => ({
  means: 'feature_used',
  event,
  feature: { property },
})
const base: SourceMapping = {
  account: [{ in: 'group' }],
  user: [{ in: 'user_id' }],
  rules: [nothing('A'), used('B', 'feature')],
}
const withRules = (...rules: SourceRule[]): SourceMapping => ({ ...base, rules })
const merged = (yours: SourceMapping, theirs: SourceMapping, choices = {}) =>
  mergeMappings(theirs, yours, mappingDifferences(base, yours, theirs), choices)

test('two who each add a rule keep both', () => {
  const yours = withRules(...base.rules, nothing('Mine'))
  const theirs = withRules(nothing('Theirs'), ...base.rules)
  expect(mappingDifferences(base, yours, theirs)).toEqual([
    { path: 'rule:theirs', theirs: nothing('Theirs'), changedBy: 'them' },
    { path: 'rule:mine', yours: nothing('Mine'), changedBy: 'you' },
  ])
  expect(merged(yours, theirs)).toEqual(
    withRules(nothing('Theirs'), ...base.rules, nothing('Mine')),
  )
})

test('what both changed is yours unless theirs is chosen, and what only they changed is theirs', () => {
  const yours = withRules(nothing('A'), used('B', 'mine'))
  const theirs = { ...withRules(nothing('A'), used('b', 'theirs')), account: [] }
  expect(mappingDifferences(base, yours, theirs).map((one) => [one.path, one.changedBy])).toEqual([
    ['account', 'them'],
    ['rule:b', 'both'],
  ])
  expect(merged(yours, theirs)).toEqual({ ...yours, account: [] })
  expect(merged(yours, theirs, { 'rule:b': 'theirs', account: 'yours' })).toEqual({
    ...theirs,
    account: base.account,
  })
})

test('what a help desk is asked about is one thing: both changed it, and one of them is chosen', () => {
  const asking = (topic: string): SourceMapping => ({
    ...base,
    topics: { rules: [{ topic, tags: [], words: ['x'] }], otherwise: null, replies: 'never' },
  })
  const differences = mappingDifferences(asking('a'), asking('b'), asking('c'))
  expect(differences.map((one) => [one.path, one.changedBy])).toEqual([['topics', 'both']])
  expect(mergeMappings(asking('c'), asking('b'), differences, {})).toEqual(asking('b'))
  const theirs = { topics: 'theirs' } as const
  expect(mergeMappings(asking('c'), asking('b'), differences, theirs)).toEqual(asking('c'))
  expect(differences.map((one) => [aboutInWords(one), partInWords(one.yours)])).toEqual([
    ['What it is about', 'b: x; anything else is left out; further messages do not count'],
  ])
})

test('a rule that one took away is gone, unless the other changed it', () => {
  const without = withRules(used('B', 'feature'))
  expect(merged(without, base)).toEqual(without)
  expect(merged(base, without)).toEqual(without)
  const changed = withRules(used('A', 'plan'), used('B', 'feature'))
  expect(merged(changed, without)).toEqual(withRules(used('B', 'feature'), used('A', 'plan')))
  expect(merged(changed, without, { 'rule:a': 'theirs' })).toEqual(without)
})

test('nothing differs between those who say the same, and what comes of two that are good is good', () => {
  expect(mappingDifferences(base, base, structuredClone(base))).toEqual([])
  const names = ['A', 'b', ' A ', 'rule:a', 'account', '__proto__']
  for (const mine of names) {
    for (const other of names) {
      const of = (event: string) => withRules(nothing(event), used('C', event))
      const result = merged(of(mine), of(other))
      expect(sourceMapping.safeParse(result).error?.issues ?? []).toEqual([])
    }
  }
})
