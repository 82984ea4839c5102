import { expect, test } from 'vitest'
import { copy } from '../../../shared/nudge.ts'
import { neededBy } from './needed.ts'

test('names what no fallback stands in for, once each and in reading order', () => {
  const words = copy.parse({
    title: '{{plan.name}} is full, {{user.name|friend}}',
    body: '**{{meter.boards.used}}** of [{{account.boards}}](https://example.com) for {{plan.name}}',
    list: ['{{offer.lasts|a while}}', '{{offer.price}}'],
    actions: [{ kind: 'link', label: 'See {{offer.plan}}', url: 'https://example.com' }],
  })
  expect(neededBy(words)).toEqual([
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
  expect(neededBy(words)).toEqual(['plan.name'])
})
