// What the console asks for again and again must not read whole tables: the log grows without end.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client, InArgs, InStatement } from '@libsql/client'
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql'
import { expect, onTestFinished, test } from 'vitest'
import { openWorkspaceStore } from '../../open.ts'
import { listBilling, listMapped, listUnmatched } from './billing.ts'
import { listHeard } from './heard.ts'
import { readOverview } from './overview.ts'
import { listPictures } from './pictures.ts'
import { findAccountsOfRequesters, findUsersByEmail, listWaiting } from './requesters.ts'
import { lookAtBought, lookAtEarned, lookAtErased } from './results-bought.ts'
import { lookAtArmsEarned, lookAtUnits } from './results-experiment.ts'
import { readShowings } from './results-showings.ts'
import { lookAt, together } from './results-statement.ts'
import { readProgress } from './start.ts'
import { readTimeline } from './timeline.ts'
import { isToldSince } from './told.ts'
import { findVersion, listVersions } from './versions.ts'

/** The steps of SQLite's plan for every statement that a query sends. */
async function planOf(
  query: (db: LibSQLDatabase, client: Client) => Promise<unknown>,
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'brim-plans-'))
  const { client, close } = await openWorkspaceStore({ kind: 'files', folder }, 'w1')
  onTestFinished(async () => {
    close()
    await rm(folder, { recursive: true, force: true })
  })
  const sent: { sql: string; args: InArgs }[] = []
  const keep = (statement: InStatement) =>
    void (typeof statement === 'object' && sent.push({ args: [], ...statement }))
  const listening = new Proxy(client, {
    get(target, name) {
      if (name === 'execute') {
        return (statement: InStatement) => {
          keep(statement)
          return target.execute(statement)
        }
      }
      if (name === 'batch') {
        return (statements: InStatement[]) => {
          for (const one of statements) keep(one)
          return target.batch(statements)
        }
      }
      return Reflect.get(target, name)
    },
  })
  await query(drizzle(listening, { casing: 'snake_case' }), listening)
  const plans = sent.map(({ sql, args }) =>
    client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args }),
  )
  return (await Promise.all(plans)).flatMap(({ rows }) => rows.map((row) => String(row.detail)))
}

test('the overview counts without reading the log', async () => {
  const plan = await planOf((db) => readOverview(db, 0))
  expect(plan.length).toBeGreaterThan(3)
  expect(plan.filter((step) => /\bevents\b/.test(step))).toEqual([])
  expect(plan.filter((step) => /^SCAN (signals|impressions|hours)\b/.test(step))).toEqual([])
})

test('the newest of everything is read from the ends of indexes', async () => {
  const plan = await planOf((db) => readTimeline(db, { limit: 50 }))
  expect(plan.filter((step) => /TEMP B-TREE/.test(step))).toEqual([])
  expect(plan).toContainEqual(expect.stringContaining('decisions_asked'))
  expect(plan).toContainEqual(expect.stringContaining('signals_fired'))
})

test('whether a signed token is out of date is read from the few entries that tell traits', async () => {
  for (const who of [{ account: 'acme' }, { account: 'acme', user: 'mara' }]) {
    const plan = await planOf((db) => isToldSince(db, who, 0))
    expect(plan).toEqual([expect.stringContaining('USING INDEX events_told')])
  }
})

test('how far the setting up has come is read from the ends of the log and of what was shown', async () => {
  const plan = await planOf((db) => readProgress(db))
  expect(plan).toContainEqual(expect.stringContaining('impressions_at'))
  // The log is walked from its end, and no further than the limit.
  expect(plan.filter((step) => /^SEARCH events|USING INDEX events/.test(step))).toEqual([])
  expect(plan.filter((step) => /^SCAN (impressions|accounts|users)$/.test(step))).toEqual([])
})

test('what was heard of is read by its days, without the log', async () => {
  const plan = await planOf((db) => listHeard(db, 20_000))
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH heard USING .*\(day>\?\)/))
  expect(plan.filter((step) => /^SCAN|\bevents\b/.test(step))).toEqual([])
})

test('the newest pictures are read from the end of an index', async () => {
  const plan = await planOf((db) => listPictures(db, 60))
  expect(plan).toContainEqual(expect.stringContaining('pictures_created'))
})

test('what billing sent is read from its newest end, and who waits for an account without the others', async () => {
  const [list] = await planOf((db) => listBilling(db, 'stripe', 50))
  expect(list).toContain('billing_events_of')
  const [unmatched] = await planOf((db) => listUnmatched(db, 'stripe', 100))
  expect(unmatched).toContain('billing_events_unmatched')
  const [mapped] = await planOf((db) => listMapped(db, 'stripe', 100))
  expect(mapped).toContain('billing_links_by_hand')
})

test('who asks a help desk is found by their address and their id, and who waits without the others', async () => {
  const emails = ['mara@example.com', 'nora@example.com']
  expect(await planOf((db) => findUsersByEmail(db, emails))).toContainEqual(
    expect.stringMatching(/^SEARCH users USING INDEX users_email/),
  )
  const [known] = await planOf((db) => findAccountsOfRequesters(db, 'intercom', ['contact:1']))
  expect(known).toMatch(/^SEARCH requesters USING INDEX/)
  const [waiting] = await planOf((db) => listWaiting(db, 'intercom', 100))
  expect(waiting).toContain('waiting_inquiries_of')
})

test('versions are read by their key, newest first, without sorting', async () => {
  const which = { kind: 'nudge', key: 'wall' } as const
  const plan = [
    ...(await planOf((db) => listVersions(db, which, 9))),
    ...(await planOf((db) => findVersion(db, which, 3))),
  ]
  expect(plan).toEqual([
    expect.stringContaining('SEARCH versions USING INDEX'),
    expect.stringContaining('SEARCH versions USING INDEX'),
  ])
})

test('results read the showings of their days, in order, and of purchases those that name one', async () => {
  const days = { start: 0, end: 1, nudge: undefined }
  const shown = await planOf(async (_, client) => {
    for await (const _ of readShowings(client, days, 'plan'));
  })
  expect(shown).toContainEqual(expect.stringMatching(/^SEARCH i USING INDEX impressions_at/))
  expect(shown).toContainEqual(expect.stringContaining('SEARCH o USING INDEX'))
  expect(shown.filter((step) => /TEMP B-TREE/.test(step))).toEqual([])

  const looks = {
    bought: lookAtBought(days),
    earned: lookAtEarned(days),
    erased: lookAtErased(days),
    units: lookAtUnits(days, 'user'),
    arms: lookAtArmsEarned(days, 'account'),
  }
  const bought = await planOf((_, client) => lookAt(client, together(looks)))
  expect(bought).toContainEqual(expect.stringContaining('outcomes_converted'))
  expect(bought).toContainEqual(expect.stringContaining('conversions_decision'))
  expect(bought.filter((step) => /^SCAN (i|o|c|conversions)$/.test(step))).toEqual([])
})
