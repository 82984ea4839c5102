// What the page says is held against a recount of the raw rows, over whatever chance makes up.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { nudge as nudgeSchema } from '../../shared/definition/nudge.ts'
import { resultCuts } from '../../shared/results/results.ts'
import { dateAt } from '../../shared/value/zone.ts'
import { openWorkspaceStore } from '../store/open.ts'
import { type Question, readResults } from './read.ts'
import { countsOf, seenIn, unitsOf } from './test-recount.ts'
import { type Made, made, write } from './test-rows.ts'

const now = Date.parse('2026-05-01T12:00:00Z')
const arms = [
  { key: 'short', weight: 1 },
  { key: 'long', weight: 1 },
  { key: 'control', weight: 1, control: true as const },
]
const nudge = (unit: 'account' | 'user') =>
  nudgeSchema.parse({
    key: 'export',
    name: 'Export',
    format: 'modal',
    placement: 'paywall:export',
    offer: 'team',
    copy: { en: { title: 'Export', actions: [{ kind: 'trial', label: 'Try' }] } },
    experiment: { key: 'words', unit, arms },
  })

async function fresh(unit: 'account' | 'user' = 'account') {
  const folder = await mkdtemp(join(tmpdir(), 'brim-results-'))
  const store = await openWorkspaceStore({ kind: 'files', folder }, 'w1')
  onTestFinished(async () => {
    store.close()
    await rm(folder, { recursive: true, force: true })
  })
  const body = JSON.stringify(nudge(unit))
  await store.client.batch([
    {
      sql: `INSERT INTO definitions (kind, key, status, revision, version, draft, published, updated_at)
            VALUES ('nudge', 'export', 'live', 1, 1, ?, ?, 0)`,
      args: [body, body],
    },
    {
      sql: `INSERT INTO versions (kind, key, version, body, published_at, published_by)
            VALUES ('nudge', 'export', 1, ?, 0, 'test')`,
      args: [body],
    },
  ])
  return store.client
}

const period = fc
  .record({
    zone: fc.constantFrom('UTC', 'Europe/Vienna', 'America/Los_Angeles', 'Asia/Kolkata'),
    from: fc.integer({ min: 20, max: 31 }).map((day) => `2026-03-${day}`),
    to: fc.integer({ min: 1, max: 9 }).map((day) => `2026-04-0${day}`),
  })
  .map((one) => ({ ...one, now }))

const within = (all: Made, { from, to, zone }: Question, nudge?: string) =>
  seenIn(all).filter(({ at, nudge: of }) => {
    const day = dateAt(at, zone)
    return day >= from && day <= to && (nudge === undefined || of === nudge)
  })

test('every row agrees with a recount, by whatever it is cut', async () => {
  const client = await fresh()
  await fc.assert(
    fc.asyncProperty(made, period, fc.constantFrom(...resultCuts), async (all, asked, by) => {
      await write(client, all)
      const only = by === 'arm' ? 'export' : undefined
      const results = await readResults(client, { ...asked, by, nudge: only })
      const seen = within(all, asked, only)
      expect(results?.total).toMatchObject({ key: null, ...countsOf(seen) })
      const keys = [...new Set(seen.map((one) => one[by]))]
      expect(results?.rows.map((row) => row.key).sort()).toEqual(keys.sort())
      for (const row of results?.rows ?? []) {
        expect(row).toMatchObject(countsOf(seen.filter((one) => one[by] === row.key)))
      }
    }),
    { numRuns: 60 },
  )
})

test('every day agrees with a recount, in any time zone, and so does the period before', async () => {
  const client = await fresh()
  await fc.assert(
    fc.asyncProperty(made, period, async (all, asked) => {
      await write(client, all)
      const results = await readResults(client, asked)
      const { days = [], earlier } = results ?? {}
      expect([days[0]?.day, days.at(-1)?.day]).toEqual([asked.from, asked.to])
      for (const one of [...days, ...(earlier?.days ?? [])]) {
        const seen = within(all, { ...asked, from: one.day, to: one.day })
        const { shown, clicked, trials, converted, revenue } = countsOf(seen)
        expect(one).toMatchObject({
          shown: shown.times,
          people: shown.people,
          clicked: clicked.times,
          trials: trials.accounts,
          converted: converted.times,
          revenue,
        })
      }
      const before = { ...asked, from: earlier?.from ?? '', to: earlier?.to ?? '' }
      expect(earlier?.total).toMatchObject(countsOf(within(all, before)))
    }),
    { numRuns: 30 },
  )
})

test.each(['account', 'user'] as const)(
  'arms that were given by %s agree with a recount',
  async (unit) => {
    const client = await fresh(unit)
    await fc.assert(
      fc.asyncProperty(made, period, async (all, asked) => {
        await write(client, all)
        const results = await readResults(client, { ...asked, nudge: 'export' })
        const recount = unitsOf(within(all, asked, 'export'), all.conversions, unit)
        expect(results?.experiment).toMatchObject({
          unit,
          baseline: 'control',
          moved: recount.moved,
        })
        for (const { key, units, bought, revenue } of results?.experiment?.arms ?? []) {
          expect({ units, bought: bought.hits, revenue }, key).toEqual(recount.of(key as 'short'))
        }
      }),
      { numRuns: 40 },
    )
  },
)

test('says how many conversions name nothing any more', async () => {
  const client = await fresh()
  await fc.assert(
    fc.asyncProperty(made, period, async (all, asked) => {
      await write(client, all)
      const erased = all.conversions.filter(({ messageId, at }) => {
        const day = dateAt(at, asked.zone)
        return messageId.startsWith('erased_') && day >= asked.from && day <= asked.to
      })
      const results = await readResults(client, asked)
      expect(results?.erasedConversions).toBe(erased.length)
    }),
    { numRuns: 20 },
  )
})

test('a nudge that is not there has no results', async () => {
  const client = await fresh()
  const asked = { from: '2026-03-01', to: '2026-03-02', zone: 'UTC', now, nudge: 'nothing' }
  expect(await readResults(client, asked)).toBeUndefined()
})
