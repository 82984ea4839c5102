import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import {
  type AccountFilters,
  accountOrders,
  claimFilters,
} from '../../../../shared/account/account-view.ts'
import { dayMs } from '../../../../shared/value/duration.ts'
import { openWorkspaceStore } from '../../open.ts'
import { accounts, claims, meters, signals, users } from '../schema.ts'
import { rankAccounts } from './ranked-accounts.ts'

const now = 1_000 * dayMs
const person = 'ann@example.com'

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'brim-ranking-'))
  const store = await openWorkspaceStore({ kind: 'files', folder }, 'w1')
  onTestFinished(async () => {
    store.close()
    await rm(folder, { recursive: true, force: true })
  })
  return store.db
}

type Known = {
  name: string | null
  plan: string | null
  seenDaysAgo: number
  signals: { trigger: string; ageDays: number; state: 'active' | 'expired' | 'cancelled' }[]
  meters: { used: number; limit: number | null }[]
  claim: { by: string; state: 'open' | 'over' } | null
}

const anyAccount: fc.Arbitrary<Known> = fc.record({
  name: fc.option(fc.constantFrom('Acme', 'acorn', 'Zebra 100%', 'Quokka_1')),
  plan: fc.option(fc.constantFrom('free', 'pro')),
  seenDaysAgo: fc.integer({ min: 0, max: 40 }),
  signals: fc.array(
    fc.record({
      trigger: fc.constantFrom('walls', 'seats', 'growth'),
      ageDays: fc.integer({ min: 0, max: 9 }),
      state: fc.constantFrom('active', 'expired', 'cancelled'),
    }),
    { maxLength: 5 },
  ),
  meters: fc.array(
    fc.record({ used: fc.integer({ min: 0, max: 20 }), limit: fc.option(fc.constantFrom(0, 10)) }),
    { maxLength: 2 },
  ),
  claim: fc.option(
    fc.record({
      by: fc.constantFrom(person, 'ben@example.com'),
      state: fc.constantFrom('open', 'over'),
    }),
  ),
})

const anyFilters: fc.Arbitrary<AccountFilters> = fc.record({
  order: fc.constantFrom(...accountOrders),
  query: fc.constantFrom('', '', '', 'ac', '100%', '_', 'a1'),
  signal: fc.constantFrom('', '', '*', 'walls'),
  plan: fc.constantFrom('', '', 'pro'),
  fullness: fc.constantFrom(0, 0, 50, 100),
  claim: fc.constantFrom(...claimFilters),
  seenDays: fc.constantFrom(0, 0, 7),
})

const active = (one: Known) => one.signals.filter(({ state }) => state === 'active')
const fullness = (one: Known) =>
  Math.max(...one.meters.map(({ used, limit }) => (limit ? (used * 100) / limit : -1)), -1)

/** The same, read naively. */
function expected(all: Known[], filters: AccountFilters): string[] {
  const held = ({ claim }: Known) => claim !== null && claim.state === 'open'
  const kept = all
    .map((one, i) => ({ ...one, id: `a${i}` }))
    .filter((one) => {
      const text = filters.query.toLowerCase()
      const shown = active(one)
      return (
        (one.id.includes(text) || (one.name ?? '').toLowerCase().includes(text)) &&
        (filters.signal === '' ||
          (filters.signal === '*'
            ? shown.length > 0
            : shown.some((signal) => signal.trigger === filters.signal))) &&
        (filters.plan === '' || one.plan === filters.plan) &&
        (filters.fullness === 0 || fullness(one) >= filters.fullness) &&
        (filters.seenDays === 0 || one.seenDaysAgo <= filters.seenDays) &&
        (filters.claim === '' ||
          (filters.claim === 'free' && !held(one)) ||
          (filters.claim === 'held' && held(one)) ||
          (filters.claim === 'mine' && held(one) && one.claim?.by === person))
      )
    })
  const ranks: Record<
    AccountFilters['order'],
    (one: (typeof kept)[number]) => (number | string)[]
  > = {
    ready: (one) => [
      -new Set(active(one).map(({ trigger }) => trigger)).size,
      Math.min(...active(one).map(({ ageDays }) => ageDays), 99),
    ],
    recent: () => [],
    fullest: (one) => [-fullness(one)],
    name: (one) => [(one.name ?? one.id).toLowerCase()],
  }
  return kept
    .map((one) => ({ id: one.id, rank: [...ranks[filters.order](one), one.seenDaysAgo, one.id] }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ id }) => id)
}

function compare(a: (number | string)[], b: (number | string)[]): number {
  const at = a.findIndex((one, i) => one !== b[i])
  return at < 0 ? 0 : (a[at] as number) < (b[at] as number) ? -1 : 1
}

test('ranks and narrows as somebody would who reads every row', async () => {
  const db = await open()
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAccount, { minLength: 1, maxLength: 12 }),
      fc.array(anyFilters, { minLength: 4, maxLength: 4 }),
      async (all, filterings) => {
        for (const table of [accounts, claims, meters, signals, users]) await db.delete(table)
        await insert(db, all)
        for (const filters of filterings) {
          const asked = { filters, person, now }
          const ids = expected(all, filters)
          const whole = await rankAccounts(db, { ...asked, offset: 0, limit: 50 })
          expect(whole.accounts.map(({ id }) => id)).toEqual(ids)
          expect(whole.total).toBe(ids.length)
          const page = await rankAccounts(db, { ...asked, offset: 2, limit: 3 })
          expect(page.accounts.map(({ id }) => id)).toEqual(ids.slice(2, 5))
        }
      },
    ),
    { numRuns: 60 },
  )
})

type Db = Awaited<ReturnType<typeof open>>

async function insert(db: Db, all: Known[]) {
  for (const [i, one] of all.entries()) {
    const account = `a${i}`
    const at = now - one.seenDaysAgo * dayMs
    await db.insert(accounts).values({
      id: account,
      // What browsers say counts where nobody knows better.
      traits: one.plan ? { plan: one.plan } : {},
      hints: one.name ? { name: one.name } : {},
      firstSeenAt: at,
      lastSeenAt: at,
    })
    const row = (signal: Known['signals'][number], n: number) => ({
      id: `${account}-${n}`,
      trigger: signal.trigger,
      family: 'paywall' as const,
      subject: 'account' as const,
      account,
      user: null,
      firedAt: now - signal.ageDays * dayMs,
      expiresAt: signal.state === 'expired' ? now : now + dayMs,
      cancelledAt: signal.state === 'cancelled' ? now : null,
      recommends: null,
      evidence: [],
    })
    if (one.signals.length > 0) await db.insert(signals).values(one.signals.map(row))
    const readings = one.meters.map((meter, n) => ({
      ...meter,
      account,
      name: `m${n}`,
      resetsAt: null,
      at: now,
    }))
    if (readings.length > 0) await db.insert(meters).values(readings)
    if (one.claim) {
      const until = one.claim.state === 'over' ? now : null
      await db.insert(claims).values({ account, by: one.claim.by, kind: 'claim', at: now, until })
    }
  }
}

test('tells of each trigger its newest signal, and the fullest meter', async () => {
  const db = await open()
  const plain: Known = {
    name: null,
    plan: null,
    seenDaysAgo: 0,
    signals: [],
    meters: [],
    claim: null,
  }
  await insert(db, [
    {
      ...plain,
      signals: [
        { trigger: 'walls', ageDays: 3, state: 'active' },
        { trigger: 'walls', ageDays: 1, state: 'active' },
        { trigger: 'seats', ageDays: 2, state: 'active' },
        { trigger: 'growth', ageDays: 0, state: 'cancelled' },
      ],
      meters: [
        { used: 4, limit: 10 },
        { used: 900, limit: null },
      ],
    },
  ])
  const filters = {
    order: 'ready',
    query: '',
    signal: '',
    plan: '',
    fullness: 0,
    claim: '',
    seenDays: 0,
  } as const
  const {
    accounts: [first],
  } = await rankAccounts(db, { filters, person, now, offset: 0, limit: 9 })
  expect(first?.signals.map(({ id }) => id)).toEqual(['a0-1', 'a0-2'])
  expect(first?.fullest).toEqual({ name: 'm0', used: 4, limit: 10 })
})
