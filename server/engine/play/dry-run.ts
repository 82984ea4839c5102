/**
 * What plays would have made of the signals of a history: whom they would have told, and when, by the
 * rules that hold live. How ready an account was is not known of a time that is past: who came first goes
 * first, and what a play makes of it is told apart.
 */
import type { Claim } from '../../../shared/account/claim.ts'
import type { Family } from '../../../shared/definition/trigger.ts'
import type { DryRunReport, RepLoad } from '../../../shared/play/dry-run.ts'
import { type PlayOutcome, playOutcomes, reachesOwner } from '../../../shared/play/play.ts'
import { dateAt } from '../../../shared/value/zone.ts'
import type { SalesTeam } from '../../../shared/workspace/sales-team.ts'
import type { Facts } from '../facts.ts'
import { quantile } from '../replay/sorted.ts'
import { compileTeam, ownerOf } from './owner.ts'
import { placeAlert, type RepRules, rulesOfRep } from './place.ts'
import { quietUntil } from './quiet.ts'
import { type CompiledPlay, covers, type Shown, setOff } from './set-off.ts'

export type DryRunOptions = {
  /** In their order, the draft among them. */
  plays: readonly CompiledPlay[]
  draft: string
  team: SalesTeam
  /** What came before is looked at, and told of nobody. */
  from: number
  isHeldOut(account: string): boolean
}

export type Fired = {
  trigger: string
  family: Family
  account: string
  user: string | null
  at: number
  expiresAt: number
  facts: Facts
  claim: Claim | null
}

type Due = {
  play: string
  way: 'alert' | 'digest'
  rep: string
  at: number
  expiresAt: number
  /** When an event ended its signal; infinite where none did. */
  endsAt: number
}

export type DryRun = {
  /** Answers how to say that its signal was ended early. */
  take(fired: Fired): (at: number) => void
  report(history: { days: number; events: number }): DryRunReport
}

export function createDryRun({ plays, draft, team, from, isHeldOut }: DryRunOptions): DryRun {
  const compiled = compileTeam(team)
  const shown = new Map<string, Shown[]>()
  const dues: Due[] = []
  const outcomes = Object.fromEntries(playOutcomes.map((one) => [one, 0])) as Record<
    PlayOutcome,
    number
  >
  const [accounts, acted] = [new Set<string>(), new Set<string>()]
  const leftOut = new Set<string>()
  let unowned = 0
  let sent = 0

  return {
    take(fired) {
      const { account, user, trigger, family, at } = fired
      const known = shown.get(account) ?? []
      shown.set(account, known)
      const about = { trigger, family, user, facts: fired.facts, shown: known }
      const looked = setOff(plays, {
        ...about,
        readiness: 'unknown',
        isHeldOut: isHeldOut(account),
      })
      if (user !== null) known.push({ trigger, family, user, at })
      const own: Due[] = []
      if (at >= from) {
        for (const { play, outcome } of looked) {
          const isDraft = play.play.key === draft
          if (isDraft) {
            outcomes[outcome]++
            accounts.add(account)
          }
          if (outcome === 'readiness_unknown' && !isDraft) leftOut.add(play.play.key)
          const mayAct = outcome === 'acted' || (isDraft && outcome === 'readiness_unknown')
          // Of whom nobody is told in the holdout, nobody would have been told however ready.
          if (!mayAct || isHeldOut(account)) continue
          if (isDraft) acted.add(account)
          for (const action of play.play.actions) {
            if (action.kind === 'nudge') continue
            if (!reachesOwner(action)) {
              if (isDraft) sent++
              continue
            }
            const rep = ownerOf(compiled, fired.facts, fired.claim)
            if (rep === null) {
              if (isDraft) unowned++
              continue
            }
            const way = action.kind === 'digest' ? 'digest' : 'alert'
            const { expiresAt } = fired
            const due = { play: play.play.key, way, rep, at, expiresAt } as const
            own.push({ ...due, endsAt: Number.POSITIVE_INFINITY })
          }
          // As if it had found the account ready enough: plays after it would not have been looked at.
          if (outcome === 'readiness_unknown' && play.play.stops) break
        }
      }
      dues.push(...own)
      return (endedAt) => {
        for (const due of own) due.endsAt = Math.min(due.endsAt, endedAt)
      }
    },
    report({ days, events }) {
      const placed = placeAll(dues, (rep) => rulesOfRep(team, rep))
      const mine = placed.filter((one) => one.due.play === draft)
      const reps = [...new Set(mine.map(({ due }) => due.rep))].sort()
      const loads = reps.map((rep) =>
        loadOf(
          rep,
          mine.filter(({ due }) => due.rep === rep),
        ),
      )
      const counts = loads.flatMap(({ perDay }) => perDay).sort((a, b) => a - b)
      const is = (kind: Placement['kind']) => mine.filter((one) => one.kind === kind).length
      return {
        type: 'report',
        days,
        events,
        signals: Object.values(outcomes).reduce((sum, one) => sum + one, 0),
        accounts: accounts.size,
        outcomes,
        acted: acted.size,
        leftOut: [...leftOut].sort(),
        told: is('told'),
        inDigests: is('digest'),
        over: is('over'),
        unowned,
        sent,
        median: quantile(counts, 0.5) ?? null,
        most: counts.at(-1) ?? 0,
        reps: loads
          .map(({ perDay: _, ...load }) => load)
          .sort((a, b) => b.alerts - a.alerts || (a.rep < b.rep ? -1 : 1)),
      }
    },
  }
}

export type Placement = { due: Due; kind: 'told' | 'digest' | 'over'; day: string; isFull: boolean }

/** In the order in which they could be told: what waited for the night to end goes by when it came. */
export function placeAll(dues: readonly Due[], rulesOf: (rep: string) => RepRules): Placement[] {
  const rules = new Map([...new Set(dues.map((one) => one.rep))].map((rep) => [rep, rulesOf(rep)]))
  const told = new Map<string, number>()
  return dues
    .flatMap((due) => {
      const rep = rules.get(due.rep)
      return rep ? [{ due, rep, at: due.way === 'digest' ? due.at : quietUntil(due.at, rep) }] : []
    })
    .sort((a, b) => a.at - b.at || a.due.at - b.due.at)
    .map(({ due, rep, at }): Placement => {
      const day = dateAt(at, rep.timeZone)
      const isOver = (when: number) => when >= Math.min(due.expiresAt, due.endsAt)
      if (isOver(at)) return { due, kind: 'over', day, isFull: false }
      const place = `${day} ${due.rep}`
      const before = told.get(place) ?? 0
      const placed = placeAlert(rep, { way: due.way, told: before, now: at })
      if (placed.kind !== 'digest') {
        told.set(place, before + 1)
        return { due, kind: 'told', day, isFull: false }
      }
      const isFull = placed.reason === 'over_cap'
      return { due, kind: isOver(placed.until) ? 'over' : 'digest', day, isFull }
    })
}

function loadOf(rep: string, placed: readonly Placement[]): RepLoad & { perDay: number[] } {
  const days = new Map<string, number>()
  for (const { kind, day } of placed) {
    if (kind === 'told') days.set(day, (days.get(day) ?? 0) + 1)
  }
  const perDay = [...days.values()].sort((a, b) => a - b)
  return {
    rep,
    alerts: placed.filter((one) => one.kind === 'told').length,
    inDigests: placed.filter((one) => one.kind === 'digest').length,
    median: quantile(perDay, 0.5) ?? null,
    most: perDay.at(-1) ?? 0,
    fullDays: [...new Set(placed.filter((one) => one.isFull).map((one) => one.day))].sort(),
    perDay,
  }
}

/** Whether any of the plays may look at signals of a trigger. */
export function isLookedAt(
  plays: readonly CompiledPlay[],
  kind: { trigger: string; family: Family },
) {
  return plays.some(({ play }) => covers(play, kind))
}
