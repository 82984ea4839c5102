/** Which plays a signal sets off: the same for live signals, for decisions and for a dry run. */

import type { Evidence, Signal } from '../../../shared/account/signal.ts'
import type { Family } from '../../../shared/definition/trigger.ts'
import { goesToSales, type Play, type PlayOutcome } from '../../../shared/play/play.ts'
import { durationMs } from '../../../shared/value/duration.ts'
import { type CompiledCondition, compileCondition, evidenceOf } from '../condition.ts'
import type { Facts } from '../facts.ts'

export type CompiledPlay = {
  play: Play
  version: number
  accounts: CompiledCondition | undefined
  /** How far back it asks who has shown it; 0 where it does not. */
  peopleMs: number
}

export function compilePlay(play: Play, version: number): CompiledPlay {
  const { accounts, people } = play.for
  return {
    play,
    version,
    accounts: accounts && compileCondition(accounts, 'account', 'for.accounts'),
    peopleMs: people ? durationMs(people.within) : 0,
  }
}

/** Whether it asks of the account what is not read for the signal itself. */
export const asksMore = ({ play, peopleMs }: CompiledPlay): boolean =>
  peopleMs > 0 || play.for.readiness !== undefined

/** In which order they are looked at. */
export function inOrder(a: CompiledPlay, b: CompiledPlay): number {
  return b.play.priority - a.play.priority || (a.play.key < b.play.key ? -1 : 1)
}

type Kind = { trigger: string; family: Family }

/** Somebody of the account has shown something. */
export type Shown = Kind & { user: string; at: number }

export function covers({ when }: Play, { trigger, family }: Kind): boolean {
  return when.triggers.includes(trigger) || when.families.includes(family)
}

/** `user`: who shows it now; null for nobody in particular. */
export type AboutSignal = Kind & {
  user: Signal['user']
  facts: Facts
  /** Signals of the account’s people; what is too old is not counted. */
  shown: readonly Shown[]
  /** The account’s score; null where nobody has reckoned it yet, `unknown` of a time that is past. */
  readiness: number | null | 'unknown'
  isHeldOut: boolean
}

export type LookedAt = {
  play: CompiledPlay
  outcome: PlayOutcome
  /** What it asks of accounts, with what was seen. */
  evidence: Evidence[]
  /** How many have shown it; null where it does not ask. */
  people: number | null
  /** In whole points, as it is shown; null where it does not ask, or there is none. */
  readiness: number | null
  /** The play that went before. */
  after: string | null
}

/** All plays that are about such a signal, in their order, and what becomes of each. */
export function setOff(plays: readonly CompiledPlay[], about: AboutSignal): LookedAt[] {
  let after: string | null = null
  return plays
    .filter(({ play }) => covers(play, about))
    .map((compiled): LookedAt => {
      const looked = { play: compiled, after, ...fitOf(compiled, about) }
      if (after !== null) return { ...looked, outcome: 'after_another' }
      if (looked.outcome !== 'acted') return looked
      if (compiled.play.stops) after = compiled.play.key
      return about.isHeldOut ? { ...looked, outcome: 'holdout' } : looked
    })
}

function fitOf(
  { play, accounts, peopleMs }: CompiledPlay,
  about: AboutSignal,
): Pick<LookedAt, 'outcome' | 'evidence' | 'people' | 'readiness'> {
  const { facts } = about
  const asked = play.for.people
  const people = asked ? peopleOf(play, about, facts.now - peopleMs) : null
  const readiness =
    play.for.readiness && typeof about.readiness === 'number' ? Math.round(about.readiness) : null
  const seen = { evidence: accounts ? evidenceOf(accounts, facts) : [], people, readiness }
  if (accounts && accounts.test(facts) !== true) return { outcome: 'out_of_audience', ...seen }
  if (asked && people !== null && people < asked.atLeast) {
    return { outcome: 'too_few_people', ...seen }
  }
  return { outcome: howReady(play, about, readiness), ...seen }
}

function howReady(
  { for: { readiness: asked } }: Play,
  { readiness: known }: AboutSignal,
  seen: number | null,
): PlayOutcome {
  if (!asked) return 'acted'
  if (known === 'unknown') return 'readiness_unknown'
  if (seen === null) return 'no_score'
  return seen >= asked.atLeast ? 'acted' : 'not_ready'
}

function peopleOf(play: Play, { shown, user }: AboutSignal, since: number): number {
  const people = new Set(user === null ? [] : [user])
  for (const one of shown) if (one.at > since && covers(play, one)) people.add(one.user)
  return people.size
}

/**
 * The play that keeps a signal from a nudge, where one does: some play that fits leads to prompts and
 * none of these to this one; or none does, and one goes to sales. Without a play that fits, prompts
 * may use the signal.
 */
export function keepsFrom(nudge: string, looked: readonly LookedAt[]): CompiledPlay | undefined {
  const acting = looked.filter(({ outcome }) => outcome === 'acted')
  const prompting = acting.filter(({ play }) =>
    play.play.actions.some(({ kind }) => kind === 'nudge'),
  )
  if (prompting.length === 0) {
    return acting.find(({ play }) => play.play.actions.some(goesToSales))?.play
  }
  const leads = ({ play }: LookedAt) =>
    play.play.actions.some(
      (action) =>
        action.kind === 'nudge' && (action.nudges.length === 0 || action.nudges.includes(nudge)),
    )
  return prompting.some(leads) ? undefined : prompting[0]?.play
}
