import { expect, test } from 'vitest'
import { z } from 'zod'
import { experiment } from '../../../shared/definition/nudge.ts'
import { traitPath, trigger } from '../../../shared/definition/trigger.ts'
import { issuesOf } from '../../../shared/protocol/error.ts'
import { settingsPatch } from '../../../shared/workspace/settings.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { issueInWords } from './issue.ts'

const { readiness, defaults } = settingsOf()
const arms = [
  { key: 'a', weight: 1 },
  { key: 'b', weight: 1 },
]
const ofReadiness = (value: object) => ({
  readiness: { ...readiness, value: { ...readiness.value, ...value } },
})

test.each<[words: string, schema: z.ZodType, value: unknown]>([
  ['At most 50 %', settingsPatch, { holdout: 0.6 }],
  ['At least 0 %', settingsPatch, { holdout: -0.1 }],
  ['At most 90 %', settingsPatch, ofReadiness({ share: 0.95 })],
  ['At least 1 %', z.object({ experiment }), { experiment: { key: 'x', lift: 0.001, arms } }],
  ['At most 1,000 %', z.object({ experiment }), { experiment: { key: 'x', lift: 11, arms } }],
  ['At most 1,000,000', experiment, { key: 'x', arms: [arms[0], { key: 'b', weight: 2e6 }] }],
  ['More than 0', settingsPatch, ofReadiness({ full: 0 })],
  ['At most 400 days', settingsPatch, { defaults: { ...defaults, snooze: '401d' } }],
  ['At least 30 days', settingsPatch, { keepEvents: '24h' }],
  ['How long? A whole number from 1', settingsPatch, { defaults: { ...defaults, snooze: 'd' } }],
  ['A number is needed', settingsPatch, { holdout: null }],
  ['A whole number is needed', settingsPatch, { defaults: { ...defaults, lifetime: 1.5 } }],
  ['Fill this in', z.string().min(1), ''],
  ['A name is needed', z.object({ name: z.string().min(1) }), { name: '' }],
  [
    'Fill this in',
    z.object({ meter: z.object({ name: z.string().min(1) }) }),
    { meter: { name: '' } },
  ],
  ['At least one is needed', z.array(z.string()).min(1), []],
  ['At most 3 characters', z.string().max(3), 'long'],
  ['Which trait?', traitPath, 'account.'],
  ['One of: assumed, required', settingsPatch, { consent: 'asked' }],
])('a field says “%s”', (words, schema, value) => {
  const { error } = schema.safeParse(value)
  expect(issuesOf(error ?? expect.fail()).map((one) => issueInWords(one).message)).toEqual([words])
})

test('where a file is wrong, what stands in the file is said', () => {
  const { error } = trigger.shape.weight.safeParse(101)
  const [issue] = issuesOf(error ?? expect.fail())
  const inFile = { path: 'holdout', message: 'At most 0.5', line: 3 }
  expect(issueInWords(inFile)).toBe(inFile)
  expect(issueInWords(issue ?? expect.fail()).message).toBe('At most 100')
})
