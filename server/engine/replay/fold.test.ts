/** The engine against a naive oracle that recounts the raw log for every answer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../../shared/value/duration.ts'
import { compileMeter } from '../metered.ts'
import { compileTrigger } from '../trigger.ts'
import { createFold, type LoggedEntry } from './fold.ts'
import { arrivals, calls, plans, type Step, step, trialOffer, triggers } from './test-history.ts'
import { createOracle } from './test-oracle.ts'

/** Firings of one history, after which no more of it is lived through. */
const enough = 200
const noon = Date.parse('2026-03-04T12:00:00Z')

/** Entries as the pipeline writes them. */
function entriesOf(steps: readonly Step[]): LoggedEntry[] {
  const trials = new Set<string>()
  const departments = new Map<string, string>()
  return arrivals(steps, noon).map((receivedAt, i): LoggedEntry => {
    const { account, user, what, late } = steps[i] as Step
    if (what.kind === 'user' && what.traits.department) {
      departments.set(user, String(what.traits.department))
    }
    const common = {
      messageId: `m${i}`,
      account,
      user,
      department: departments.get(user) ?? null,
      source: 'api' as const,
      occurredAt: receivedAt - late * minuteMs,
      receivedAt,
    }
    switch (what.kind) {
      case 'event':
        return { ...common, name: what.name, properties: what.properties }
      case 'meter': {
        const { used, resetsAt } = what
        const properties = { meter: 'seats', used, limit: 5, resetsAt, ratio: used / 5 }
        return { ...common, name: 'meter_read', properties }
      }
      case 'plan':
        return { ...common, user: null, name: 'account_changed', properties: { plan: what.plan } }
      case 'trial': {
        const offer = trialOffer.key
        const name = trials.has(account) ? 'trial_extended' : 'trial_started'
        if (what.days === null) {
          return { ...common, occurredAt: receivedAt, name: 'trial_ended', properties: { offer } }
        }
        trials.add(account)
        const endsAt = receivedAt + what.days * dayMs
        return { ...common, name, properties: { offer, plan: 'team', endsAt } }
      }
      case 'user':
        return { ...common, name: 'user_changed', properties: what.traits }
      default:
        return what satisfies never
    }
  })
}

test('fires what a recount of the raw log fires, with every measure and as time passes', () => {
  const compiledMeter = compileMeter(calls)
  const catalogue = {
    meters: new Map([[calls.key, compiledMeter]]),
    plans: new Map(plans.map((one) => [one.key, one])),
  }
  let firings = 0
  fc.assert(
    fc.property(
      triggers(1, 4),
      fc.array(step, { minLength: 5, maxLength: 14 }),
      (published, steps) => {
        const entries = entriesOf(steps)
        const oracle = createOracle({ triggers: published, meters: [calls], plans })
        const fired: string[] = []
        const fold = createFold({
          triggers: published.map((one) => compileTrigger(one, catalogue.meters)),
          catalogue,
          logStart: 0,
          onFiring: ({ trigger, account, user, at }) => {
            const { subject } = published.find((one) => one.key === trigger) ?? {}
            fired.push(`${trigger} ${subject === 'account' ? account : user} ${at}`)
          },
        })
        // In steps: triggers that wake each other fire every five minutes for days, and the oracle
        // recounts all that came before it.
        const passTime = (from: number, to: number) => {
          for (let at = from; at < to && fired.length < enough; at += 6 * hourMs) {
            fold.passTime(at)
            oracle.passTime(at)
          }
        }
        let now = noon
        for (const entry of entries) {
          passTime(now, entry.receivedAt)
          if (fired.length >= enough) break
          fold.take(entry)
          oracle.take(entry)
          now = entry.receivedAt
        }
        passTime(now, now + 9 * dayMs)
        expect(fired).toEqual(oracle.fired)
        firings += fired.length
      },
    ),
    { numRuns: 5_000 },
  )
  // A property that nothing ever meets would say nothing.
  expect(firings).toBeGreaterThan(1000)
}, 240_000)
