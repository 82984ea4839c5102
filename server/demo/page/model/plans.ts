/** What the billing page says of each plan. */
import type { PlanKey } from '../../catalogue/plans.ts'

export type PlanCard = { key: PlanKey; name: string; euros: number; line: string; has: string[] }

export const planCards: PlanCard[] = [
  {
    key: 'free',
    name: 'Free',
    euros: 0,
    line: 'For a small team that is starting.',
    has: ['3 boards', '5 people', '1 GB of files', 'Three weeks of timeline'],
  },
  {
    key: 'team',
    name: 'Team',
    euros: 9,
    line: 'For teams that plan together.',
    has: [
      'Boards without a limit',
      '25 people',
      '100 GB of files',
      'Export to CSV',
      'Six weeks of timeline',
    ],
  },
  {
    key: 'business',
    name: 'Business',
    euros: 19,
    line: 'For several departments.',
    has: ['Everything in Team', 'Any number of people', 'Single sign-on', 'Audit log'],
  },
]

export const planName = (key: string) => planCards.find((one) => one.key === key)?.name ?? key
