/** Which rows a group of work will read, told from the work itself, so that few statements load all. */
import { trialEvents } from '../../../shared/event/event.ts'
import { attributionOf } from '../../engine/billing/attribution.ts'
import type { CounterRead } from '../../engine/catalogue.ts'
import { daysOf } from '../../engine/metered.ts'
import type { CompiledTrigger } from '../../engine/trigger.ts'
import { firstBucket, lastBucket } from '../../engine/window.ts'
import { place, wakeupPlace } from '../../engine/world.ts'
import type { Definitions } from '../definition/definitions.ts'
import type { Input } from '../input.ts'
import type { Work } from '../work.ts'
import { readPlace } from './state.ts'
import { mayChangeNothing } from './unchanged.ts'

/** The buckets that one read looks at. */
export type BucketRange = { measure: number; subject: string; first: number; last: number }

export type Needs = {
  messageIds: Set<string>
  /** Of these, the ids of what may have come before without changing anything. */
  unchanged: Set<string>
  accounts: Set<string>
  users: Set<string>
  /** Accounts whose newest readings are read or changed. */
  meters: Set<string>
  /** Trigger and account whose active signals are asked for, or may be ended, whoever they are of. */
  signals: Set<string>
  /** Account, trigger and the user of whom alone they are asked for. */
  userSignals: Map<string, readonly [account: string, trigger: string, user: string]>
  totals: Map<string, BucketRange>
  members: Map<string, BucketRange>
  /** Measure and subject -> the oldest bucket that matters. */
  latest: Map<string, number>
  /** Measure and subject of what asks since when. */
  firsts: Set<string>
  /** Measure and account of metered meters: the days of their periods. */
  days: Map<string, { first: number; last: number }>
  /** Name and account of meters whose trend is read. */
  meterDays: Set<string>
  firings: Set<string>
  wakeups: Set<string>
  decisions: Set<string>
  /** Accounts whose claim is looked at or changed. */
  claims: Set<string>
  /** Accounts of which a play may ask who has shown a signal, or how ready they are. */
  plays: Set<string>
  /** Accounts whose trials are read. */
  trials: Set<string>
  /** Accounts whose trial may change: all their users are to be woken. */
  usersOf: Set<string>
  /** Who bought something, and between when what they were shown may have led to it. */
  shownTo: { account: string; from: number; to: number }[]
  /** Those for whom a question is asked. */
  visitors: { account: string; user: string }[]
  /** The earliest "now" of the group. */
  since: number
}

/** The names under which an input can enter the log. */
export function eventNames(input: Input): string[] {
  switch (input.kind) {
    case 'event':
      return [input.name]
    case 'meter':
      return ['meter_read']
    case 'account_traits':
      return ['account_changed', 'plan_changed']
    case 'user_traits':
      return ['user_changed']
    case 'outcome':
      return [
        `nudge_${input.outcome}`,
        ...(input.outcome === 'shown' ? ['nudge_withheld'] : []),
        ...(input.outcome === 'trial_started' ? ['trial_started'] : []),
      ]
    case 'trial':
      return [...trialEvents]
    case 'claim':
      return ['account_claimed']
    case 'release':
      return ['account_released']
    case 'consent':
      return ['consent_changed']
    case 'conversion':
      return ['conversion']
    default:
      return input satisfies never
  }
}

export function needsOf(works: readonly Work[], definitions: Definitions): Needs {
  const times = works.flatMap((work) => [
    work.at,
    ...(work.due ?? []).map((one) => one.at),
    ...work.inputs.map((input) => input.receivedAt),
  ])
  const needs: Needs = {
    messageIds: new Set(),
    unchanged: new Set(),
    accounts: new Set(),
    users: new Set(),
    meters: new Set(),
    signals: new Set(),
    userSignals: new Map(),
    totals: new Map(),
    members: new Map(),
    latest: new Map(),
    firsts: new Set(),
    days: new Map(),
    meterDays: new Set(),
    firings: new Set(),
    wakeups: new Set(),
    decisions: new Set(),
    claims: new Set(),
    plays: new Set(),
    trials: new Set(),
    usersOf: new Set(),
    shownTo: [],
    visitors: [],
    since: times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  }
  for (const work of works) {
    for (const input of work.inputs) addInput(needs, input, definitions)
    if (work.question) {
      const { visitor, isMoment } = work.question
      const { account, user } = visitor
      needs.visitors.push({ account, user })
      needs.claims.add(account)
      needs.meters.add(account)
      needs.plays.add(account)
      addSubjects(needs, account, user)
      for (const id of work.question.shown ?? []) needs.decisions.add(id)
      needs.trials.add(account)
      const reads = definitions.catalogue.gateReads
      addReads(needs, definitions, reads, { account, user, now: work.at })
      addMetered(needs, definitions, account, work.at)
      for (const trigger of definitions.catalogue.triggers.values()) {
        addTrigger(needs, trigger, account, user)
      }
      for (const trigger of definitions.catalogue.gateTriggers) {
        addSignals(needs, trigger, account, user)
      }
      if (isMoment) addEnding(needs, definitions, account, ['nudge_withheld'])
      const woken = isMoment ? (definitions.catalogue.listeners.get('nudge_withheld') ?? []) : []
      addEvaluation(needs, definitions, woken, { account, user, now: work.at })
    }
    for (const one of work.due ?? []) {
      const trigger = definitions.catalogue.triggers.get(one.trigger)
      addEnding(needs, definitions, one.account, [])
      if (trigger) addEvaluation(needs, definitions, [trigger], { ...one, now: one.at })
    }
    for (const { account } of work.ends ?? []) {
      needs.trials.add(account)
      needs.usersOf.add(account)
      const woken = definitions.catalogue.listeners.get('trial_ended') ?? []
      addEnding(needs, definitions, account, ['trial_ended'])
      addEvaluation(needs, definitions, woken, { account, user: null, now: work.at })
    }
  }
  return needs
}

function addInput(needs: Needs, input: Input, definitions: Definitions) {
  const { catalogue } = definitions
  if (!input.isUnrepeated) needs.messageIds.add(input.messageId)
  if (mayChangeNothing(input)) needs.unchanged.add(input.messageId)
  addSubjects(needs, input.account, input.user)
  if (input.kind === 'outcome') needs.decisions.add(input.decisionId)
  if (input.kind === 'claim' || input.kind === 'release') needs.claims.add(input.account)
  if (input.kind === 'trial') {
    needs.trials.add(input.account)
    needs.usersOf.add(input.account)
  }
  if (input.kind === 'conversion') {
    if (input.decision) needs.decisions.add(input.decision)
    if (input.isSought) needs.shownTo.push({ account: input.account, ...attributionOf(input) })
  }
  const { account, user, receivedAt: now } = input
  if (input.kind === 'meter') needs.meters.add(account)
  const names = eventNames(input)
  const woken = names.flatMap((name) => catalogue.listeners.get(name) ?? [])
  addEnding(needs, definitions, account, names)
  addEvaluation(needs, definitions, woken, { account, user, now })
  addMetered(needs, definitions, account, now)
}

/** The signals that entries under these names may end. */
function addEnding(
  needs: Needs,
  { catalogue: { cancelledBy } }: Definitions,
  account: string,
  names: readonly string[],
) {
  // Any entry may make a trigger fire, whose firing is an entry too.
  for (const name of [...names, 'signal_fired']) {
    for (const trigger of cancelledBy.get(name) ?? []) needs.signals.add(place(trigger, account))
  }
}

/** What the gates ask of a trigger: an account has thousands of signals where each user has some. */
function addSignals(needs: Needs, { trigger }: CompiledTrigger, account: string, user: string) {
  const { key, subject } = trigger
  if (subject === 'account') needs.signals.add(place(key, account))
  else needs.userSignals.set(JSON.stringify([account, key, user]), [account, key, user])
}

function addMetered(
  needs: Needs,
  { catalogue, measureIds }: Definitions,
  account: string,
  now: number,
) {
  for (const metered of catalogue.meters.values()) {
    const id = measureIds.get(metered.counter.key)
    if (id === undefined) continue
    const window = daysOf(metered, now)
    const at = place(id, account)
    const known = needs.days.get(at)
    needs.days.set(at, {
      first: Math.min(known?.first ?? Number.POSITIVE_INFINITY, firstBucket(window, now)),
      last: Math.max(known?.last ?? 0, lastBucket(window, now)),
    })
  }
}

type Who = { account: string; user: string | null; now: number }

/** What it takes to evaluate these triggers, and those that listen to their signals. */
function addEvaluation(
  needs: Needs,
  definitions: Definitions,
  triggers: readonly CompiledTrigger[],
  who: Who,
) {
  addSubjects(needs, who.account, who.user)
  if (triggers.length > 0) addMetered(needs, definitions, who.account, who.now)
  const { listeners, playsAskOf } = definitions.catalogue
  const listening = listeners.get('signal_fired') ?? []
  for (const trigger of triggers.length > 0 ? [...triggers, ...listening] : []) {
    addReads(needs, definitions, trigger.condition.counters, who)
    addTrigger(needs, trigger, who.account, who.user)
    // Nearly all events wake triggers of which no play asks, or none at all.
    if (playsAskOf.has(trigger.trigger.key)) needs.plays.add(who.account)
  }
}

function addTrigger(needs: Needs, compiled: CompiledTrigger, account: string, user: string | null) {
  const { trigger, condition } = compiled
  const subject = trigger.subject === 'account' ? account : user
  if (condition.trials.length > 0) needs.trials.add(account)
  if (condition.meters.length > 0) needs.meters.add(account)
  for (const name of condition.runways) needs.meterDays.add(place(name, account))
  if (subject === null) return
  needs.firings.add(place(trigger.key, subject))
  if (compiled.isTimeDriven) {
    needs.wakeups.add(wakeupPlace(trigger.key, account, trigger.subject === 'user' ? user : null))
  }
}

function addSubjects(needs: Needs, account: string, user: string | null) {
  needs.accounts.add(account)
  if (user !== null) needs.users.add(user)
}

function addReads(
  needs: Needs,
  { measureIds }: Definitions,
  reads: readonly CounterRead[],
  { account, user, now }: Who,
) {
  for (const { counter, window } of reads) {
    const subject = counter.scope === 'account' ? account : user
    const id = measureIds.get(counter.key)
    if (subject === null || id === undefined) continue
    const first = firstBucket(window, now)
    if (counter.keeps === 'latest') {
      const at = place(id, subject)
      needs.latest.set(at, Math.min(first, needs.latest.get(at) ?? first))
      continue
    }
    const where = counter.keeps === 'total' ? needs.totals : needs.members
    if (counter.keeps === 'firsts') needs.firsts.add(place(id, subject))
    where.set(readPlace(id, window, now, subject), {
      measure: id,
      subject,
      first,
      last: lastBucket(window, now),
    })
  }
}
