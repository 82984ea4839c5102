/** Where an alert goes now: told, kept until quiet hours are over, or put into the next digest. */
import type { Rep, SalesTeam } from '../../../shared/workspace/sales-team.ts'
import { type Hours, isQuiet, nextDigest, quietUntil } from './quiet.ts'

/** A rep with what holds for them. `destination`: null where nothing says how they are told. */
export type RepRules = Hours & {
  email: string
  alertsPerDay: number
  digestAt: string
  destination: string | null
}

export function rulesOfRep(team: SalesTeam, email: string): RepRules {
  const own: Partial<Rep> = team.reps.find((one) => one.email === email) ?? {}
  return {
    email,
    timeZone: own.timeZone ?? team.timeZone,
    quiet: own.quiet ?? team.quiet,
    alertsPerDay: own.alertsPerDay ?? team.alertsPerDay,
    digestAt: team.digestAt,
    destination: own.destination ?? team.destination,
  }
}

export type Placed =
  | { kind: 'tell' }
  | { kind: 'wait'; reason: 'quiet_hours'; until: number }
  | { kind: 'digest'; reason: 'over_cap' | 'by_digest'; until: number }

/** `told`: alerts that the rep has had on this day of theirs. */
export function placeAlert(
  rep: RepRules,
  { way, told, now }: { way: 'alert' | 'digest'; told: number; now: number },
): Placed {
  const until = () => nextDigest(now, rep, rep.digestAt)
  if (way === 'digest') return { kind: 'digest', reason: 'by_digest', until: until() }
  if (isQuiet(now, rep)) {
    return { kind: 'wait', reason: 'quiet_hours', until: quietUntil(now, rep) }
  }
  if (told >= rep.alertsPerDay) return { kind: 'digest', reason: 'over_cap', until: until() }
  return { kind: 'tell' }
}
