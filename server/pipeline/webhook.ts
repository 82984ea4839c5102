/**
 * The webhook: where it goes is a setting; what signs it is made here at its first use. After a
 * rotation the secret before signs too for a day, so that a receiver can change over in peace.
 */
import { randomBytes } from 'node:crypto'
import type { Actor } from '../../shared/audit/actor.ts'
import type { Webhook } from '../../shared/delivery.ts'
import { dayMs } from '../../shared/duration.ts'
import { settingsOf } from '../../shared/settings-of.ts'
import type { Runner, Transaction } from '../store/connection.ts'
import { recordAudit } from './audit/record.ts'
import { raiseRevisionSql } from './definitions.ts'

type Secrets = Pick<Webhook, 'secret' | 'previous'>

const bothSignMs = dayMs

/** `undefined` where its secret was never needed. */
export async function readWebhook(from: Runner, at: number): Promise<Webhook | undefined> {
  const { secrets, ...address } = await read(from)
  return secrets && { ...address, ...valid(secrets, at) }
}

/** Makes the secret where there is none. */
export async function keepWebhook(transaction: Transaction, at: number): Promise<Webhook> {
  return (await readWebhook(transaction, at)) ?? rotateWebhook(transaction, at)
}

export async function rotateWebhook(transaction: Transaction, at: number): Promise<Webhook> {
  const { secrets, ...address } = await read(transaction)
  const previous = secrets ? { secret: secrets.secret, until: at + bothSignMs } : null
  const rotated = { secret: newSecret(), previous }
  await transaction.execute({
    sql: `INSERT INTO settings (name, value) VALUES ('webhook_secrets', ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    args: [JSON.stringify(rotated)],
  })
  return { ...address, ...rotated }
}

/** The address has answered 410 Gone: nothing goes there until it is another. */
export async function closeWebhook(transaction: Transaction): Promise<void> {
  const { url } = await read(transaction)
  await transaction.batch([
    {
      sql: `INSERT INTO settings (name, value) VALUES ('gone_webhook', ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      args: [url ?? ''],
    },
    raiseRevisionSql,
  ])
}

/** The address is given another chance. */
export async function reopenWebhook(transaction: Transaction): Promise<void> {
  await transaction.batch(["DELETE FROM settings WHERE name = 'gone_webhook'", raiseRevisionSql])
}

/** The same, for somebody who asked for it. */
export async function rotateWebhookFor(
  transaction: Transaction,
  by: Actor,
  at: number,
): Promise<Webhook> {
  const rotated = await rotateWebhook(transaction, at)
  await recordAudit(transaction, {
    at,
    by,
    action: 'webhook_secret_rotated',
    subject: { kind: 'webhook', key: 'webhook', name: null },
    before: null,
    after: rotated.previous && { previousSignsUntil: rotated.previous.until },
  })
  return rotated
}

async function read(
  from: Runner,
): Promise<Pick<Webhook, 'url' | 'isGone'> & { secrets: Secrets | undefined }> {
  const [found] = await from.batch([
    `SELECT name, value FROM settings
     WHERE name IN ('workspace', 'webhook_secrets', 'gone_webhook')`,
  ])
  const set = new Map((found?.rows ?? []).map((row) => [row.name, String(row.value)]))
  const url = settingsOf(JSON.parse(set.get('workspace') ?? '{}')).webhook?.url ?? null
  const secrets = set.get('webhook_secrets')
  return {
    url,
    isGone: url !== null && url === set.get('gone_webhook'),
    secrets: secrets === undefined ? undefined : (JSON.parse(secrets) as Secrets),
  }
}

function valid({ secret, previous }: Secrets, at: number): Secrets {
  return { secret, previous: previous && previous.until > at ? previous : null }
}

/** As Standard Webhooks writes it: 24 to 64 random bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
