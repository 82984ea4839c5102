// Destinations of before get keys, and the plays that named them by their ids name them by these.
import { expect, test } from 'vitest'
import { key } from '../../../shared/value/key.ts'
import { keyOf } from '../../../shared/value/key-of.ts'
import { migratedFrom } from './test-migration.ts'

const migrated = (named: string[], definitions: [table: string, body: object][] = []) =>
  migratedFrom('0018', async (client) => {
    for (const [i, name] of named.entries()) {
      await client.execute({
        sql: `INSERT INTO destinations (id, kind, name, hears, settings, state, created_at, updated_at)
              VALUES (?, 'slack', ?, '{}', '{}', 'on', ?, 0)`,
        args: [`dst_X${i}`, name, i],
      })
    }
    for (const [sql, body] of definitions) {
      await client.execute({ sql, args: [JSON.stringify(body)] })
    }
  })

test('keys are made of names, as they are of new ones, and are each one’s own', async () => {
  const names = ['#sales', 'Team — West (2)', '日本', '日本', 'Sales', '  sales  ', 'x'.repeat(80)]
  const client = await migrated(names)
  const { rows } = await client.execute('SELECT key FROM destinations ORDER BY created_at')
  const keys = rows.map((row) => String(row.key))
  expect(keys).toEqual([
    'sales',
    keyOf('Team — West (2)'),
    'slack-dst-x2',
    'slack-dst-x3',
    'slack-dst-x4',
    'slack-dst-x5',
    'x'.repeat(64),
  ])
  for (const one of keys) expect(key.safeParse(one).success).toBe(true)
})

const play = (destination: string) => ({
  key: 'p',
  name: 'P',
  when: { triggers: ['t'], families: [] },
  for: {},
  actions: [
    { kind: 'nudge', nudges: ['b', 'a'] },
    { kind: 'alert' },
    { kind: 'task', destination },
    { kind: 'webhook', destination: 'dst_removed' },
  ],
  priority: 0,
  stops: true,
})

test('plays name them by these, in all that is kept of them, and nothing else of them is another', async () => {
  const columns = 'status, revision, version, draft, published, updated_at, updated_by'
  const client = await migrated(
    ['Our HubSpot'],
    [
      [
        `INSERT INTO definitions (kind, key, ${columns}) VALUES ('play', 'p', 'live', 3, 1, ?1, ?1, 0, 'x')`,
        play('dst_X0'),
      ],
      [
        `INSERT INTO definitions (kind, key, ${columns}) VALUES ('play', 'q', 'draft', 1, 0, ?, NULL, 0, 'x')`,
        play('dst_X0'),
      ],
      [
        `INSERT INTO definitions (kind, key, ${columns}) VALUES ('nudge', 'n', 'draft', 1, 0, ?, NULL, 0, 'x')`,
        { actions: 1 },
      ],
      [
        `INSERT INTO versions (kind, key, version, body, published_at, published_by) VALUES ('play', 'p', 1, ?, 0, 'x')`,
        play('dst_X0'),
      ],
      [
        `INSERT INTO publications (kind, key, at, body, scheduled_at, scheduled_by) VALUES ('play', 'p', 9, ?, 0, 'x')`,
        play('dst_X0'),
      ],
    ],
  )
  const bodies = async (sql: string) =>
    (await client.execute(sql)).rows.map(({ body }) => body && JSON.parse(String(body)))
  const named = play('our-hubspot')
  expect(await bodies("SELECT draft AS body FROM definitions WHERE kind = 'play'")).toEqual([
    named,
    named,
  ])
  expect(
    await bodies("SELECT published AS body FROM definitions WHERE kind = 'play' ORDER BY key"),
  ).toEqual([named, null])
  expect(await bodies("SELECT draft AS body FROM definitions WHERE kind = 'nudge'")).toEqual([
    { actions: 1 },
  ])
  expect(await bodies('SELECT body FROM versions')).toEqual([named])
  expect(await bodies('SELECT body FROM publications')).toEqual([named])
})
