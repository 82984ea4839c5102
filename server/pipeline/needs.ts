/** Which rows a group of work will read, told from the work itself, so that few statements load all. */
import type { CounterUse } from '../engine/catalogue.ts'
import { firstBucket } from '../engine/window.ts'
import type { Definitions } from './definitions.ts'
import type { Input, Work } from './pipeline.ts'
import { place } from './state.ts'

export type Needs = {
  messageIds: Set<string>
  accounts: Set<string>
  users: Set<string>
  /** Measure and subject -> the oldest bucket that is read. */
  totals: Map<string, number>
  members: Map<string, number>
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
      addReads(needs, definitions, definitions.catalogue.gateReads, account, user)
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
    addReads(needs, definitions, catalogue.reads.get(name) ?? [], input.account, input.user)
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
  uses: readonly CounterUse[],
  account: string,
  user: string | null,
) {
  for (const { counter, widest } of uses) {
    const subject = counter.scope === 'account' ? account : user
    const id = measureIds.get(counter.key)
    if (subject === null || id === undefined) continue
    const where = counter.keeps === 'total' ? needs.totals : needs.members
    const from = firstBucket(widest, needs.since)
    const at = place(id, subject)
    where.set(at, Math.min(from, where.get(at) ?? from))
  }
}
