/** Beside the demo's six: together the ten that a workspace in use may have. */
import type { z } from 'zod'
import type { trigger } from '../../shared/definition/trigger.ts'

const counted = (event: string, within: string, feature?: string) => ({
  measure: {
    count: { event, within, ...(feature ? { where: { feature: { eq: feature } } } : {}) },
  },
})

export const moreTriggers: z.input<typeof trigger>[] = [
  {
    key: 'invitations',
    name: 'Many are invited in a week',
    family: 'collaboration',
    subject: 'account',
    when: { ...counted('member_invited', '7d'), gte: 5 },
  },
  {
    key: 'storage-fills',
    name: 'Little storage is left',
    family: 'limit',
    subject: 'account',
    when: { measure: { meter: { name: 'storage', read: 'ratio' } }, gte: 0.8 },
  },
  {
    key: 'automations-wanted',
    name: 'Someone wants automations',
    family: 'paywall',
    subject: 'user',
    when: { ...counted('paywall_hit', '14d', 'automations'), gte: 2 },
  },
  {
    key: 'reports-read',
    name: 'Someone reads every report',
    family: 'premium_engagement',
    subject: 'user',
    when: { ...counted('report_opened', '14d'), gte: 10 },
  },
]
