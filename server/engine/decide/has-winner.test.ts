// What is armed is decided twice: first whether anything wins, then what. Random catalogues and facts
// hold the two together, and the gate of signals to a version of it that asks everything in order.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nudge, parsePlacement } from '../../../shared/definition/nudge.ts'
import { offer, plan } from '../../../shared/definition/plan.ts'
import { trigger } from '../../../shared/definition/trigger.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { lengthInWords } from '../../../shared/words/measure.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { type Catalogue, compileCatalogue } from '../catalogue.ts'
import { evidenceOf } from '../condition.ts'
import { silentUntil } from '../trigger.ts'
import { decide, hasWinner } from './decide.ts'
import { fail, type GateCheck, pass } from './gate.ts'
import { signal } from './gates/signal.ts'
import { nearestLeaf } from './nearest.ts'
import type { DecisionFacts, Moment } from './question.ts'
import { openRequests } from './requests.ts'

const now = Date.parse('2026-03-04T12:00:00Z')
const placements = ['paywall:export', 'page', 'meter:seats', 'slot:billing', 'event:saved']
const offers = ['team', 'business', 'trial', 'talk']
const users = ['u', 'v']
const some = fc.constantFrom
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 })

const condition = fc.oneof(
  fc
    .record({ event: some('paywall_hit', 'saved'), gte: fc.integer({ min: 0, max: 3 }) })
    .map(({ event, gte }) => ({ measure: { count: { event, within: '7d' } }, gte })),
  some(
    { trait: 'account.plan', eq: 'free' },
    { trait: 'user.role', eq: 'admin' },
    {
      all: [
        { trait: 'user.role', eq: 'admin' },
        { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 1 },
      ],
    },
  ),
)

const triggers = fc
  .array(
    fc.record({
      when: condition,
      subject: some('account', 'user'),
      rearm: maybe(some('after_cooldown', 'after_false')),
      cooldown: maybe(some('1h', '7d')),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((all) =>
    all.flatMap(({ rearm, cooldown, ...one }, i) => {
      const more = { ...(rearm && { rearm }), ...(cooldown && { cooldown }) }
      const read = trigger.safeParse({
        key: `t${i}`,
        name: 'T',
        family: 'paywall',
        ...one,
        ...more,
      })
      return read.success ? [read.data] : []
    }),
  )

const title = some('T', '{{account.name}}', '{{account.name|you}}', '{{offer.plan}}')
const copyOf = (title: string, countdown?: string) => ({
  title,
  actions: [{ kind: 'link', label: 'Go', url: '/go' }],
  ...(countdown && { countdown }),
})
const copies = fc
  .record({ title, countdown: maybe(some('{{offer.endsIn}} left')), others: fc.boolean() })
  .map(({ title, countdown, others }) => ({
    en: copyOf(title, countdown),
    ...(others && { de: copyOf('T') }),
  }))
const experiment = fc
  .record({ control: fc.integer({ min: 0, max: 2 }), copy: copies })
  .map(({ control, copy }) => ({
    key: 'x',
    arms: [
      { key: 'control', weight: control, control: true },
      { key: 'words', weight: 1, copy },
    ],
  }))

const nudges = fc
  .array(
    fc.record({
      placement: some(...placements),
      format: some('modal', 'inline', 'toast', 'banner', 'meter'),
      trigger: maybe(some('t0', 't1', 'gone')),
      offer: fc.oneof(some(...offers), some('gone')),
      copy: copies,
      relay: maybe(fc.constant(true)),
      audience: maybe(condition),
      priority: maybe(fc.integer({ min: 0, max: 3 })),
      experiment: maybe(experiment),
      forms: maybe(
        copies.map((copy) => ({ ask_admin: { copy }, contact: { copy: { en: copyOf('Talk') } } })),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) =>
    all.flatMap((one, i) => {
      const given = Object.fromEntries(Object.entries(one).filter(([, value]) => value))
      const read = nudge.safeParse({ key: `n${i}`, name: 'N', ...given })
      return read.success ? [read.data] : []
    }),
  )

const catalogues: fc.Arbitrary<Catalogue> = fc
  .record({
    triggers: fc.tuple(triggers, some('live', 'paused', 'counting')),
    nudges,
    isLive: fc.boolean(),
    holdout: some(0, 0, 0.2),
  })
  .map((given) =>
    compileCatalogue({
      triggers: given.triggers[0].map((body) => ({
        body,
        isLive: given.triggers[1] === 'live',
        isCounting: given.triggers[1] === 'counting',
      })),
      meters: [],
      plays: [],
      nudges: given.nudges.map((body, i) => ({
        body,
        isLive: given.isLive || i > 0,
        version: 1,
        publishedAt: now - i * hourMs,
      })),
      offers: [
        offer.parse({ key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' }),
        offer.parse({ key: 'business', name: 'B', kind: 'upgrade', plan: 'business' }),
        offer.parse({ key: 'trial', name: 'Trial', kind: 'trial', plan: 'team', lasts: '14d' }),
        offer.parse({ key: 'talk', name: 'Talk', kind: 'contact' }),
      ],
      plans: ['free', 'team', 'business'].map((key, tier) => plan.parse({ key, name: key, tier })),
      settings: settingsOf({ holdout: given.holdout }),
      seed: 'seed',
    }),
  )

const ago = fc.integer({ min: 0, max: 20 * dayMs }).map((ms) => now - ms)
const facts: fc.Arbitrary<DecisionFacts> = fc
  .record({
    account: some('a', 'b', 'c'),
    user: some(...users),
    locale: some('en', 'de', null),
    consent: some(null, 'given' as const, 'refused' as const),
    plan: some(undefined, 'free', 'team', 'odd'),
    role: some(undefined, 'admin', 'member'),
    counted: fc.integer({ min: 0, max: 3 }),
    reading: maybe(fc.record({ used: fc.nat(5), limit: some(5, null) })),
    signals: fc.array(
      fc.record({
        trigger: some('t0', 't1'),
        user: some(...users, null),
        expiresAt: fc.integer({ min: -1, max: 1 }).map((days) => now + days * dayMs),
      }),
      { maxLength: 2 },
    ),
    firing: maybe(
      fc.record({ firedAt: ago, periodEndsAt: some(null, now), hasBeenFalse: fc.boolean() }),
    ),
    impressions: fc.array(
      fc.record({
        nudge: some('n0', 'n1'),
        format: some('modal', 'inline'),
        user: some(...users),
        account: fc.constant('a'),
        at: ago,
        ghost: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    wish: maybe(some({ wish: 'never' as const, until: null })),
    requests: fc.array(
      fc.record({ offer: some(...offers), user: some('w', 'v'), name: some(null, 'W'), at: ago }),
      { maxLength: 2 },
    ),
    made: maybe(fc.record({ shownAt: some(null, now - 15 * dayMs, now), convertedAt: some(null) })),
    touches: fc.array(ago, { maxLength: 1 }),
  })
  .map(({ role, counted, reading, firing, wish, made, ...given }) => ({
    ...given,
    facts: {
      now,
      firstSeenAt: () => now - dayMs,
      counted: () => counted,
      meter: () => reading && { ...reading, resetsAt: null, at: now },
      trait: (of, name) =>
        of === 'user' && name === 'role' ? role : name === 'plan' ? given.plan : undefined,
      visit: () => undefined,
      leavesAt: () => undefined,
      newFeatures: () => 0,
      meterDays: () => [],
      trials: () => [],
    },
    firing: (key) => (key === 't0' ? firing : undefined),
    wishes: { get: (key) => (key === 'n0' ? wish : undefined) },
    offersMade: { get: (key) => (key === 'trial' ? made : undefined) },
    trials: [],
    claim: null,
    shown: [],
    readiness: null,
  }))

const event = some(null, 'paywall_hit', 'saved', 'page_viewed')

function momentsOf(name: string | null): Moment[] {
  return placements.map((text) => {
    const placement = parsePlacement(text)
    if (!placement) throw new Error(text)
    return { now, text, placement, event: name === null ? null : { name, supposed: true } }
  })
}

/** All of it in one, each thing asked whether it matters or not. */
const naive: GateCheck = ({ candidate, catalogue, facts, moment }) => {
  const { trigger: key, offer, relay } = candidate.nudge
  const asked = relay ? openRequests(facts, offer, moment.now).length : 0
  if (relay && asked === 0)
    return fail('signal', 'no_signal', `a request for ${offer}`, { value: 'nobody asks for it' })
  if (key === undefined)
    return pass('signal', { value: asked > 0 ? `asked by ${asked}` : 'needs none' })
  const trigger = catalogue.triggers.get(key)
  if (!trigger)
    return fail('signal', 'no_signal', `when the trigger "${key}" is published`, { value: key })
  const isActive = facts.signals.some(
    (one) =>
      one.trigger === key &&
      one.expiresAt > moment.now &&
      (trigger.trigger.subject === 'account' || one.user === facts.user),
  )
  if (isActive) return pass('signal', { value: key })
  const evidence = evidenceOf(trigger.condition, facts.facts)
  const isAtHand = catalogue.listeners.get(moment.event?.name ?? '')?.includes(trigger) ?? false
  const last = facts.firing(key)
  const coolsUntil = last ? silentUntil(trigger, last) : 0
  const isRearmed = !last || trigger.trigger.rearm === 'after_cooldown' || last.hasBeenFalse
  const holds = trigger.condition.test(facts.facts) === true
  if (isAtHand && holds && isRearmed && moment.now >= coolsUntil)
    return pass('signal', { value: key, evidence })
  const nearest = !holds
    ? nearestLeaf(trigger.condition, facts.facts)
    : moment.now < coolsUntil
      ? `in ${lengthInWords(coolsUntil - moment.now)}, when "${key}" has cooled down`
      : isRearmed
        ? `with the next event of "${key}"`
        : 'when its condition has been false and true again'
  return fail('signal', 'no_signal', nearest, { value: key, evidence })
}

test('says that something wins wherever deciding has a winner, a ghost too, and nowhere else', () => {
  const seen = { drawn: 0, ghost: 0, none: 0 }
  fc.assert(
    fc.property(catalogues, facts, event, (catalogue, facts, name) => {
      for (const moment of momentsOf(name)) {
        const { winner } = decide(catalogue, facts, moment)
        expect(hasWinner(catalogue, facts, moment)).toBe(winner !== null)
        if (catalogue.nudgesAt.has(moment.text))
          seen[winner ? (winner.isGhost ? 'ghost' : 'drawn') : 'none']++
      }
    }),
    { numRuns: 1_000 },
  )
  // It would prove little if hardly anything ever won.
  expect(seen.drawn).toBeGreaterThan(5)
  expect(seen.ghost).toBeGreaterThan(0)
})

test('gives the verdict on signals that asking everything in order gives', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(catalogues, facts, event, (catalogue, facts, name) => {
      for (const moment of momentsOf(name)) {
        for (const candidate of catalogue.nudgesAt.get(moment.text) ?? []) {
          const ask = { catalogue, facts, moment, candidate }
          const answer = signal(ask)
          expect(answer).toEqual(naive(ask))
          const said = answer.nearest?.replace(/\d.*|".*/, '') ?? 'open'
          seen.set(said, (seen.get(said) ?? 0) + 1)
        }
      }
    }),
    { numRuns: 1_000 },
  )
  for (const one of ['open', 'in ', 'with the next event of ', '']) {
    expect(seen.get(one), `verdicts: ${one}`).toBeGreaterThan(0)
  }
})
