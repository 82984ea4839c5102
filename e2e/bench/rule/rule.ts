/** One rule, as the trigger language says it: the language's own example. */
import { trigger } from '../../../shared/definition/trigger.ts'

export const rule = trigger.parse({
  key: 'export-paywall-team',
  name: 'A team keeps hitting the export paywall',
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
      { measure: { distinct: { of: 'user', event: 'paywall_hit', within: '7d' } }, gte: 2 },
      {
        any: [
          { measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 },
          { trait: 'user.role', in: ['admin', 'owner'] },
        ],
      },
      { trait: 'account.plan', in: ['free', 'pro'] },
    ],
  },
  cooldown: '14d',
})
