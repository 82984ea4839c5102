import { expect, test } from 'vitest'
import type { Part } from '../model/source/mapping-conflict.ts'
import { aboutInWords, partInWords } from './mapping.ts'

const event = 'Usage'
test.each<[Part | undefined, string]>([
  [undefined, 'a custom event, without a rule'],
  [[], 'nowhere: each user is an account of one'],
  [
    [{ in: 'group' }, { in: 'group', type: 'company' }, { in: 'trait', name: 'org' }],
    'in its group, else in its group of the type “company”, else in the trait “org”',
  ],
  [[{ in: 'user_id' }], 'in the tool’s user id'],
  [{ means: 'nothing', event }, 'nothing to us'],
  [
    { means: 'paywall_hit', event, feature: { property: 'area' } },
    'a paywall hit, of what “area” says',
  ],
  [
    { means: 'support_inquiry', event, topic: { value: 'limits' } },
    'a support inquiry, about “limits” always',
  ],
  [
    { means: 'meter', event, meter: { value: 'seats' }, used: 'n' },
    'a meter reading, of “seats” always: “n” of no limit',
  ],
  [
    { means: 'meter', event, meter: { property: 'm' }, used: 'n', limit: 'l', resetsAt: 'r' },
    'a meter reading, of what “m” says: “n” of “l”, which resets at “r”',
  ],
])('%j is told in words', (part, words) => {
  expect(partInWords(part)).toBe(words)
})

test('what two mappings differ in has a name, whoever has it', () => {
  const rule = { means: 'nothing', event: 'Wall Seen' } as const
  const of = (path: string, yours?: Part, theirs?: Part) =>
    aboutInWords({ path, base: undefined, yours, theirs, changedBy: 'you' })
  expect(of('account', [], [])).toBe('The account is')
  expect(of('rule:wall seen', rule)).toBe('The event “Wall Seen” is')
  expect(of('rule:wall seen', undefined, rule)).toBe('The event “Wall Seen” is')
})
