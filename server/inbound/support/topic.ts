/** What an inquiry is about, by the rules of its source, or why it does not count. */
import type { TopicRule, Topics } from '../../../shared/event/support.ts'
import type { Inquiry } from '../message.ts'
import { says, spoken, wordsIn } from './words.ts'

export type Judged = { kind: 'counts'; topic: string } | { kind: 'left_out'; why: string }

export function judgeInquiry(inquiry: Inquiry, { rules, otherwise, replies }: Topics): Judged {
  const { happened, words, tags, added } = inquiry
  switch (happened) {
    case 'opened':
      return topicOr(
        firstFitting(rules, words, tags) ?? otherwise,
        'It is about nothing that a rule names',
      )
    case 'replied':
      if (replies === 'never') return leftOut('Further messages do not count by the rules')
      if (replies === 'on_topic') {
        return topicOr(
          firstFitting(rules, words, []),
          'A further message in which no rule finds a word',
        )
      }
      return topicOr(
        firstFitting(rules, words, tags) ?? otherwise,
        'It is about nothing that a rule names',
      )
    case 'tagged': {
      const before = tags.filter((one) => !added.includes(one))
      const topic = firstFitting(rules, '', added)
      if (topic !== null && topic === firstFitting(rules, words, before)) {
        return leftOut(`It counts as “${topic}” already`)
      }
      return topicOr(topic, 'No rule is about a tag that was added')
    }
    default:
      return happened satisfies never
  }
}

const leftOut = (why: string): Judged => ({ kind: 'left_out', why })
const topicOr = (topic: string | null, why: string): Judged =>
  topic === null ? leftOut(why) : { kind: 'counts', topic }

/** The topic of the first rule that one of the tags or of the words fits. */
export function firstFitting(
  rules: readonly TopicRule[],
  words: string,
  tags: readonly string[],
): string | null {
  const text = spoken(words)
  const called = new Set(tags.map(sameTag))
  const fits = (rule: TopicRule) =>
    rule.tags.some((tag) => called.has(sameTag(tag))) || rule.words.some((one) => says(text, one))
  return rules.find(fits)?.topic ?? null
}

/** Help desks write a tag of several words with spaces, `_` or `-`. */
const sameTag = (tag: string) => wordsIn(tag.replaceAll('_', ' ')).join(' ') || tag
