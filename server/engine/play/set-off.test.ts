import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Play, play } from '../../../shared/play/play.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import { accountFacts } from './account-facts.ts'
import { type AboutSignal, compilePlay, inOrder, keepsFrom, type Shown, setOff } from './set-off.ts'

const now = Date.parse('2026-11-26T12:00:00Z')

type Given = Partial<AboutSignal> & { traits?: Record<string, string | number> }

function about({ traits = {}, ...given }: Given = {}): AboutSignal {
  return {
    trigger: 'export-wall',
    family: 'paywall',
    user: 'u1',
    facts: accountFacts({ id: 'a', traits, hints: {}, firstSeenAt: now - 9 * dayMs, now }),
    shown: [],
    readiness: null,
    isHeldOut: false,
    ...given,
  }
}

const made = (key: string, given: object): Play =>
  play.parse({
    key,
    name: key,
    when: { families: ['paywall'] },
    actions: [{ kind: 'alert' }],
    ...given,
  })
const played = (plays: Play[], given?: Given) =>
  setOff(plays.map((one) => compilePlay(one, 1)).sort(inOrder), about(given))
const outcomes = (plays: Play[], given?: Given) =>
  played(plays, given).map((one) => `${one.play.play.key} ${one.outcome}`)

const enterprise = made('enterprise', {
  for: { accounts: { trait: 'account.plan', eq: 'enterprise' } },
  priority: 10,
})
const selfServe = made('self-serve', { actions: [{ kind: 'nudge' }] })
const crowd = made('crowd', { for: { people: { atLeast: 3, within: '7d' } }, priority: 20 })

test.each([
  [[selfServe, enterprise], {}, ['enterprise out_of_audience', 'self-serve acted']],
  [
    [selfServe, enterprise],
    { traits: { plan: 'enterprise' } },
    ['enterprise acted', 'self-serve after_another'],
  ],
  [
    [selfServe, { ...enterprise, stops: false }],
    { traits: { plan: 'enterprise' } },
    ['enterprise acted', 'self-serve acted'],
  ],
  [[selfServe], { family: 'limit' as const }, []],
  [[made('by-trigger', { when: { triggers: ['export-wall'] } })], {}, ['by-trigger acted']],
  [[made('by-trigger', { when: { triggers: ['other'] } })], {}, []],
  [[enterprise], { traits: { plan: 'enterprise' }, isHeldOut: true }, ['enterprise holdout']],
  [
    [selfServe, enterprise],
    { traits: { plan: 'enterprise' }, isHeldOut: true },
    ['enterprise holdout', 'self-serve after_another'],
  ],
  [
    [made('old', { for: { accounts: { measure: { age: { of: 'account' } }, gte: 9 } } })],
    {},
    ['old acted'],
  ],
])('plays %# set off what is said', (plays, given, expected) => {
  expect(outcomes(plays, given)).toEqual(expected)
})

test.each<[string, Partial<Shown>[], string | null, number]>([
  ['nobody else', [], 'u1', 1],
  ['two others', [{ user: 'u2' }, { user: 'u3' }], 'u1', 3],
  ['somebody twice', [{ user: 'u2' }, { user: 'u2' }], 'u1', 2],
  ['themselves before', [{ user: 'u1' }], 'u1', 1],
  ['somebody by another trigger of the family', [{ user: 'u2', trigger: 'seats' }], 'u1', 2],
  ['somebody by what the play is not about', [{ user: 'u2', family: 'limit' }], 'u1', 1],
  ['somebody within the time', [{ user: 'u2', at: now - 7 * dayMs + 1 }], 'u1', 2],
  ['somebody before it', [{ user: 'u2', at: now - 7 * dayMs }], 'u1', 1],
  ['nobody at hand', [{ user: 'u2' }], null, 1],
])('counts people: %s', (_, others, user, people) => {
  const shown = others.map((one) => ({
    trigger: 'export-wall',
    family: 'paywall' as const,
    user: 'u2',
    at: now - hourMs,
    ...one,
  }))
  const [looked] = played([crowd], { shown, user })
  expect(looked).toMatchObject({ people, outcome: people >= 3 ? 'acted' : 'too_few_people' })
})

const ready = made('ready', { for: { readiness: { atLeast: 70 } }, priority: 20 })

test.each<[AboutSignal['readiness'], string, number | null]>([
  [70, 'acted', 70],
  [100, 'acted', 100],
  // In whole points, as it is shown.
  [69.5, 'acted', 70],
  [69.4, 'not_ready', 69],
  [0, 'not_ready', 0],
  [null, 'no_score', null],
  ['unknown', 'readiness_unknown', null],
])('of an account whose readiness is %s becomes %s', (readiness, outcome, seen) => {
  const [first, second] = played([ready, selfServe], { readiness })
  expect(first).toMatchObject({ outcome, readiness: seen })
  // What does not act stops nothing.
  expect(second?.outcome).toBe(outcome === 'acted' ? 'after_another' : 'acted')
})

test('a play that does not ask how ready an account is says nothing of it', () => {
  expect(played([selfServe], { readiness: 70 })).toMatchObject([
    { outcome: 'acted', readiness: null },
  ])
  expect(outcomes([selfServe], { readiness: 'unknown' })).toEqual(['self-serve acted'])
})

test('who asks for a score of 0 asks for a score', () => {
  const scored = made('scored', { for: { readiness: { atLeast: 0 } } })
  expect(outcomes([scored], { readiness: 0 })).toEqual(['scored acted'])
  expect(outcomes([scored], { readiness: null })).toEqual(['scored no_score'])
})

test('whom it is for and how many have shown it is told before how ready it is', () => {
  const choosy = made('choosy', { for: { ...enterprise.for, ...crowd.for, ...ready.for } })
  const others = ['u2', 'u3'].map((user) => ({
    trigger: 'export-wall',
    family: 'paywall' as const,
    user,
    at: now - hourMs,
  }))
  const traits = { plan: 'enterprise' }
  expect(outcomes([choosy])).toEqual(['choosy out_of_audience'])
  expect(outcomes([choosy], { traits })).toEqual(['choosy too_few_people'])
  expect(outcomes([choosy], { traits, shown: others })).toEqual(['choosy no_score'])
  const all = { traits, shown: others, readiness: 80 }
  expect(outcomes([choosy], all)).toEqual(['choosy acted'])
  expect(outcomes([choosy], { ...all, isHeldOut: true })).toEqual(['choosy holdout'])
})

const alerting = { actions: [{ kind: 'alert' as const }], stops: false }
const nudging = (nudges: string[]) => ({
  actions: [{ kind: 'nudge' as const, nudges }],
  stops: false,
})

test.each<[string, object[], string | undefined]>([
  ['no play is about it', [], undefined],
  ['one goes to sales', [alerting], 'p0'],
  ['one only calls a webhook', [{ actions: [{ kind: 'webhook', destination: 'd' }] }], undefined],
  ['one leads to all nudges', [alerting, nudging([])], undefined],
  ['one leads to this nudge', [alerting, nudging(['export'])], undefined],
  ['one leads to another nudge', [nudging(['other'])], 'p0'],
  ['one leads to it and one to another', [nudging(['other']), nudging(['export'])], undefined],
  [
    'what goes to sales is not for this account',
    [{ ...alerting, for: { accounts: { trait: 'account.plan', eq: 'x' } } }],
    undefined,
  ],
])('a signal is kept from a nudge, or not: %s', (_, plays, expected) => {
  const looked = played(plays.map((one, i) => made(`p${i}`, one)))
  expect(keepsFrom('export', looked)?.play.key).toBe(expected)
})

/** As somebody would go through the list by hand. */
function byHand(
  plays: Play[],
  given: { plan: string; isHeldOut: boolean; people: number; readiness: number | null },
) {
  const told: string[] = []
  const inLine = [...plays].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))
  let isOver = false
  for (const one of inLine) {
    if (!one.when.families.includes('paywall')) continue
    const asked = one.for.accounts as { eq: string } | undefined
    const isFor = !asked || asked.eq === given.plan
    const isEnough = !one.for.people || given.people >= one.for.people.atLeast
    let outcome = 'acted'
    if (isOver) outcome = 'after_another'
    else if (!isFor) outcome = 'out_of_audience'
    else if (!isEnough) outcome = 'too_few_people'
    else if (one.for.readiness && given.readiness === null) outcome = 'no_score'
    else if (one.for.readiness && Number(given.readiness) < one.for.readiness.atLeast) {
      outcome = 'not_ready'
    } else {
      if (one.stops) isOver = true
      if (given.isHeldOut) outcome = 'holdout'
    }
    told.push(`${one.key} ${outcome}`)
  }
  return told
}

test('any plays set off what going through them by hand would', () => {
  const anyPlay = fc.record({
    priority: fc.integer({ min: -2, max: 2 }),
    stops: fc.boolean(),
    family: fc.constantFrom('paywall', 'limit'),
    plan: fc.option(fc.constantFrom('free', 'team')),
    atLeast: fc.option(fc.integer({ min: 2, max: 4 })),
    ready: fc.option(fc.integer({ min: 0, max: 3 })),
  })
  const given = fc.record({
    plan: fc.constantFrom('free', 'team'),
    isHeldOut: fc.boolean(),
    people: fc.integer({ min: 1, max: 5 }),
    readiness: fc.option(fc.integer({ min: 0, max: 3 })),
  })
  fc.assert(
    fc.property(fc.array(anyPlay, { maxLength: 6 }), given, (all, about) => {
      const { plan, isHeldOut, people, readiness } = about
      const plays = all.map((one, i) =>
        made(`p${i}`, {
          when: { families: [one.family] },
          priority: one.priority,
          stops: one.stops,
          for: {
            ...(one.plan ? { accounts: { trait: 'account.plan', eq: one.plan } } : {}),
            ...(one.atLeast ? { people: { atLeast: one.atLeast, within: '7d' } } : {}),
            ...(one.ready === null ? {} : { readiness: { atLeast: one.ready } }),
          },
        }),
      )
      const shown = Array.from({ length: people - 1 }, (_, i) => ({
        trigger: 'export-wall',
        family: 'paywall' as const,
        user: `other${i}`,
        at: now - hourMs,
      }))
      const said = outcomes(plays, { traits: { plan }, isHeldOut, shown, readiness })
      expect(said).toEqual(byHand(plays, about))
    }),
  )
})
