/**
 * What the parts were at earlier moments: the log, folded by the projection that runs live, and looked at
 * when it had come so far. A look knows what had arrived by then and nothing later.
 */

import { systemEvents } from '../../../../shared/event/event.ts'
import { dayMs } from '../../../../shared/value/duration.ts'
import type { Reading } from '../../facts.ts'
import type { Known } from '../../known.ts'
import { project } from '../../project.ts'
import type { ConversionTest } from '../../replay/conversion.ts'
import { type Entry, emptyWorld, type MeterDay, place } from '../../world.ts'
import { type AccountFacts, type MeterSeen, trendDays } from '../facts.ts'
import type { CompiledModel } from '../model.ts'
import { partValues } from '../score.ts'
import type { Sample } from './learn.ts'

/** One firing as the workspace keeps it; what cancelled it later was not known before. */
export type KeptSignal = { trigger: string; firedAt: number; cancelledAt: number | null }

export type HistoryOptions = {
  /** When is looked, oldest first and whole days apart. */
  looks: readonly number[]
  horizonMs: number
  model: CompiledModel
  conversion: ConversionTest
  signals: ReadonlyMap<string, readonly KeptSignal[]>
}

export type History = {
  /** The next entry of the log. */
  take(entry: Entry): void
  /** All samples, when the log is at its end. */
  end(): Sample[]
}

const own: ReadonlySet<string> = new Set(systemEvents)

/** Whether somebody did something: what Brim wrote itself, or a backend for nobody, is no use. */
export const isUse = ({ name, user }: Pick<Entry, 'name' | 'user'>) =>
  user !== null && !own.has(name)

export function createHistory(options: HistoryOptions): History {
  const { looks, horizonMs, model, conversion, signals } = options
  const world = emptyWorld()
  const origin = looks.at(-1) ?? 0
  /** By account and days before `origin`: who was there. */
  const used = new Map<string, Map<number, Set<string>>>()
  const metersOf = new Map<string, Set<string>>()
  const conversions = new Map<string, number[]>()
  const samples: Omit<Sample, 'converted'>[] = []
  let next = 0

  const look = (at: number) => {
    for (const known of world.accounts.values()) {
      const facts = factsAt(known, at)
      samples.push({ account: known.id, at, values: partValues({ facts, model, now: at }) })
    }
  }
  const factsAt = (known: Known, at: number): AccountFacts => ({
    account: known.id,
    traits: { ...known.hints, ...known.traits },
    signals: (signals.get(known.id) ?? []).filter(
      ({ firedAt, cancelledAt }) => firedAt <= at && (cancelledAt === null || cancelledAt > at),
    ),
    use: useAt(known.id, (origin - at) / dayMs),
    meters: [...(metersOf.get(known.id) ?? [])].flatMap((name) => {
      const key = place(name, known.id)
      const reading = world.meters.get(key)
      return reading ? [meterSeen(name, reading, world.meterDays.get(key) ?? [])] : []
    }),
  })
  const useAt = (account: string, daysBack: number) => {
    const use = { recent: 0, before: 0 }
    const days = used.get(account)
    if (!days) return use
    for (const [day, people] of days) {
      const ago = day - daysBack
      if (ago >= 2 * trendDays) days.delete(day)
      else use[ago < trendDays ? 'recent' : 'before'] += people.size
    }
    return use
  }
  const note = ({ account, user, occurredAt }: Entry) => {
    const day = Math.floor((origin - occurredAt) / dayMs)
    const days = used.get(account) ?? new Map<number, Set<string>>()
    used.set(account, days)
    const people = days.get(day) ?? new Set<string>()
    days.set(day, people)
    if (user !== null) people.add(user)
  }

  return {
    take(entry) {
      while (next < looks.length && entry.receivedAt > (looks[next] ?? 0)) look(looks[next++] ?? 0)
      // What comes after the last look is asked for conversions only.
      if (next < looks.length) {
        project(world, entry)
        if (isUse(entry)) note(entry)
        if (entry.name === 'meter_read') {
          const names = metersOf.get(entry.account) ?? new Set()
          metersOf.set(entry.account, names.add(String(entry.properties.meter)))
        }
      }
      if (conversion.test(entry)) {
        const moments = conversions.get(entry.account) ?? []
        conversions.set(entry.account, moments)
        moments.push(entry.occurredAt)
      }
    },
    end() {
      while (next < looks.length) look(looks[next++] ?? 0)
      return samples.map((one) => ({
        ...one,
        converted: (conversions.get(one.account) ?? []).some(
          (at) => at > one.at && at <= one.at + horizonMs,
        ),
      }))
    },
  }
}

export function meterSeen(name: string, reading: Reading, days: readonly MeterDay[]): MeterSeen {
  // Of another period a reading says nothing about this one.
  return { name, reading, days: days.filter((one) => one.resetsAt === reading.resetsAt) }
}
