/** When an account of Tideboard, or a person in it, is ready for more: one trigger of each family. */
import type { z } from 'zod'
import { type Trigger, trigger } from '../../../shared/definition/trigger.ts'

const onFree = { trait: 'account.plan', eq: 'free' } as const
/** A trial opens what they ask for, so it ends them too. */
const cancelOn = ['plan_changed', 'nudge_trial_started']

const authored: z.input<typeof trigger>[] = [
  {
    key: 'boards-full',
    name: 'Every board of the free plan is in use',
    family: 'limit',
    subject: 'account',
    when: { all: [{ measure: { meter: { name: 'boards', read: 'ratio' } }, gte: 1 }, onFree] },
    cooldown: '7d',
    expires: '30d',
    cancelOn,
    recommends: 'team-upgrade',
    weight: 20,
  },
  {
    key: 'export-wanted',
    name: 'An account keeps reaching for the export',
    family: 'paywall',
    subject: 'account',
    when: {
      all: [
        {
          measure: {
            count: { event: 'paywall_hit', where: { feature: { eq: 'export' } }, within: '7d' },
          },
          gte: 3,
        },
        onFree,
      ],
    },
    cooldown: '7d',
    expires: '14d',
    cancelOn,
    recommends: 'team-trial',
    weight: 30,
  },
  {
    key: 'departments-join',
    name: 'Several departments fill the seats',
    family: 'collaboration',
    subject: 'account',
    when: {
      all: [
        {
          measure: {
            distinct: { of: 'property.department', event: 'member_invited', within: '60d' },
          },
          gte: 2,
        },
        { measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 },
        onFree,
      ],
    },
    cooldown: '14d',
    expires: '30d',
    cancelOn,
    recommends: 'team-upgrade',
    weight: 25,
  },
  {
    key: 'timeline-regular',
    name: 'Someone plans by the timeline',
    family: 'premium_engagement',
    subject: 'user',
    when: {
      all: [
        {
          any: [
            {
              measure: {
                count: {
                  event: 'feature_used',
                  where: { feature: { eq: 'timeline' } },
                  within: '7d',
                },
              },
              gte: 5,
            },
            {
              measure: {
                sum: {
                  event: 'feature_used',
                  property: 'minutes',
                  where: { feature: { eq: 'timeline' } },
                  within: '7d',
                },
              },
              gte: 60,
            },
          ],
        },
        onFree,
      ],
    },
    cooldown: '14d',
    expires: '14d',
    cancelOn,
    recommends: 'team-trial',
    weight: 15,
  },
  {
    key: 'asked-about-limits',
    name: 'Someone asks support about limits, billing or permissions',
    family: 'support',
    subject: 'user',
    when: {
      all: [
        {
          measure: {
            count: {
              event: 'support_inquiry',
              where: { topic: { in: ['limits', 'billing', 'permissions'] } },
              within: '14d',
            },
          },
          gte: 1,
        },
        onFree,
      ],
    },
    cooldown: '14d',
    expires: '7d',
    cancelOn,
    recommends: 'talk-to-us',
    weight: 20,
  },
  {
    key: 'whole-workflow',
    name: 'An account uses most of what there is',
    family: 'expansion_of_use',
    subject: 'account',
    when: {
      all: [
        { measure: { distinct: { of: 'feature', event: 'feature_used', within: '14d' } }, gte: 5 },
        { measure: { count: { event: 'feature_used', within: '14d' } }, gte: 12 },
        onFree,
      ],
    },
    cooldown: '14d',
    expires: '30d',
    cancelOn,
    recommends: 'team-upgrade',
    weight: 10,
  },
]

export const triggers: Trigger[] = authored.map((one) => trigger.parse(one))
