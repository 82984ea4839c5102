/**
 * Reads the log in order, a page at a time. A page is one short statement over so many places of the
 * log, whatever matches: no read lasts long enough to hold back a checkpoint, and whoever wants to
 * stop waits for one page at most. The log only grows, so all pages up to a place that was fixed at
 * the start are one consistent history.
 */
import type { Client } from '@libsql/client'
import type { Properties } from '../../shared/event/event.ts'
import type { EventSource } from '../../shared/protocol/live.ts'
import type { LoggedEntry } from '../engine/replay/fold.ts'
import type { Wanted } from '../engine/replay/names.ts'

/** Places of the log in one page. */
const pagePlaces = 5_000

export type LogEnds = {
  /** The last place; 0 for an empty log. */
  last: number
  /** When the first entry arrived; `undefined` where there is none. */
  startsAt: number | undefined
  /** Epoch ms of the log's start, where retention has cut it; else 0. */
  logStart: number
}

export type LogPart = {
  last: number
  /** The place of the log behind which it begins; its start where nothing is said. */
  after?: number
  /** Only what arrived earlier than this. */
  before: number
} & Wanted

export type LogPage = {
  /** Everything up to this place has been read. */
  upTo: number
  entries: LoggedEntry[]
}

export async function readEnds(client: Client): Promise<LogEnds> {
  const [last, first, cut] = await client.batch([
    'SELECT coalesce(max(seq), 0) FROM events',
    'SELECT received_at FROM events ORDER BY seq LIMIT 1',
    "SELECT value FROM settings WHERE name = 'log_start'",
  ])
  const startsAt = first?.rows[0]?.[0]
  const logStart = Number(cut?.rows[0]?.[0] ?? 0)
  return {
    last: Number(last?.rows[0]?.[0]),
    startsAt: startsAt == null ? undefined : Math.max(logStart, Number(startsAt)),
    logStart,
  }
}

/**
 * A page as one text, parsed once, takes a third of the time of as many rows of the driver. Without an
 * index they are found by their place, and so come in its order.
 */
const pageSql = `
  SELECT json_group_array(json_array(
    name, account, user, department, source,
    iif(name IN (SELECT value FROM json_each(?5)), json(properties), NULL),
    occurred_at, received_at))
  FROM events NOT INDEXED WHERE seq > ?1 AND seq <= ?2 AND received_at < ?3
  AND (?4 IS NULL OR name IN (SELECT value FROM json_each(?4)))`

type PageRow = [
  name: string,
  account: string,
  user: string | null,
  department: string | null,
  source: EventSource,
  properties: Properties | null,
  occurredAt: number,
  receivedAt: number,
]

export async function* readPages(
  client: Client,
  { last, after: start = 0, before, names, withProperties }: LogPart,
): AsyncGenerator<LogPage> {
  const wanted = names ? JSON.stringify([...names]) : null
  const read = JSON.stringify([...withProperties])
  for (let after = start; after < last; ) {
    const upTo = Math.min(last, after + pagePlaces)
    const { rows } = await client.execute({
      sql: pageSql,
      args: [after, upTo, before, wanted, read],
    })
    const page = JSON.parse(String(rows[0]?.[0])) as PageRow[]
    yield { upTo, entries: page.map(entryOf) }
    after = upTo
  }
}

/** Without its message id: what is in the log is there once. */
function entryOf(row: PageRow): LoggedEntry {
  const [name, account, user, department, source, properties, occurredAt, receivedAt] = row
  return {
    messageId: '',
    name,
    account,
    user,
    department,
    source,
    properties: properties ?? {},
    occurredAt,
    receivedAt,
  }
}
