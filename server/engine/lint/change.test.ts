import { expect, test } from 'vitest'
import { type Nudge, nudge } from '../../../shared/nudge.ts'
import { offer, plan } from '../../../shared/plan.ts'
import { settingsOf } from '../../../shared/settings-of.ts'
import { trigger } from '../../../shared/trigger.ts'
import { compileCatalogue } from '../catalogue.ts'
import { type Change, lintChange } from './change.ts'

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

function found(change: Change, nudges: Nudge[], isLive = true) {
  const catalogue = compileCatalogue({
    triggers: [{ body: wall, isLive: true, isCounting: false }],
    nudges: nudges.map((body) => ({ body, isLive, version: 1, publishedAt: 0 })),
    offers: [upgrade],
    plans: [team],
    meters: [],
    settings: settingsOf({}),
    seed: 'seed',
  })
  return lintChange(change, { catalogue, at }).map(({ code, level, path, nudge: of }) => [
    code,
    level,
    path,
    of,
  ])
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
    {
      at,
      catalogue: compileCatalogue({
        triggers: [{ body: wall, isLive: true, isCounting: false }],
        nudges: many.map((body) => ({ body, isLive: true, version: 1, publishedAt: 0 })),
        offers: [upgrade],
        plans: [team],
        meters: [],
        settings: settingsOf({}),
        seed: 'seed',
      }),
    },
  )
  expect(first?.sentence).toMatch(/^“N0”, “N1”, “N2” and 11 more wait for it/)
})
