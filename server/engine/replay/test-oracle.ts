/**
 * The trigger language read literally: keeps every entry and recounts all of them for every answer.
 * It is what the engine is held to, and shares no counting with it.
 */

import type { Meter } from '../../../shared/definition/meter.ts'
import type { Plan } from '../../../shared/definition/plan.ts'
import type {
  Condition,
  Measure,
  MeasureLeaf,
  Trigger,
} from '../../../shared/definition/trigger.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import { dayMs, durationMs, hourMs, minuteMs } from '../../../shared/value/duration.ts'
import { runwayOf } from '../runway.ts'
import type { LoggedEntry } from './fold.ts'
import type { Counted } from './test-history.ts'

type Who = { account: string; user: string | null }
type Value = FactValue | undefined

export type OracleOptions = { triggers: readonly Trigger[]; meters: Meter[]; plans: Plan[] }

/** Firings as `<trigger> <subject> <epoch ms>`, in order. */
export function createOracle({ triggers, meters, plans }: OracleOptions) {
  const past: LoggedEntry[] = []
  const fired: string[] = []
  const last = new Map<string, { at: number; periodEndsAt: number; wasFalse: boolean }>()
  /** By trigger, account and user. */
  const looks = new Map<string, { trigger: Trigger; who: Who; due: number }>()

  // --- What is known -------------------------------------------------------------------------------

  const of = (who: Who, scope: 'account' | 'user') =>
    past.filter((one) =>
      scope === 'account' ? one.account === who.account : one.user === who.user,
    )
  const traitOf = (who: Who, of: 'account' | 'user', name: string): Value => {
    const changes = past.filter((one) =>
      of === 'account'
        ? one.name === 'account_changed' && one.account === who.account
        : one.name === 'user_changed' && one.user === who.user,
    )
    return changes.reduce<Value>(
      (value, one) => one.properties[name] ?? (name in one.properties ? undefined : value),
      undefined,
    )
  }
  const firstSeen = (who: Who, scope: 'account' | 'user') =>
    scope === 'user' && who.user === null ? undefined : of(who, scope)[0]?.receivedAt

  const counting = (measure: Counted) =>
    'count' in measure ? measure.count : 'sum' in measure ? measure.sum : measure.distinct
  const unitOf = (within: string) =>
    durationMs(within) <= dayMs ? minuteMs : durationMs(within) <= 60 * dayMs ? hourMs : dayMs

  /** Entries that a measure counts, in the window that ends so many windows before now. */
  const seen = (
    measure: Counted,
    who: Who,
    scope: 'account' | 'user',
    now: number,
    back: number,
  ) => {
    const { event, where, within } = counting(measure)
    const unit = unitOf(within)
    const buckets = durationMs(within) / unit
    const end = Math.floor(now / unit) - back * buckets
    return of(who, scope).filter((one) => {
      const bucket = Math.floor(one.occurredAt / unit)
      const { feature, size, trigger } = one.properties
      const text = JSON.stringify(where ?? {})
      const passes = text.includes('feature')
        ? feature === 'x'
        : text.includes('size')
          ? Number(size) >= 3
          : text.includes('trigger')
            ? text.includes(`"${trigger}"`)
            : true
      return one.name === event && passes && bucket <= end && bucket > end - buckets
    })
  }
  const memberOf = (measure: Counted, one: LoggedEntry) => {
    if (!('distinct' in measure)) return undefined
    const { of: what } = measure.distinct
    if (what === 'user') return one.user
    if (what === 'department') return one.department
    return what === 'feature' ? one.properties.feature : one.properties.size
  }
  const recount = (
    measure: Counted,
    who: Who,
    scope: 'account' | 'user',
    now: number,
    back = 0,
  ) => {
    const entries = seen(measure, who, scope, now, back)
    if ('count' in measure) return entries.length
    if ('sum' in measure) return entries.reduce((sum, one) => sum + Number(one.properties.size), 0)
    return new Set(entries.map((one) => memberOf(measure, one)).filter((one) => one != null)).size
  }
  const signalsAsCount = (spec: Extract<Measure, { signals: unknown }>['signals']): Counted => {
    const fires = {
      event: 'signal_fired',
      where: { trigger: { eq: spec.trigger } },
      within: spec.within,
    }
    return spec.of === 'account' ? { count: fires } : { distinct: { ...fires, of: 'user' } }
  }

  const weekOf = (now: number) => {
    const day = Math.floor(now / dayMs)
    // 1 January 1970 was a Thursday.
    const monday = day - ((((day + 3) % 7) + 7) % 7)
    return { from: monday * dayMs, to: (monday + 7) * dayMs }
  }
  const readingOf = (who: Who, name: string, now: number) => {
    const metered = meters.find((one) => one.key === name)
    if (metered && 'count' in metered.used) {
      const { event } = metered.used.count
      const { from, to } = weekOf(now)
      const pings = of(who, 'account').filter(
        (one) =>
          one.name === event &&
          one.occurredAt >= from &&
          one.occurredAt < now - (now % dayMs) + dayMs,
      )
      const plan = plans.find((one) => one.key === traitOf(who, 'account', 'plan'))
      const days = [...new Set(pings.map((one) => Math.floor(one.occurredAt / dayMs)))].sort(
        (a, b) => a - b,
      )
      return {
        newest: { used: pings.length, limit: plan?.limits[name] ?? null, resetsAt: to, at: now },
        days: days.map((day) => ({
          at: Math.min(now, (day + 1) * dayMs - 1),
          used: pings.filter((one) => Math.floor(one.occurredAt / dayMs) <= day).length,
        })),
      }
    }
    const taken: { used: number; limit: number | null; resetsAt: number | null; at: number }[] = []
    for (const one of of(who, 'account')) {
      if (one.name !== 'meter_read' || one.properties.meter !== name) continue
      if (one.occurredAt < (taken.at(-1)?.at ?? 0)) continue
      const { used, limit, resetsAt } = one.properties as Record<string, number | null>
      taken.push({
        used: used ?? 0,
        limit: limit ?? null,
        resetsAt: resetsAt ?? null,
        at: one.occurredAt,
      })
    }
    const newest = taken.at(-1)
    const ofDay = new Map(taken.map((one) => [Math.floor(one.at / dayMs), one]))
    return { newest, days: [...ofDay.values()].filter((one) => one.resetsAt === newest?.resetsAt) }
  }

  const trialOf = (who: Who) => {
    let trial: { startedAt: number; endsAt: number } | undefined
    for (const one of of(who, 'account')) {
      const endsAt = Number(one.properties.endsAt)
      if (one.name === 'trial_started') trial ??= { startedAt: one.occurredAt, endsAt }
      if (one.name === 'trial_extended' && trial) trial = { ...trial, endsAt }
      if (one.name === 'trial_ended' && trial) trial = { ...trial, endsAt: one.occurredAt }
    }
    return trial
  }
  const runningTrial = (who: Who, now: number) => {
    const trial = trialOf(who)
    return trial && trial.startedAt <= now && now < trial.endsAt ? trial : undefined
  }

  const leafValue = (leaf: MeasureLeaf, one: Trigger, who: Who, now: number): Value => {
    const { measure } = leaf
    const scope = one.subject
    if ('age' in measure) {
      const since = firstSeen(who, measure.age.of)
      return since === undefined ? undefined : Math.floor((now - since) / dayMs)
    }
    if ('meter' in measure) {
      const { newest, days } = readingOf(who, measure.meter.name, now)
      if (!newest) return undefined
      const { used, limit } = newest
      switch (measure.meter.read) {
        case 'used':
          return used
        case 'limit':
          return limit ?? undefined
        case 'remaining':
          return limit === null ? undefined : Math.max(0, limit - used)
        case 'ratio':
          return limit ? used / limit : undefined
        default:
          return runwayOf(newest, days, now)?.days
      }
    }
    if ('trial' in measure) {
      const trial = runningTrial(who, now)
      if (!trial) return undefined
      return measure.trial.read === 'daysLeft'
        ? Math.ceil((trial.endsAt - now) / dayMs)
        : Math.floor((now - trial.startedAt) / dayMs)
    }
    if ('growth' in measure) {
      const { of: counted, minBase } = measure.growth
      const before = recount(counted, who, scope, now, 1)
      if (before < minBase) return undefined
      return ((recount(counted, who, scope, now) - before) / before) * 100
    }
    if ('signals' in measure) return recount(signalsAsCount(measure.signals), who, 'account', now)
    if ('newFeatures' in measure) {
      const { baseline, within, minUses } = measure.newFeatures
      const since = firstSeen(who, 'account')
      if (since === undefined) return undefined
      const uses = seen({ count: { event: 'feature_used', within } }, who, 'account', now, 0)
      const all = of(who, 'account').filter((each) => each.name === 'feature_used')
      return [...new Set(uses.map((each) => each.properties.feature))].filter((feature) => {
        const first = Math.min(
          ...all
            .filter((each) => each.properties.feature === feature)
            .map((each) => each.occurredAt),
        )
        const times = uses.filter((each) => each.properties.feature === feature).length
        return times >= minUses && first > since + durationMs(baseline)
      }).length
    }
    return recount(measure as Counted, who, scope, now)
  }

  // --- What it means -------------------------------------------------------------------------------

  const holds = (node: Condition, one: Trigger, who: Who, now: number): boolean | undefined => {
    if ('all' in node) {
      const each = node.all.map((child) => holds(child, one, who, now))
      return each.includes(false) ? false : each.includes(undefined) ? undefined : true
    }
    if ('any' in node) {
      const each = node.any.map((child) => holds(child, one, who, now))
      return each.includes(true) ? true : each.includes(undefined) ? undefined : false
    }
    if ('not' in node) {
      const inner = holds(node.not, one, who, now)
      return inner === undefined ? undefined : !inner
    }
    const [of, name] = 'trait' in node ? node.trait.split('.') : []
    const value =
      'trait' in node
        ? of === 'user' && who.user === null
          ? undefined
          : traitOf(who, of as 'user', name ?? '')
        : leafValue(node, one, who, now)
    if ('exists' in node) return (value !== undefined) === node.exists
    if (value === undefined) return undefined
    if ('gte' in node) return Number(value) >= node.gte
    if ('gt' in node) return Number(value) > node.gt
    if ('lte' in node) return Number(value) <= node.lte
    if ('lt' in node) return Number(value) < node.lt
    if ('neq' in node) return value !== node.neq
    if ('eq' in node) return value === node.eq
    return 'in' in node && node.in.some((wanted) => wanted === value)
  }

  type Leaf = { leaf: Condition; isNegated: boolean }
  const leaves = (node: Condition, isNegated = false): Leaf[] => {
    if ('all' in node) return node.all.flatMap((one) => leaves(one, isNegated))
    if ('any' in node) return node.any.flatMap((one) => leaves(one, isNegated))
    if ('not' in node) return leaves(node.not, !isNegated)
    return [{ leaf: node, isNegated }]
  }

  const listens = (one: Trigger, entry: LoggedEntry): boolean =>
    leaves(one.when).some(({ leaf }) => {
      if ('trait' in leaf) return entry.name === `${leaf.trait.split('.')[0]}_changed`
      const { measure } = leaf as MeasureLeaf
      if ('age' in measure) return false
      if ('meter' in measure) {
        const metered = meters.find((each) => each.key === measure.meter.name)
        if (!metered)
          return entry.name === 'meter_read' && entry.properties.meter === measure.meter.name
        return entry.name === 'account_changed' || entry.name === 'ping'
      }
      if ('trial' in measure) return entry.name.startsWith('trial_')
      if ('newFeatures' in measure) return entry.name === 'feature_used'
      if ('signals' in measure) return entry.name === 'signal_fired'
      return entry.name === counting('growth' in measure ? measure.growth.of : measure).event
    })

  /** The first whole minute at which time alone can have changed the answer. */
  const nextLook = (one: Trigger, who: Who, now: number): number => {
    const isRearming = one.rearm === 'after_false'
    const moments = leaves(one.when).flatMap(({ leaf, isNegated }): number[] => {
      if (!('measure' in leaf)) return []
      const { measure, ...compared } = leaf
      const operator = Object.keys(compared)[0] ?? ''
      const lessHelps = !(isNegated ? ['lt', 'lte', 'exists'] : ['gt', 'gte', 'exists']).includes(
        operator,
      )
      if ('age' in measure) {
        const since = firstSeen(who, measure.age.of)
        const days = Object.values(compared)
          .flat()
          .filter((each) => typeof each === 'number')
        return since === undefined
          ? []
          : days.flatMap((n) => [n, n + 1]).map((n) => since + n * dayMs)
      }
      if ('trial' in measure) {
        const trial = runningTrial(who, now)
        const days = Object.values(compared)
          .flat()
          .filter((each) => typeof each === 'number')
        if (!trial) return []
        return measure.trial.read === 'daysLeft'
          ? days.flatMap((n) => [n, n - 1]).map((n) => trial.endsAt - n * dayMs)
          : days.flatMap((n) => [n, n + 1]).map((n) => trial.startedAt + n * dayMs)
      }
      if ('meter' in measure) {
        const { name, read } = measure.meter
        const { newest } = readingOf(who, name, now)
        const isMetered = meters.some((each) => each.key === name)
        const moreHelps = !(isNegated ? ['gt', 'gte', 'exists'] : ['lt', 'lte', 'exists']).includes(
          operator,
        )
        const resets =
          isRearming || (read === 'remaining' || read === 'runwayDays' ? moreHelps : lessHelps)
        return [
          ...(read === 'runwayDays' && newest ? [now + dayMs] : []),
          ...(isMetered && resets ? [weekOf(now).to] : []),
        ]
      }
      if (!lessHelps && !isRearming && !('growth' in measure)) return []
      const scope = 'signals' in measure || 'newFeatures' in measure ? 'account' : one.subject
      const counted: Counted =
        'growth' in measure
          ? measure.growth.of
          : 'signals' in measure
            ? signalsAsCount(measure.signals)
            : 'newFeatures' in measure
              ? {
                  distinct: {
                    event: 'feature_used',
                    within: measure.newFeatures.within,
                    of: 'feature',
                  },
                }
              : measure
      const unit = unitOf(counting(counted).within)
      const buckets = durationMs(counting(counted).within) / unit
      return ('growth' in measure ? [0, 1] : [0]).flatMap((back) => {
        const entries = seen(counted, who, scope, now, back).filter((each) =>
          'distinct' in counted ? memberOf(counted, each) != null : true,
        )
        // Of a value that is seen again, only its newest sighting can leave.
        const leaving =
          'distinct' in counted && !('growth' in measure) && !('newFeatures' in measure)
            ? [...new Set(entries.map((each) => memberOf(counted, each)))].map((member) =>
                Math.max(
                  ...entries
                    .filter((each) => memberOf(counted, each) === member)
                    .map((each) => each.occurredAt),
                ),
              )
            : entries.map((each) => each.occurredAt)
        const oldest = Math.min(...leaving.map((at) => Math.floor(at / unit)))
        return Number.isFinite(oldest) ? [(oldest + buckets * (back + 1)) * unit] : []
      })
    })
    const next = Math.min(...moments.filter((at) => at > now))
    return Math.ceil(next / minuteMs) * minuteMs
  }

  const isTimeDriven = (one: Trigger) =>
    one.rearm === 'after_false' ||
    leaves(one.when).some(({ leaf, isNegated }) => {
      if (!('measure' in leaf)) return false
      const { measure, ...compared } = leaf
      const operator = Object.keys(compared)[0] ?? ''
      const grows = isNegated ? ['lt', 'lte', 'exists'] : ['gt', 'gte', 'exists']
      const shrinks = isNegated ? ['gt', 'gte', 'exists'] : ['lt', 'lte', 'exists']
      if ('age' in measure || 'trial' in measure || 'growth' in measure) return true
      if (!('meter' in measure)) return !grows.includes(operator)
      const { name, read } = measure.meter
      if (read === 'runwayDays') return true
      return (
        meters.some((each) => each.key === name) &&
        !(read === 'remaining' ? shrinks : grows).includes(operator)
      )
    })

  // --- What it does --------------------------------------------------------------------------------

  const look = (one: Trigger, given: Who, now: number) => {
    const subject = one.subject === 'account' ? given.account : given.user
    if (subject === null) return
    const key = `${one.key} ${subject}`
    const isTrue = holds(one.when, one, given, now) === true
    const before = last.get(key)
    const isArmed =
      !before ||
      (now >= before.at + durationMs(one.cooldown) &&
        now >= before.periodEndsAt &&
        (one.rearm === 'after_cooldown' || before.wasFalse))
    if (!isTrue && before) before.wasFalse = true
    const place = `${one.key} ${given.account} ${one.subject === 'user' ? given.user : ''}`
    if (isTimeDriven(one))
      looks.set(place, {
        trigger: one,
        who: one.subject === 'user' ? given : { ...given, user: null },
        due: nextLook(one, given, now),
      })
    if (!isTrue || !isArmed) return
    const resets = leaves(one.when)
      .flatMap(({ leaf }) =>
        'measure' in leaf && 'meter' in leaf.measure ? [leaf.measure.meter.name] : [],
      )
      .map((name) => readingOf(given, name, now).newest?.resetsAt ?? 0)
      .filter((at) => at > now)
    const periodEndsAt = one.family === 'limit' && resets.length > 0 ? Math.min(...resets) : 0
    last.set(key, { at: now, periodEndsAt, wasFalse: false })
    fired.push(`${key} ${now}`)
    enter({
      messageId: '',
      name: 'signal_fired',
      ...given,
      department: null,
      source: 'brim',
      properties: { trigger: one.key },
      occurredAt: now,
      receivedAt: now,
    })
  }

  const enter = (entry: LoggedEntry) => {
    const { account, user, receivedAt } = entry
    const isNewAccount = !past.some((one) => one.account === account)
    const isNewUser = user !== null && !past.some((one) => one.user === user)
    past.push(entry)
    const accountOf = (id: string) => past.filter((one) => one.user === id).at(-1)?.account
    for (const one of entry.name.startsWith('trial_') ? triggers : []) {
      const isOfTrial = leaves(one.when).some(
        ({ leaf }) => 'measure' in leaf && 'trial' in leaf.measure,
      )
      if (one.subject !== 'user' || !isOfTrial) continue
      const due = (Math.floor(receivedAt / minuteMs) + 1) * minuteMs
      for (const id of new Set(past.flatMap((each) => each.user ?? []))) {
        if (accountOf(id) !== account) continue
        const place = `${one.key} ${account} ${id}`
        looks.set(place, { trigger: one, who: { account, user: id }, due })
      }
    }
    for (const one of triggers.filter(isTimeDriven)) {
      const isMet =
        one.subject === 'account' ? isNewAccount : user !== null && (isNewAccount || isNewUser)
      if (!isMet) continue
      const who = one.subject === 'user' ? { account, user } : { account, user: null }
      const due = (Math.floor(receivedAt / minuteMs) + 1) * minuteMs
      looks.set(`${one.key} ${account} ${who.user ?? ''}`, { trigger: one, who, due })
    }
    for (const one of triggers) {
      if (listens(one, entry)) look(one, { account, user }, receivedAt)
    }
  }

  const passTime = (until: number) => {
    for (;;) {
      const due = [...looks].filter(([, one]) => one.due <= until)
      if (due.length === 0) return
      const at = Math.min(...due.map(([, one]) => one.due))
      const now = due.filter(([, one]) => one.due === at).sort(([a], [b]) => (a < b ? -1 : 1))
      const [place, first] = now[0] as (typeof due)[number]
      looks.delete(place)
      look(first.trigger, first.who, at)
    }
  }

  return {
    fired,
    passTime,
    take(entry: LoggedEntry) {
      passTime(entry.receivedAt)
      enter(entry)
    },
  }
}
