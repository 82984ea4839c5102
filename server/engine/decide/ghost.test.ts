// Both sides of an experiment must be counted at the same moments, or they cannot be compared.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formats, nudge, parsePlacement } from '../../../shared/definition/nudge.ts'
import { offer } from '../../../shared/definition/plan.ts'
import { hourMs } from '../../../shared/value/duration.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { compileCatalogue } from '../catalogue.ts'
import { decide } from './decide.ts'
import type { Impression } from './question.ts'

const start = Date.parse('2026-03-04T12:00:00Z')
const placement = parsePlacement('page') ?? { kind: 'page' }

const cap = fc.record({
  every: fc.constantFrom('1h', '6h', '1d', '7d'),
  times: fc.integer({ min: 1, max: 4 }),
})
const authored = fc.record({
  format: fc.constantFrom(...formats),
  caps: fc.record(
    { perUser: cap, perAccount: cap, lifetime: fc.integer({ min: 1, max: 6 }) },
    { requiredKeys: [] },
  ),
  share: fc.integer({ min: 1, max: 9 }),
})
const group = {
  key: 'all',
  of: { tag: 'growth' },
  per: 'account',
  every: '1d',
  times: 1,
} as const
/** Who comes, and how many hours after the one before. */
const visits = fc.array(
  fc.record({ user: fc.constantFrom('u', 'v', 'w'), after: fc.integer({ min: 0, max: 40 }) }),
  { maxLength: 30 },
)

type Authored = typeof authored extends fc.Arbitrary<infer T> ? T : never

function catalogueOf({ format, caps, share }: Authored) {
  const body = nudge.parse({
    key: 'n',
    name: 'N',
    format,
    placement: 'page',
    meter: 'seats',
    offer: 'talk',
    caps,
    tags: ['growth'],
    copy: { en: { title: 'T', actions: [{ kind: 'link', label: 'Go', url: '/go' }] } },
    experiment: {
      key: 'x',
      arms: [
        { key: 'control', weight: share, control: true },
        { key: 'treatment', weight: 10 - share },
      ],
    },
  })
  return compileCatalogue({
    triggers: [],
    meters: [],
    plays: [],
    nudges: [{ body, isLive: true, version: 1, publishedAt: start }],
    offers: [offer.parse({ key: 'talk', name: 'Talk', kind: 'contact' })],
    plans: [],
    settings: settingsOf({ holdout: 0, capGroups: [group] }),
    seed: 'seed',
  })
}

/** The visits at which the account was shown something or would have been, and its arm. */
function exposuresOf(
  catalogue: ReturnType<typeof catalogueOf>,
  account: string,
  schedule: readonly { user: string; after: number }[],
) {
  const impressions: Impression[] = []
  const exposed: number[] = []
  const arms = new Set<string | null>()
  let now = start
  for (const [i, { user, after }] of schedule.entries()) {
    now += after * hourMs
    const facts = {
      now,
      counted: () => 0,
      leavesAt: () => undefined,
      newFeatures: () => 0,
      meter: () => ({ used: 4, limit: 5, resetsAt: null, at: now }),
      meterDays: () => [],
      trials: () => [],
      firstSeenAt: () => undefined,
      trait: () => undefined,
      visit: () => undefined,
    }
    const { winner } = decide(
      catalogue,
      {
        account,
        user,
        locale: null,
        facts,
        plan: undefined,
        signals: [],
        firing: () => undefined,
        impressions,
        wishes: new Map(),
        trials: [],
        claim: null,
        shown: [],
        readiness: null,
        touches: [],
        requests: [],
        consent: null,
        offersMade: new Map(),
      },
      { now, text: 'page', placement, event: null },
    )
    if (!winner) continue
    const { format } = winner.content
    impressions.push({ nudge: 'n', format, user, account, at: now, ghost: winner.isGhost })
    exposed.push(i)
    arms.add(winner.arm)
  }
  return { exposed, arms }
}

test('accounts of either arm are exposed at the same visits, whatever the caps', () => {
  fc.assert(
    fc.property(
      authored,
      visits,
      fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 12 }),
      (given, schedule, accounts) => {
        const catalogue = catalogueOf(given)
        const all = accounts.map((account) => exposuresOf(catalogue, account, schedule))
        for (const one of all) {
          expect(one.exposed).toEqual(all[0]?.exposed)
          expect(one.arms.size).toBeLessThanOrEqual(1)
        }
      },
    ),
  )
})
