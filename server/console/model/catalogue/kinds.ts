/** What the catalogue holds, and what each begins as. */
import type { DefinitionBody, DefinitionRecord } from '../../../../shared/definition/definition.ts'
import type { Meter } from '../../../../shared/definition/meter.ts'
import type { Offer, Plan } from '../../../../shared/definition/plan.ts'

export type CatalogueKind = 'plan' | 'offer' | 'meter'
export type CatalogueRecord<K extends CatalogueKind = CatalogueKind> = DefinitionRecord<K>

/** Where the entry of each kind stands in the address. */
export const folders = { plan: 'plans', offer: 'offers', meter: 'meters' } as const

/** In the address, in the place of a key. */
export const newEntry = 'new'

export function blankPlan(plans: readonly Plan[]): Plan {
  const tier = Math.max(-1, ...plans.map((one) => one.tier)) + 1
  return { key: '', name: '', tier: Math.min(tier, 100), prices: [], limits: {}, features: [] }
}

export function blankOffer(plans: readonly Plan[]): Offer {
  const [highest] = plans.toSorted((a, b) => b.tier - a.tier)
  const unnamed = { key: '', name: '' }
  return highest
    ? { ...unnamed, kind: 'upgrade', plan: highest.key }
    : { ...unnamed, kind: 'contact' }
}

export const blankMeter: Meter = {
  key: '',
  name: '',
  used: { count: { event: '' } },
  period: 'month',
  limit: 'plan',
}

export function blankOf(
  kind: CatalogueKind,
  plans: readonly Plan[],
): DefinitionBody<CatalogueKind> {
  switch (kind) {
    case 'plan':
      return blankPlan(plans)
    case 'offer':
      return blankOffer(plans)
    case 'meter':
      return blankMeter
    default:
      return kind satisfies never
  }
}

/** Another kind keeps what both have. */
export function withOfferKind(offer: Offer, kind: Offer['kind'], plan: string): Offer {
  const { key, name } = offer
  const same = 'plan' in offer ? offer.plan : plan
  switch (kind) {
    case 'upgrade':
    case 'ask_admin':
      return { key, name, kind, plan: same }
    case 'trial':
      return { key, name, kind, plan: same, lasts: '14d' }
    case 'seats':
      return { key, name, kind, seats: 5 }
    case 'add_on':
      return { key, name, kind, addOn: '' }
    case 'contact':
    case 'learn_more':
      return { key, name, kind }
    default:
      return kind satisfies never
  }
}
