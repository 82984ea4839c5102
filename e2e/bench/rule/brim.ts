/** The rule as Brim runs it. */
import type { CounterRead } from '../../../server/engine/catalogue.ts'
import { compileCondition } from '../../../server/engine/condition.ts'
import type { Counter } from '../../../server/engine/counter.ts'
import type { Facts, Reading } from '../../../server/engine/facts.ts'
import { createFold, type LoggedEntry } from '../../../server/engine/replay/fold.ts'
import { compileTrigger } from '../../../server/engine/trigger.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import { type Count, counting } from './count.ts'
import type { Person } from './people.ts'
import { rule } from './rule.ts'

const now = Date.parse('2026-03-04T12:00:00Z')

const factsInMemory = (person: Person): Facts => {
  const reading = { used: person.seatsRatio * 10, limit: 10, resetsAt: null, at: now }
  const traits: Record<string, FactValue> = { role: person.role, plan: person.plan }
  const counted = (counter: Counter) => (counter.keeps === 'total' ? person.hits : person.users)
  return {
    now,
    counted,
    leavesAt: () => undefined,
    newFeatures: () => 0,
    meter: () => reading,
    meterDays: () => [],
    trials: () => [],
    firstSeenAt: () => undefined,
    trait: (_of, name) => traits[name],
    visit: () => undefined,
  }
}

/** The condition alone: what it reads is there, as it is for the others. */
export const byBrim = (people: readonly Person[]): Count => {
  const { test } = compileCondition(rule.when, rule.subject, 'when')
  return counting(people.map(factsInMemory), test)
}

/** The same by hand: what is left is what it costs that a rule is data, and not code. */
export const byHandOverFacts = (people: readonly Person[]): Count => {
  const { counters } = compileCondition(rule.when, rule.subject, 'when')
  const [hits, users] = counters as [CounterRead, CounterRead]
  const isFull = (reading: Reading | undefined) =>
    reading !== undefined && reading.limit !== null && reading.used / reading.limit >= 0.8
  return counting(people.map(factsInMemory), (facts) => {
    if (facts.counted(hits.counter, hits.window) < 3) return false
    if (facts.counted(users.counter, users.window) < 2) return false
    const role = facts.trait('user', 'role')
    if (!isFull(facts.meter('seats')) && role !== 'admin' && role !== 'owner') return false
    const plan = facts.trait('account', 'plan')
    return plan === 'free' || plan === 'pro'
  })
}

/** What must be in the log for an account to be such a person's. */
const entriesOf = (person: Person, account: string): LoggedEntry[] => {
  const common = {
    account,
    department: null,
    source: 'api',
    occurredAt: now,
    receivedAt: now,
  } as const
  const entry = (name: string, user: string | null, properties: LoggedEntry['properties']) => ({
    ...common,
    messageId: '',
    name,
    user,
    properties,
  })
  const userOf = (place: number) => `${account}-user-${place % person.users}`
  return [
    entry('account_changed', null, { plan: person.plan }),
    entry('user_changed', userOf(0), { role: person.role }),
    entry('meter_read', null, { meter: 'seats', used: person.seatsRatio * 10, limit: 10 }),
    ...Array.from({ length: person.hits }, (_, place) =>
      entry('paywall_hit', userOf(place), { feature: 'export' }),
    ),
    ...Array.from({ length: person.users }, (_, place) =>
      entry('paywall_hit', userOf(place), { feature: 'automations' }),
    ),
  ]
}

/** With the facts that a replay would gather for it: counts of all accounts, projected traits. */
export const byBrimFromLog = (people: readonly Person[]): Count => {
  const compiled = compileTrigger(rule)
  const fold = createFold({
    triggers: [compiled],
    catalogue: { meters: new Map(), plans: new Map() },
    logStart: 0,
    onFiring: () => {},
  })
  const all = people.map((person, place) => {
    const account = `account-${place}`
    for (const one of entriesOf(person, account)) fold.take(one)
    return { account, user: `${account}-user-0` }
  })
  return counting(all, (who) => compiled.condition.test(fold.factsOf(who, now)) === true)
}
