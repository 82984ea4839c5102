import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  defaultTopics,
  type TopicRule,
  type Topics,
  topics,
} from '../../../shared/event/support.ts'
import type { Inquiry } from '../message.ts'
import { firstFitting, judgeInquiry } from './topic.ts'

const inquiry = (more: Partial<Inquiry>): Inquiry => ({
  happened: 'opened',
  words: '',
  tags: [],
  added: [],
  about: {},
  requester: null,
  ...more,
})
const counts = (topic: string) => ({ kind: 'counts', topic })
const leftOut = (why: string) => ({ kind: 'left_out', why: expect.stringContaining(why) })

const rules: TopicRule[] = [
  { topic: 'leaving', tags: [], words: ['cancel'] },
  { topic: 'pricing', tags: ['pricing question', 'sales'], words: ['price', 'how much'] },
]
const set = (more: Partial<Topics> = {}): Topics => ({
  rules,
  otherwise: 'other',
  replies: 'on_topic',
  ...more,
})

test.each<[string, Partial<Inquiry>, Partial<Topics>, unknown]>([
  ['the first rule that fits', { words: 'How much? Else I cancel.' }, {}, counts('leaving')],
  [
    'a tag, whatever stands between its words',
    { tags: ['Pricing_Question'] },
    {},
    counts('pricing'),
  ],
  ['a part of a tag is none', { tags: ['pricing'] }, {}, counts('other')],
  ['what no rule fits', { words: 'hello' }, {}, counts('other')],
  ['the same where it is left out', { words: 'hello' }, { otherwise: null }, leftOut('nothing')],
  ['a reply by its own words', { happened: 'replied', words: 'the price?' }, {}, counts('pricing')],
  [
    'a reply of no words of a rule, though its conversation has a tag',
    { happened: 'replied', words: 'thanks', tags: ['sales'] },
    {},
    leftOut('further message'),
  ],
  [
    'the same where all count',
    { happened: 'replied', words: 'thanks', tags: ['sales'] },
    { replies: 'always' },
    counts('pricing'),
  ],
  [
    'a reply where none counts',
    { happened: 'replied', words: 'price' },
    { replies: 'never' },
    leftOut('do not count'),
  ],
  [
    'a tag that is added',
    { happened: 'tagged', words: 'hello', tags: ['sales'], added: ['sales'] },
    {},
    counts('pricing'),
  ],
  [
    'a tag that says what the message said',
    { happened: 'tagged', words: 'price', tags: ['sales'], added: ['sales'] },
    {},
    leftOut('“pricing” already'),
  ],
  [
    'a second tag of the same topic',
    { happened: 'tagged', tags: ['sales', 'pricing question'], added: ['pricing question'] },
    {},
    leftOut('“pricing” already'),
  ],
  [
    'a tag that no rule names',
    { happened: 'tagged', words: 'price', tags: ['vip'], added: ['vip'] },
    {},
    leftOut('No rule'),
  ],
])('%s', (_, one, more, judged) => {
  expect(judgeInquiry(inquiry(one), set(more))).toEqual(judged)
})

test.each([
  ['What does the Business plan cost per month?', 'pricing'],
  ['Was kostet das? Wo finde ich die Preise', 'pricing'],
  ['We are out of storage', 'limits'],
  ['Please cancel my upgrade', 'cancellation'],
  ['Can I get an invoice?', 'billing'],
  ['We need to add users', 'seats'],
  ['How do I upgrade?', 'upgrade'],
  ['料金を教えてください', 'pricing'],
  ['It does not load', 'other'],
])('by the rules that a new help desk has, “%s” is of %s', (words, topic) => {
  expect(judgeInquiry(inquiry({ words }), defaultTopics)).toEqual(counts(topic))
})

test('the rules that a new help desk has can be saved', () => {
  expect(topics.parse(defaultTopics)).toEqual(defaultTopics)
})

test('a rule that fits nothing is refused, with what is wrong of it', () => {
  const refused = (rule: unknown) =>
    topics.safeParse(set({ rules: [rule as TopicRule] })).error?.issues[0]?.message
  expect(refused({ topic: 'x', tags: [], words: [] })).toBe('A rule needs a word or a tag')
  expect(refused({ topic: 'x', tags: [], words: ['…'] })).toBe('Needs a letter or a digit')
  expect(refused({ topic: '', tags: ['x'], words: [] })).toBeTruthy()
})

test('the topic is that of the first rule with a tag or a word of it, as a naive search tells', () => {
  const word = fc.constantFrom('ab', 'abc', 'b', 'c', 'ca')
  const phrase = fc.array(word, { minLength: 1, maxLength: 2 })
  const tag = fc.constantFrom('t1', 't2', 't3')
  const rule = fc.record({
    topic: fc.constantFrom('one', 'two', 'three'),
    tags: fc.array(tag, { maxLength: 2 }),
    words: fc.array(phrase, { maxLength: 2 }),
  })
  const all = { rules: fc.array(rule), text: fc.array(word), tags: fc.array(tag) }
  fc.assert(
    fc.property(fc.record(all), ({ rules, text, tags }) => {
      const isSaid = (wanted: string[]) =>
        text.some((_, i) => wanted.every((one, at) => text[i + at] === one))
      let expected: string | null = null
      for (const one of [...rules].reverse()) {
        if (one.tags.some((own) => tags.includes(own)) || one.words.some(isSaid))
          expected = one.topic
      }
      const written = rules.map((one) => ({
        ...one,
        tags: one.tags.map((own) => own.toUpperCase()),
        words: one.words.map((words) => words.join('  ')),
      }))
      expect(firstFitting(written, text.join(', '), tags)).toBe(expected)
    }),
    { numRuns: 1_000 },
  )
})
