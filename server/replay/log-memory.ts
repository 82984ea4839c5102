/**
 * The log as it was just read, for who turns a threshold: every turn reads the same entries again, and
 * reading them takes longer than the replay does. The log only grows, so what is in memory is read on
 * from where it ends. It is forgotten soon, and at once where somebody was erased or the log was cut;
 * one that is too long to be held is not gathered while it is read.
 */
import type { Client } from '@libsql/client'
import type { LoggedEntry } from '../engine/replay/fold.ts'
import { type LogPage, type LogPart, readPages } from './log.ts'

export type ReadLog = (client: Client, part: LogPart) => AsyncIterable<LogPage>

export type LogMemory = {
  /** Reads the log of a workspace, from memory as far as it is there. */
  of(workspace: string): ReadLog
  /** Entries that are held. */
  size(): number
}

export type LogMemoryOptions = {
  /** Goes on with the clock, and never back. */
  elapsed(): number
  /** Has something done in a while; what it was is undone when the process ends. */
  later(run: () => void, ms: number): void
  /** Of all workspaces together. */
  mostEntries?: number
}

/** A few hundred bytes each. */
const usualEntries = 150_000
/** After its last use. */
export const keptMs = 15_000
/** After it was begun, however much it is used. */
const oldestMs = 120_000
/** Entries at a time: in between somebody may say "stop". */
const pageEntries = 5_000

/** `upTo`: the place of the log that it ends at. `isTooLong`: it was once, and is not gathered again. */
type Known = {
  entries: readonly LoggedEntry[]
  upTo: number
  isTooLong: boolean
  stamp: string
  begunAt: number
  usedAt: number
}

export function createLogMemory(options: LogMemoryOptions): LogMemory {
  const { elapsed, later, mostEntries = usualEntries } = options
  const all = new Map<string, Known>()
  let isSweeping = false

  const size = () => [...all.values()].reduce((sum, one) => sum + one.entries.length, 0)
  const sweep = () => {
    const now = elapsed()
    for (const [key, one] of all) {
      if (now - one.usedAt >= keptMs || now - one.begunAt >= oldestMs) all.delete(key)
    }
    isSweeping = all.size > 0
    if (isSweeping) later(sweep, keptMs)
  }
  /** Those that were used longest ago make room. */
  const keep = (key: string, known: Known) => {
    all.delete(key)
    all.set(key, known)
    for (const oldest of all.keys()) {
      if (size() <= mostEntries) break
      all.delete(oldest)
    }
    if (!isSweeping) {
      isSweeping = true
      later(sweep, keptMs)
    }
    return known
  }
  /** With a page more, unless it had to make room meanwhile. */
  const grow = (key: string, known: Known, { upTo, entries }: LogPage): Known => {
    if (known.isTooLong || all.get(key) !== known) return known
    const usedAt = elapsed()
    if (known.entries.length + entries.length > mostEntries) {
      return keep(key, { ...known, entries: [], upTo: 0, isTooLong: true, usedAt })
    }
    return keep(key, { ...known, entries: [...known.entries, ...entries], upTo, usedAt })
  }
  const recall = (key: string, stamp: string): Known => {
    const now = elapsed()
    const found = all.get(key)
    const isGood = found && found.stamp === stamp && now - found.begunAt < oldestMs
    return isGood
      ? { ...found, usedAt: now }
      : { entries: [], upTo: 0, isTooLong: false, stamp, begunAt: now, usedAt: now }
  }

  return {
    size,
    of: (workspace) =>
      async function* (client, part) {
        const stamp = await stampOf(client)
        if (stamp === null) return yield* readPages(client, part)
        const { names, withProperties, last, before } = part
        const key = JSON.stringify([
          workspace,
          names && [...names].sort(),
          [...withProperties].sort(),
        ])
        let known = recall(key, stamp)
        // Somebody who asked later has read on: what came since is no part of this history.
        if (known.upTo > last) return yield* readPages(client, part)
        const { entries, upTo } = keep(key, known)
        const soon = (some: readonly LoggedEntry[]) => some.filter((one) => one.receivedAt < before)
        for (let at = 0; at < entries.length; at += pageEntries) {
          const share = Math.min(1, (at + pageEntries) / entries.length)
          yield {
            upTo: Math.floor(upTo * share),
            entries: soon(entries.slice(at, at + pageEntries)),
          }
        }
        const rest = { ...part, after: upTo, before: Number.MAX_SAFE_INTEGER }
        for await (const page of readPages(client, rest)) {
          // With every page: who asks after this one was broken off goes on from there.
          known = grow(key, known, page)
          yield { upTo: page.upTo, entries: soon(page.entries) }
        }
      },
  }
}

/** Another one where entries may have been changed or taken away; null while that is under way. */
async function stampOf(client: Client): Promise<string | null> {
  const { rows } = await client.execute(
    // By the place: the time at which the log begins may stay the same where much came in one moment.
    `SELECT (SELECT value FROM settings WHERE name = 'log_cut'), count(*), sum(finished_at),
       ifnull(sum(finished_at IS NULL), 0) FROM erasures`,
  )
  const [cut, count, finished, running] = Object.values(rows[0] ?? {})
  return Number(running) > 0 ? null : JSON.stringify([cut, count, finished])
}
