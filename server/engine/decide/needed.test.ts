import { expect, test } from 'vitest'
import { type Comparison, copy } from '../../../shared/definition/nudge.ts'
import { neededBy } from './needed.ts'

test('names what no fallback stands in for, once each and in reading order', () => {
  const words = copy.parse({
    title: '{{plan.name}} is full, {{user.name|friend}}',
    body: '**{{meter.boards.used}}** of [{{account.boards}}](https://example.com) for {{plan.name}}',
    list: ['{{offer.lasts|a while}}', '{{offer.price}}'],
    actions: [{ kind: 'link', label: 'See {{offer.plan}}', url: 'https://example.com' }],
  })
  expect(neededBy(words).always).toEqual([
    'plan.name',
    'meter.boards.used',
    'account.boards',
    'offer.price',
    'offer.plan',
  ])
})

test('a fallback in one place stands for that place alone', () => {
  const actions = [{ kind: 'link', label: 'See', url: 'https://example.com' }]
  const words = copy.parse({ title: '{{plan.name|Free}}', body: '{{plan.name}}', actions })
  expect(neededBy(words).always).toEqual(['plan.name'])
})

const actions = [{ kind: 'link', label: 'See', url: 'https://example.com' }]
const row = { label: 'Exports', current: false, offered: true }

test.each<[Partial<Comparison>, string[]]>([
  [{}, ['plan.name', 'offer.plan']],
  [{ current: 'Today' }, ['offer.plan']],
  [{ current: '{{account.tier}}', offered: 'Team' }, ['account.tier']],
  [
    {
      current: 'Today',
      offered: 'Then',
      rows: [{ ...row, current: '{{meter.exports.limit}}', offered: '{{offer.price|more}}' }],
    },
    ['meter.exports.limit'],
  ],
])(
  'a comparison %j needs its own variables, and the plans’ names where it has no heads',
  (given, needed) => {
    const words = copy.parse({ title: 'T', actions, comparison: { rows: [row], ...given } })
    expect(neededBy(words).always).toEqual(needed)
  },
)

test('what a countdown says is needed with the countdown alone', () => {
  const words = copy.parse({ title: 'T', actions, countdown: '{{offer.price}} until' })
  expect(neededBy(words)).toEqual({ always: [], countdown: ['offer.price'] })
})
