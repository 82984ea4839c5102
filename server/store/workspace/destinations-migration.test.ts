// The one webhook of before becomes a destination that waits for a secret of its own.
import { drizzle } from 'drizzle-orm/libsql'
import { expect, test } from 'vitest'
import { listDestinations } from './queries/destinations.ts'
import { migratedFrom } from './test-migration.ts'

const migrated = (...statements: string[]) =>
  migratedFrom('0008', async (client) => {
    for (const one of statements) await client.execute(one)
  })

test('its address and what waits for it are kept, its secret is not', async () => {
  const client = await migrated(
    `INSERT INTO settings (name, value)
     VALUES ('workspace', '{"holdout":0.1,"webhook":{"url":"https://hooks.example/x"}}')`,
    `INSERT INTO settings (name, value) VALUES ('webhook_secrets', '{"secret":"whsec_x"}')`,
    `INSERT INTO deliveries (id, destination, type, body, created_at, attempts, next_attempt_at)
     VALUES ('msg_1', 'webhook', 'trial_started', '{}', 1, 0, 1)`,
  )
  expect(
    await listDestinations(drizzle(client, { casing: 'snake_case' }), Date.now()),
  ).toMatchObject([
    {
      kind: 'webhook',
      settings: { url: 'https://hooks.example/x' },
      hears: { families: [], events: ['trial_started', 'trial_extended', 'trial_ended'] },
      hasCredentials: false,
      state: 'paused',
      waiting: 1,
    },
  ])
  const { rows } = await client.execute('SELECT name, value FROM settings')
  const settings = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  expect(settings.workspace).toBe('{"holdout":0.1}')
  expect(settings).not.toHaveProperty('webhook_secrets')
})

test('where there was none, there is none', async () => {
  const client = await migrated(
    `INSERT INTO settings (name, value) VALUES ('workspace', '{"webhook":null}')`,
  )
  const { rows } = await client.execute('SELECT count(*) AS n FROM destinations')
  expect(rows[0]?.n).toBe(0)
})
