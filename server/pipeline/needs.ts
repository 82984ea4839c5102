/** Which rows a group of work will read, told from the work itself, so that few statements load all. */
import type { CounterRead } from '../engine/catalogue.ts'
import { bucketAt, firstBucket } from '../engine/window.ts'
import type { Definitions } from './definitions.ts'
import type { Input, Work } from './pipeline.ts'
import { place, readPlace } from './state.ts'

/** The buckets that one read looks at. */
export type BucketRange = { measure: number; subject: string; first: number; last: number }

export type Needs = {
  messageIds: Set<string>
  accounts: Set<string>
  users: Set<string>
  totals: Map<string, BucketRange>
  members: Map<string, BucketRange>
  firings: Set<string>
  decisions: Set<string>
  /** Those for whom a question is asked. */
  visitors: { account: string; user: string }[]
  /** The earliest "now" of the group. */
  since: number
  latest: number
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
      return [`nudge_${input.outcome}`]
    default:
      return input satisfies never
  }
}

export function needsOf(works: readonly Work[], definitions: Definitions): Needs {
  const times = works.flatMap((work) => [
    ...(work.question ? [work.at] : []),
    ...work.inputs.map((input) => input.receivedAt),
  ])
  const needs: Needs = {
    messageIds: new Set(),
    accounts: new Set(),
    users: new Set(),
    totals: new Map(),
    members: new Map(),
    firings: new Set(),
    decisions: new Set(),
    visitors: [],
    since: times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    latest: times.reduce((a, b) => Math.max(a, b), 0),
  }
  for (const work of works) {
    for (const input of work.inputs) addInput(needs, input, definitions)
    if (work.question) {
      const { account, user } = work.question.visitor
      needs.visitors.push({ account, user })
      addSubjects(needs, account, user)
      const reads = definitions.catalogue.gateReads
      addReads(needs, definitions, reads, { account, user, now: work.at })
      for (const trigger of definitions.catalogue.triggers.keys()) {
        needs.firings.add(place(trigger, account))
        needs.firings.add(place(trigger, user))
      }
    }
  }
  return needs
}

function addInput(needs: Needs, input: Input, definitions: Definitions) {
  const { catalogue } = definitions
  needs.messageIds.add(input.messageId)
  addSubjects(needs, input.account, input.user)
  if (input.kind === 'outcome') needs.decisions.add(input.decisionId)
  for (const name of eventNames(input)) {
    const { account, user, receivedAt: now } = input
    addReads(needs, definitions, catalogue.reads.get(name) ?? [], { account, user, now })
    for (const { trigger } of catalogue.listeners.get(name) ?? []) {
      const subject = trigger.subject === 'account' ? input.account : input.user
      if (subject !== null) needs.firings.add(place(trigger.key, subject))
    }
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
  { account, user, now }: { account: string; user: string | null; now: number },
) {
  for (const { counter, window } of reads) {
    const subject = counter.scope === 'account' ? account : user
    const id = measureIds.get(counter.key)
    if (subject === null || id === undefined) continue
    const where = counter.keeps === 'total' ? needs.totals : needs.members
    where.set(readPlace(id, window, now, subject), {
      measure: id,
      subject,
      first: firstBucket(window, now),
      last: bucketAt(now, window.unitMs),
    })
  }
}
