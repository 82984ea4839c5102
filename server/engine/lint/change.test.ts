import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Nudge, nudge } from '../../../shared/definition/nudge.ts'
import { type Offer, offer, type Plan, plan } from '../../../shared/definition/plan.ts'
import { trigger } from '../../../shared/definition/trigger.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { compileCatalogue } from '../catalogue.ts'
import { type Change, lintChange } from './change.ts'
import { lint } from './lint.ts'

const at = Date.parse('2026-11-26T12:00:00Z')
const price = (amount: number) => ({ amount, currency: 'EUR', interval: 'month', per: 'account' })
const team = plan.parse({ key: 'team', name: 'Team', tier: 1, prices: [price(1200)], limits: {} })
const upgrade = offer.parse({ kind: 'upgrade', key: 'up', name: 'Move up', plan: 'team' })
const trial = offer.parse({ kind: 'trial', key: 'up', name: 'Try', plan: 'team', lasts: '14d' })
const wallOf = (gte: number, name = 'Wall') =>
  trigger.parse({
    key: 'wall',
    name,
    family: 'paywall',
    subject: 'account',
    when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte },
  })
const wall = wallOf(3)
const priced = (key: string, more: object = {}) =>
  nudge.parse({
    key,
    name: key.toUpperCase(),
    format: 'modal',
    placement: 'page',
    trigger: 'wall',
    offer: 'up',
    copy: {
      en: { title: 'It is €12 a month', actions: [{ kind: 'checkout', label: 'Go', url: '/b' }] },
    },
    ...more,
  })
const arms = [
  { key: 'a', weight: 1 },
  { key: 'control', weight: 1, control: true },
]
const experiment = { key: 'words', unit: 'account', arms }

type World = { isLive?: boolean; plans?: Plan[]; offers?: Offer[] }

function worldOf(
  nudges: Nudge[],
  { isLive = true, plans = [team], offers = [upgrade] }: World = {},
) {
  return compileCatalogue({
    triggers: [{ body: wall, isLive: true, isCounting: false }],
    nudges: nudges.map((body) => ({ body, isLive, version: 1, publishedAt: 0 })),
    offers,
    plans,
    meters: [],
    plays: [],
    settings: settingsOf({}),
    seed: 'seed',
  })
}

function found(change: Change, nudges: Nudge[], isLive = true) {
  return lintChange(change, { catalogue: worldOf(nudges, { isLive }), at }).map(
    ({ code, level, path, nudge: of }) => [code, level, path, of],
  )
}

const dearer: Change = {
  kind: 'plan',
  body: { ...team, prices: [price(1500)] } as never,
  live: team,
}
const contradicted = ['price_mismatch', 'warning', 'copy.en.title', 'one']
const tried = ['experiment_running', 'warning', 'experiment', 'one']

test.each<[string, Change, Nudge[], unknown[]]>([
  ['a price that live words contradict', dearer, [priced('one')], [contradicted]],
  [
    'each nudge apart',
    dearer,
    [priced('one'), priced('two')],
    [contradicted, contradicted.with(3, 'two')],
  ],
  [
    'the experiment under which it changes',
    dearer,
    [priced('one', { experiment })],
    [contradicted, tried],
  ],
  [
    'a price that words read from the catalogue: nothing',
    dearer,
    [
      priced('one', {
        copy: {
          en: {
            title: 'From {{offer.price}}',
            actions: [{ kind: 'checkout', label: 'Go', url: '/b' }],
          },
        },
      }),
    ],
    [],
  ],
  [
    'a name alone: nothing',
    { kind: 'plan', body: { ...team, name: 'Crew' }, live: team },
    [priced('one', { experiment })],
    [],
  ],
  [
    'what was never live: nothing',
    { ...dearer, body: { ...team, key: 'new' }, live: null },
    [priced('one', { experiment })],
    [],
  ],
  [
    'who waits for a trigger, first of all',
    { kind: 'trigger', body: wallOf(9), live: wall },
    [priced('one', { experiment }), priced('two')],
    [['used_by_live', 'warning', '', 'one'], tried],
  ],
  [
    'a trigger by another name: nothing',
    { kind: 'trigger', body: wallOf(3, 'Other'), live: wall },
    [priced('one')],
    [],
  ],
  [
    'an offer that becomes a trial has no action of a nudge to start it, which is none of its faults',
    { kind: 'offer', body: trial, live: upgrade },
    [priced('one', { experiment })],
    [tried],
  ],
])('tells %s', (_, change, nudges, expected) => {
  expect(found(change, nudges)).toEqual(expected)
})

test('nudges that are not live are not looked at', () => {
  expect(found(dearer, [priced('one', { experiment })], false)).toEqual([])
})

test('what was wrong before is not told again', () => {
  const wrong = priced('one', {
    copy: {
      en: { title: 'It is €99 a month', actions: [{ kind: 'checkout', label: 'Go', url: '/b' }] },
    },
  })
  expect(found(dearer, [wrong])).toEqual([])
})

test('tells ten things at most, and names three of those who wait', () => {
  const many = Array.from({ length: 14 }, (_, i) => priced(`n${i}`))
  expect(found(dearer, many)).toHaveLength(10)
  const [first] = lintChange(
    { kind: 'trigger', body: wallOf(9), live: wall },
    { at, catalogue: worldOf(many) },
  )
  expect(first?.sentence).toMatch(/^“N0”, “N1”, “N2” and 11 more wait for it/)
})

const titles = ['It is €12 a month', '€15 a month', '{{offer.price}}', '{{offer.lasts}}', 'Go on']
const anyNudge = fc
  .record({
    title: fc.constantFrom(...titles),
    action: fc.constantFrom(
      { kind: 'checkout', label: 'Go', url: '/b' },
      { kind: 'trial', label: 'Try' },
    ),
    offer: fc.constantFrom('up', 'gone'),
    trigger: fc.constantFrom('wall', 'gone'),
  })
  .map(({ title, action, ...rest }) => ({ copy: { en: { title, actions: [action] } }, ...rest }))
const unpriced = plan.parse({ key: 'team', name: 'Team', tier: 1, prices: [], limits: {} })
const anyChange = fc.constantFrom<Change>(
  dearer,
  { kind: 'plan', body: unpriced, live: team },
  { kind: 'plan', body: { ...team, key: 'pro', prices: [price(1500)] } as never, live: null },
  { kind: 'offer', body: trial, live: upgrade },
  { kind: 'offer', body: { ...upgrade, key: 'gone' }, live: null },
  { kind: 'trigger', body: wallOf(9), live: wall },
  { kind: 'trigger', body: { ...wall, key: 'gone' }, live: null },
)

test('every check that is left out would have found the same before and after', () => {
  fc.assert(
    fc.property(fc.array(anyNudge, { maxLength: 4 }), anyChange, (drafts, change) => {
      const nudges = drafts.map((draft, i) => priced(`n${i}`, draft))
      const { kind, body } = change
      const plans =
        kind === 'plan' ? [...(body.key === 'team' ? [] : [team]), body as Plan] : [team]
      const offers =
        kind === 'offer' ? [...(body.key === 'up' ? [] : [upgrade]), body as Offer] : [upgrade]
      const before = { catalogue: worldOf(nudges), at }
      const afterwards = worldOf(nudges, { plans, offers })
      const triggers = new Map(afterwards.triggers)
      if (kind === 'trigger') triggers.set(body.key, { ...triggers.get('wall') } as never)
      const after = { catalogue: { ...afterwards, triggers }, at }
      const expected = nudges.flatMap((one) => {
        const known = lint(one, before).map(({ code, path }) => `${code} ${path}`)
        return lint(one, after)
          .map(({ code, path }) => `${code} ${path}`)
          .filter((told) => !known.includes(told))
          .map((told) => `${one.key} ${told}`)
      })
      const told = lintChange({ ...change, live: null }, before)
      expect(told.map(({ nudge: of, code, path }) => `${of} ${code} ${path}`)).toEqual(
        expected.slice(0, 10),
      )
    }),
    { numRuns: 300 },
  )
})

/** How often the words of live nudges, and the nudges at a placement, are looked at. */
function looksAt(count: number, change: Change) {
  const looks = { words: 0, neighbours: 0 }
  const catalogue = worldOf(Array.from({ length: count }, (_, i) => priced(`n${i}`)))
  const nudges = catalogue.nudges.map((one) => ({
    ...one,
    nudge: {
      ...one.nudge,
      get copy() {
        looks.words++
        return one.nudge.copy
      },
    },
  }))
  const nudgesAt = new Map(catalogue.nudgesAt)
  nudgesAt.get = (placement) => {
    looks.neighbours++
    return catalogue.nudgesAt.get(placement)
  }
  lintChange(change, { catalogue: { ...catalogue, nudges, nudgesAt }, at })
  return looks
}

test.each<[string, Change, number]>([
  ['plan', dearer, 4],
  ['offer', { kind: 'offer', body: { ...upgrade, name: 'Up' }, live: upgrade }, 6],
  ['trigger', { kind: 'trigger', body: wallOf(9), live: wall }, 0],
])('a %s asks each live nudge by itself, and only of what it can touch', (_, change, words) => {
  for (const count of [10, 40]) {
    expect(looksAt(count, change)).toEqual({ words: words * count, neighbours: 0 })
  }
})
