// A file of definitions is taken whole or not at all, and what comes out of it is what went in.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { printFile } from '../../../shared/file/format.ts'
import type { Planned } from '../../../shared/file/plan.ts'
import { openWorkspaceConnection } from '../../store/open.ts'
import { exportPipeline, hit, noon, tester, testPipeline, workspace } from '../test-pipeline.ts'
import type { ExportRequest, ImportRequest } from './requests.ts'
import { anyDefinitions } from './test-definitions.ts'

const schema = 'https://brim.example.com/brim.schema.json'

async function fresh(make = testPipeline) {
  const test = await make()
  const wish = { publish: true, remove: false, base: null, dryRun: false, by: tester, at: noon }
  return {
    ...test,
    take: (text: string, more: Partial<ImportRequest> = {}) =>
      test.pipeline().importFile(workspace, { ...wish, text, ...more }),
    print: (state: ExportRequest['state']) =>
      test.pipeline().exportFile(workspace, { state, schema }),
  }
}

async function kept(make = testPipeline) {
  const test = await fresh(make)
  onTestFinished(test.close)
  return test
}

const file = (more: object) => JSON.stringify({ format: 1, ...more }, null, 2)
const planOf = (result: Awaited<ReturnType<Awaited<ReturnType<typeof fresh>>['take']>>) => {
  if (result.kind !== 'applied' && result.kind !== 'planned')
    throw new Error(JSON.stringify(result))
  return result.plan
}
const whats = (definitions: readonly Planned[]) =>
  Object.fromEntries(definitions.map(({ kind, key, what }) => [`${kind} ${key}`, what]))

test('what is exported, imported elsewhere and exported again is the same to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(anyDefinitions, fc.boolean(), async (definitions, publish) => {
      const isPaused = (one: (typeof definitions)[number]) => publish && one.isPaused
      const given = printFile(
        definitions.map((one) => ({ ...one, isPaused: isPaused(one) })),
        schema,
      )
      const state = publish ? 'published' : 'draft'
      const [one, other] = [await fresh(), await fresh()]
      try {
        planOf(await one.take(given, { publish }))
        const first = await one.print(state)
        expect(first).toBe(given)
        planOf(await other.take(first, { publish }))
        expect(await other.print(state)).toBe(first)

        const before = await other.rows('SELECT * FROM definitions ORDER BY kind, key')
        const again = planOf(await other.take(first, { publish, remove: true, at: noon + 1 }))
        expect(again.definitions.every(({ what }) => what === 'unchanged')).toBe(true)
        expect(await other.rows('SELECT * FROM definitions ORDER BY kind, key')).toEqual(before)
      } finally {
        await one.close()
        await other.close()
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)

test('what is published by a file is what decides from then on', async () => {
  const from = await kept(exportPipeline)
  const to = await kept()
  planOf(await to.take(await from.print('published')))
  for (let i = 0; i < 3; i++) await to.submit(noon + i, [hit('export', noon + i)])
  expect(await to.rows('SELECT trigger FROM signals')).toEqual([{ trigger: 'export-wall' }])
})

test('what is published is compiled as often for a long file as for a short one', async () => {
  const loadsFor = async (nudges: number) => {
    let loads = 0
    const folder = await mkdtemp(join(tmpdir(), 'brim-import-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const { take } = await kept(() =>
      testPipeline({
        open: async (id) => {
          const connection = await openWorkspaceConnection({ kind: 'files', folder }, id)
          const begin = async () => {
            const transaction = await connection.begin()
            const batch: typeof transaction.batch = (statements) => {
              if (statements.some((one) => String(one).includes('published IS NOT NULL'))) loads++
              return transaction.batch(statements)
            }
            return { ...transaction, batch }
          }
          return { ...connection, begin }
        },
      }),
    )
    const copy = {
      en: { title: 'Go on', actions: [{ kind: 'contact', label: 'Ask', url: '/ask' }] },
    }
    const rest = { name: 'One', format: 'modal', placement: 'page', offer: 'up', copy }
    const offers = { up: { kind: 'learn_more', name: 'Up' } }
    const all = Object.fromEntries(Array.from({ length: nudges }, (_, i) => [`n${i}`, rest]))
    const plan = planOf(await take(file({ offers, nudges: all })))
    expect(plan.definitions).toHaveLength(nudges + 1)
    expect(loads).toBeGreaterThan(0)
    return loads
  }
  expect(await loadsFor(20)).toBe(await loadsFor(1))
})

test('one fault anywhere, and nothing of the file is taken', async () => {
  const { take, rows } = await kept()
  const result = await take(
    file({
      plans: { team: { name: 'Team', tier: 1 } },
      offers: { up: { kind: 'upgrade', name: 'Up', plan: 'tema' } },
    }),
  )
  expect(result).toEqual({
    kind: 'invalid',
    issues: [{ path: 'offers.up.plan', message: 'There is no plan "tema"', line: 13 }],
  })
  expect(await rows('SELECT * FROM definitions')).toEqual([])
  expect(await rows('SELECT * FROM versions')).toEqual([])
})

test('triggers that would wait for each other are refused together', async () => {
  const { take, rows } = await kept()
  const waitsFor = (trigger: string) => ({
    name: trigger,
    family: 'limit',
    subject: 'account',
    when: { measure: { signals: { trigger, within: '7d', of: 'account' } }, gte: 1 },
  })
  const result = await take(file({ triggers: { a: waitsFor('b'), b: waitsFor('a') } }))
  expect(result).toMatchObject({
    kind: 'invalid',
    issues: [
      { path: 'triggers.a.when.measure.signals.trigger' },
      { path: 'triggers.b.when.measure.signals.trigger' },
    ],
  })
  expect(await rows('SELECT * FROM definitions')).toEqual([])
})

test('a plan is only said; it holds until somebody changes something', async () => {
  const { take, rows, publish } = await kept()
  await publish('plan', { key: 'team', name: 'Team', tier: 1 })
  await publish('plan', { key: 'old', name: 'Old', tier: 0 })
  const text = file({
    plans: {
      team: { name: 'Crew', tier: 1, limits: { seats: 5 } },
      free: { name: 'Free', tier: 0 },
    },
  })
  const plan = planOf(await take(text, { dryRun: true }))
  expect(whats(plan.definitions)).toEqual({
    'plan free': 'new',
    'plan old': 'kept',
    'plan team': 'changed',
  })
  expect(plan.definitions.find(({ key }) => key === 'team')?.differences).toEqual([
    { path: 'limits.seats', after: 5 },
    { path: 'name', before: 'Team', after: 'Crew' },
  ])
  expect(await rows('SELECT count(*) AS count FROM definitions')).toEqual([{ count: 2 }])

  await publish('plan', { key: 'other', name: 'Other', tier: 3 })
  expect(await take(text, { base: plan.base })).toMatchObject({ kind: 'conflict' })
  expect(await rows('SELECT count(*) AS count FROM definitions')).toEqual([{ count: 3 }])
  const newer = planOf(await take(text, { dryRun: true }))
  expect(await take(text, { base: newer.base })).toMatchObject({ kind: 'applied' })
})

test('what is not in the file goes only where that is asked for, and nothing refers to it', async () => {
  const { take, rows } = await kept(exportPipeline)
  const all = { free: { name: 'Free', tier: 0 } }
  const result = await take(file({ plans: all }), { remove: true })
  expect(planOf(result).definitions.filter(({ what }) => what === 'deleted')).toHaveLength(4)
  expect(await rows('SELECT kind, key FROM definitions')).toEqual([{ kind: 'plan', key: 'free' }])
  expect(await rows('SELECT * FROM measures')).toEqual([])
})

test('a published nudge that is not in the file is no reason to keep silent about its offer', async () => {
  const { take } = await kept(exportPipeline)
  const nudge = JSON.parse(await (await kept(exportPipeline)).print('published')).nudges
  const result = await take(file({ nudges: nudge }), { remove: true, publish: false })
  expect(result).toMatchObject({
    kind: 'invalid',
    issues: expect.arrayContaining([
      expect.objectContaining({
        path: 'offers.team-trial',
        message: expect.stringContaining('the nudge “Export” refers to it'),
      }),
    ]),
  })
})

test('a draft that somebody has saved and not published is named before it is replaced', async () => {
  const { take, publish, pipeline } = await kept()
  await publish('plan', { key: 'team', name: 'Team', tier: 1 })
  const body = { key: 'team', name: 'In the making', tier: 1, prices: [], limits: {}, features: [] }
  await pipeline().save(workspace, { kind: 'plan', body, publish: false, by: tester, at: noon })
  const same = planOf(await take(file({ plans: { team: { name: 'Team', tier: 1 } } })))
  expect(same.definitions).toMatchObject([{ what: 'unchanged' }])
  const other = planOf(await take(file({ plans: { team: { name: 'Crew', tier: 1 } } })))
  expect(other.definitions).toMatchObject([{ what: 'changed', losesDraft: true }])
})

test('a meter of which no reading has come is a note, and no fault', async () => {
  const { take } = await kept()
  const when = { measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 0.8 }
  const text = file({
    triggers: { full: { name: 'Full', family: 'limit', subject: 'account', when } },
  })
  expect(planOf(await take(text)).notes).toMatchObject([
    { path: 'triggers.full.when.measure.meter.name', line: 11 },
  ])
})
