/** What Tideboard sells, and what its prompts propose. */
import { type Offer, offer, type Plan, plan } from '../../../shared/definition/plan.ts'

/** Integer cents of EUR per seat and month. */
export const seatPrices = { free: 0, team: 900, business: 1900 } as const
export type PlanKey = keyof typeof seatPrices

export function isPlanKey(text: unknown): text is PlanKey {
  return typeof text === 'string' && Object.hasOwn(seatPrices, text)
}

/** Monthly recurring revenue in cents. */
export function mrrOf(planKey: PlanKey, seats: number): number {
  return seatPrices[planKey] * seats
}

const perSeat = (amount: number) => ({
  amount,
  currency: 'EUR',
  interval: 'month' as const,
  per: 'seat' as const,
})

/** Storage in gigabytes. */
export const plans: Plan[] = [
  { key: 'free', name: 'Free', tier: 0, limits: { boards: 3, seats: 5, storage: 1 } },
  {
    key: 'team',
    name: 'Team',
    tier: 1,
    prices: [perSeat(seatPrices.team)],
    limits: { boards: null, seats: 25, storage: 100 },
    features: ['export', 'timeline', 'automations'],
  },
  {
    key: 'business',
    name: 'Business',
    tier: 2,
    prices: [perSeat(seatPrices.business)],
    limits: { boards: null, seats: null, storage: null },
    features: ['export', 'timeline', 'automations', 'audit-log', 'sso'],
  },
].map((one) => plan.parse(one))

export const offers: Offer[] = [
  { key: 'team-trial', name: 'Team, free for 14 days', kind: 'trial', plan: 'team', lasts: '14d' },
  { key: 'team-upgrade', name: 'Upgrade to Team', kind: 'upgrade', plan: 'team' },
  { key: 'team-first-month', name: 'Team, first month free', kind: 'upgrade', plan: 'team' },
  { key: 'business-upgrade', name: 'Upgrade to Business', kind: 'upgrade', plan: 'business' },
  { key: 'extra-seats', name: 'Five more seats', kind: 'seats', seats: 5 },
  { key: 'talk-to-us', name: 'A conversation about limits', kind: 'contact' },
  { key: 'timeline-guide', name: 'How the timeline works', kind: 'learn_more' },
].map((one) => offer.parse(one))
