/** What a new trigger begins with: one for each way in which accounts become ready. Pure. */
import type { Condition, Family, Trigger } from '../../../../shared/definition/trigger.ts'
import { freeKey as freeOf, keyOf } from '../../../../shared/value/key-of.ts'
import { newLeaf } from './measure.ts'

export type Template = { id: string; name: string; words: string; family: Family; when: Condition }

export const templates: readonly Template[] = [
  {
    id: 'paywall',
    name: 'Keeps hitting a paywall',
    words: 'They reach for a feature that their plan lacks, again and again.',
    family: 'paywall',
    when: { all: [newLeaf('count')] },
  },
  {
    id: 'limit',
    name: 'Comes near a limit',
    words: 'Seats, storage or calls are nearly used up.',
    family: 'limit',
    when: { all: [newLeaf('meter')] },
  },
  {
    id: 'growth',
    name: 'Usage grows fast',
    words: 'They do much more than in the weeks before.',
    family: 'premium_engagement',
    when: {
      all: [
        {
          measure: {
            growth: { of: { count: { event: 'feature_used', within: '14d' } }, minBase: 20 },
          },
          gte: 50,
        },
      ],
    },
  },
  {
    id: 'team',
    name: 'More people join in',
    words: 'Several people of the account use what one began with.',
    family: 'collaboration',
    when: {
      all: [
        { measure: { distinct: { of: 'user', event: 'feature_used', within: '14d' } }, gte: 4 },
      ],
    },
  },
  {
    id: 'breadth',
    name: 'Takes up new features',
    words: 'They have found more of the product than they came for.',
    family: 'expansion_of_use',
    when: { all: [newLeaf('newFeatures')] },
  },
  {
    id: 'ask',
    name: 'Asks for more',
    words: 'They write to support about limits, seats or prices.',
    family: 'support',
    when: {
      all: [{ measure: { count: { event: 'support_inquiry', within: '30d' } }, gte: 1 }],
    },
  },
]

export const templateOf = (id: string | null): Template =>
  templates.find((one) => one.id === id) ?? (templates[0] as Template)

/** A key that is free, from the name: `keeps-hitting-a-paywall-2`. */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  return freeOf(keyOf(name) || 'trigger', taken)
}

export function triggerFrom({ name, family, when }: Template, taken: ReadonlySet<string>): Trigger {
  return {
    key: freeKey(name, taken),
    name,
    family,
    subject: 'account',
    when,
    cooldown: '14d',
    rearm: 'after_cooldown',
    expires: '14d',
    cancelOn: ['plan_changed'],
    weight: 10,
    halfLife: '14d',
  }
}
