/** What is published in a workspace, compiled, with the numbers under which its counters are kept. */
import type { DefinitionKind } from '../../shared/definition.ts'
import type { Nudge } from '../../shared/nudge.ts'
import type { Offer, Plan } from '../../shared/plan.ts'
import type { Trigger } from '../../shared/trigger.ts'
import { type Catalogue, compileCatalogue } from '../engine/catalogue.ts'
import type { Batcher } from './settings.ts'
import { hasOpenWebhook } from './webhook.ts'

export type Definitions = {
  /** Grows with every change to what is published; any node that sees a higher one loads anew. */
  revision: number
  catalogue: Catalogue
  /** By the counter's key. */
  measureIds: ReadonlyMap<string, number>
  /** Whether somebody listens to what the SaaS is told. */
  hasWebhook: boolean
}

export const revisionSql = "SELECT value FROM settings WHERE name = 'definitions'"

export async function loadDefinitions(from: Batcher): Promise<Definitions> {
  const [revision, published, measures] = await from.batch([
    revisionSql,
    `SELECT kind, status, version, published, published_at FROM definitions
     WHERE published IS NOT NULL ORDER BY kind, key`,
    'SELECT id, key FROM measures',
  ])
  const rows = (published?.rows ?? []).map((row) => ({
    kind: row.kind as DefinitionKind,
    isLive: row.status === 'live',
    version: Number(row.version),
    publishedAt: Number(row.published_at),
    body: JSON.parse(String(row.published)) as unknown,
  }))
  const of = <T>(kind: DefinitionKind) =>
    rows.filter((row) => row.kind === kind) as ((typeof rows)[number] & { body: T })[]
  return {
    revision: Number(revision?.rows[0]?.value ?? 0),
    catalogue: compileCatalogue({
      triggers: of<Trigger>('trigger'),
      nudges: of<Nudge>('nudge'),
      offers: of<Offer>('offer').map((row) => row.body),
      plans: of<Plan>('plan').map((row) => row.body),
    }),
    hasWebhook: await hasOpenWebhook(from),
    measureIds: new Map((measures?.rows ?? []).map((row) => [String(row.key), Number(row.id)])),
  }
}
