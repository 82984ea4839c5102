/**
 * The webhook: where it goes is a setting; what signs it is made here at its first use. After a
 * rotation the secret before signs too for a day, so that a receiver can change over in peace.
 */
import { randomBytes } from 'node:crypto'
import type { Transaction } from '@libsql/client'
import type { Webhook } from '../../shared/delivery.ts'
import { dayMs } from '../../shared/duration.ts'
import { type Batcher, raiseRevision, settingsOf, settingsSql } from './settings.ts'

/** `goneUrl`: the address that has answered 410 Gone; nothing goes there any more. */
type Kept = { secret: string; previous: Webhook['previous']; goneUrl: string | null }

const bothSignMs = dayMs
const keptSql = "SELECT value FROM settings WHERE name = 'webhook'"

/** `undefined` where its secret was never needed. */
export async function readWebhook(from: Batcher, at: number): Promise<Webhook | undefined> {
  const { url, kept } = await read(from)
  return kept && webhookOf(url, kept, at)
}

/** Whether an address is set that has not answered 410 Gone. */
export async function hasOpenWebhook(from: Batcher): Promise<boolean> {
  const { url, kept } = await read(from)
  return url !== null && url !== kept?.goneUrl
}

/** Makes the secret where there is none. */
export async function keepWebhook(transaction: Transaction, at: number): Promise<Webhook> {
  const { url, kept } = await read(transaction)
  if (kept) return webhookOf(url, kept, at)
  const made = { secret: newSecret(), previous: null, goneUrl: null }
  await write(transaction, made)
  return webhookOf(url, made, at)
}

export async function rotateWebhook(transaction: Transaction, at: number): Promise<Webhook> {
  const { url, kept } = await read(transaction)
  const previous = kept ? { secret: kept.secret, until: at + bothSignMs } : null
  const rotated = { secret: newSecret(), previous, goneUrl: kept?.goneUrl ?? null }
  await write(transaction, rotated)
  return webhookOf(url, rotated, at)
}

/** The address wants no more, or is to be tried again. Every node is told. */
export async function setGone(transaction: Transaction, isGone: boolean): Promise<void> {
  const { url, kept } = await read(transaction)
  const goneUrl = isGone ? url : null
  if (!kept || kept.goneUrl === goneUrl) return
  await write(transaction, { ...kept, goneUrl })
  await transaction.execute(raiseRevision)
}

function webhookOf(url: string | null, { secret, previous, goneUrl }: Kept, at: number): Webhook {
  return {
    url,
    secret,
    previous: previous && previous.until > at ? previous : null,
    isGone: url !== null && url === goneUrl,
  }
}

async function read(from: Batcher): Promise<{ url: string | null; kept: Kept | undefined }> {
  const [settings, kept] = await from.batch([settingsSql, keptSql])
  const row = kept?.rows[0]
  return {
    url: settingsOf(settings?.rows[0]?.value).webhook?.url ?? null,
    kept: row && (JSON.parse(String(row.value)) as Kept),
  }
}

async function write(transaction: Transaction, kept: Kept) {
  await transaction.execute({
    sql: `INSERT INTO settings (name, value) VALUES ('webhook', ?)
          ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    args: [JSON.stringify(kept)],
  })
}

/** As Standard Webhooks writes it: 24 to 64 random bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
