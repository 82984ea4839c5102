/** What is published and set in a workspace, compiled, with the numbers under which its counters are kept. */

import type { DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Meter } from '../../../shared/definition/meter.ts'
import type { Nudge } from '../../../shared/definition/nudge.ts'
import type { Offer, Plan } from '../../../shared/definition/plan.ts'
import type { Trigger } from '../../../shared/definition/trigger.ts'
import type { Hears } from '../../../shared/destination/hears.ts'
import type { Play } from '../../../shared/play/play.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { type Catalogue, compileCatalogue } from '../../engine/catalogue.ts'
import type { Runner } from '../../store/connection.ts'
import { erasureSecret } from '../../store/workspace/erasure-hash.ts'

export type Definitions = {
  /** Grows with every change to what is published or set; any node that sees a higher one loads anew. */
  revision: number
  catalogue: Catalogue
  /** By the counter's key. */
  measureIds: ReadonlyMap<string, number>
  /** By the counter's key: epoch ms before which nothing is known, where retention had cut the log. */
  logStarts: ReadonlyMap<string, number>
  /** What ids of who was erased are recognised with; `undefined` where nobody was. */
  erasureSecret: string | undefined
  /** Who wants to be told of what. One that is paused is told when it is resumed. */
  destinations: readonly { id: string; key: string; hears: Hears }[]
}

export const revisionSql = "SELECT value FROM settings WHERE name = 'definitions'"

/** Has every node load what is published and set anew. */
export const raiseRevisionSql = `INSERT INTO settings (name, value) VALUES ('definitions', '1')
  ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`

export async function loadDefinitions(from: Runner): Promise<Definitions> {
  const [settings, published, measures, destinations] = await from.batch([
    'SELECT name, value FROM settings',
    `SELECT kind, status, version, published, published_at FROM definitions
     WHERE published IS NOT NULL AND status <> 'archived' ORDER BY kind, key`,
    'SELECT id, key, log_start FROM measures',
    "SELECT id, key, hears FROM destinations WHERE state <> 'gone' ORDER BY created_at, id",
  ])
  const rows = (published?.rows ?? []).map((row) => ({
    kind: row.kind as DefinitionKind,
    isLive: row.status === 'live',
    isCounting: row.status === 'counting',
    version: Number(row.version),
    publishedAt: Number(row.published_at),
    body: JSON.parse(String(row.published)) as unknown,
  }))
  const of = <T>(kind: DefinitionKind) =>
    rows.filter((row) => row.kind === kind) as ((typeof rows)[number] & { body: T })[]
  const set = new Map((settings?.rows ?? []).map((row) => [row.name, String(row.value)]))
  const workspace = settingsOf(JSON.parse(set.get('workspace') ?? '{}'))
  return {
    revision: Number(set.get('definitions') ?? 0),
    catalogue: compileCatalogue({
      triggers: of<Trigger>('trigger'),
      nudges: of<Nudge>('nudge'),
      offers: of<Offer>('offer').map((row) => row.body),
      plans: of<Plan>('plan').map((row) => row.body),
      meters: of<Meter>('meter'),
      plays: of<Play>('play'),
      settings: workspace,
      seed: set.get('seed') ?? '',
    }),
    erasureSecret: set.get(erasureSecret),
    destinations: (destinations?.rows ?? []).map((row) => ({
      id: String(row.id),
      key: String(row.key),
      hears: JSON.parse(String(row.hears)) as Hears,
    })),
    measureIds: new Map(measures?.rows.map((row) => [String(row.key), Number(row.id)])),
    logStarts: new Map(measures?.rows.map((row) => [String(row.key), Number(row.log_start)])),
  }
}
