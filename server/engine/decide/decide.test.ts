import { expect, test } from 'vitest'
import { nudge, parsePlacement } from '../../../shared/definition/nudge.ts'
import { offer, plan } from '../../../shared/definition/plan.ts'
import { trigger } from '../../../shared/definition/trigger.ts'
import type { FactValue } from '../../../shared/event/event.ts'
import { dayMs, hourMs } from '../../../shared/value/duration.ts'
import type { CapGroup, Settings, SettingsPatch } from '../../../shared/workspace/settings.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { compileCatalogue } from '../catalogue.ts'
import { decide, hasWinner } from './decide.ts'
import type { DecisionFacts, Impression, OfferMade, Request } from './question.ts'

const now = Date.parse('2026-03-04T12:00:00Z')

/** Facts that these tests don't ask for. */
const unasked = {
  leavesAt: () => undefined,
  newFeatures: () => 0,
  meterDays: () => [],
  trials: () => [],
}
const firedSixDaysAgo = { firedAt: now - 6 * dayMs, periodEndsAt: null, hasBeenFalse: false }

const wall = trigger.parse({
  key: 'wall',
  name: 'Wall',
  family: 'paywall',
  subject: 'account',
  when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 3 },
})
const base = {
  key: 'n1',
  name: 'One',
  format: 'modal',
  placement: 'paywall:export',
  trigger: 'wall',
  offer: 'team',
  copy: { en: { title: 'T', actions: [{ kind: 'link', label: 'Go', url: '/go' }] } },
}
const price = (amount: number) => [{ amount, currency: 'EUR', interval: 'month' as const }]

const copy = (title: string) => ({ en: { ...base.copy.en, title } })
const compared = (row: object) => ({ en: { ...base.copy.en, comparison: { rows: [row] } } })
const counting = (countdown: string) => ({ en: { ...base.copy.en, countdown } })
const member = { traits: { 'user.role': 'member' } }
const ofAll = { ask_admin: { copy: copy('Ask') }, contact: { copy: copy('Talk') } }
const claimed = (until: number | null = null) => ({
  claim: { by: 'Ann', kind: 'claim' as const, at: now - dayMs, until },
})
const asked = (user: string, given: Partial<Request> = {}): Request => ({
  offer: 'team',
  user,
  name: null,
  at: now - dayMs,
  ...given,
})
/** Everybody is in the one arm that has weight. */
const split = (of: object) => ({
  experiment: {
    key: 'x',
    arms: [
      { key: 'only', weight: 1, ...of },
      { key: 'other', weight: 0 },
    ],
  },
})
const control = split({ control: true })

type Given = {
  nudges?: object[]
  isLive?: boolean
  /** Of the trigger. */
  isCounting?: boolean
  counted?: number
  traits?: Record<string, FactValue>
  page?: string
  placement?: string
  facts?: Partial<DecisionFacts>
  settings?: SettingsPatch
  firstSeenAt?: number
  /** Of every meter. */
  reading?: { used: number; limit: number | null }
}

function run(given: Given = {}) {
  const catalogue = compileCatalogue({
    triggers: [{ body: wall, isLive: !given.isCounting, isCounting: given.isCounting ?? false }],
    meters: [],
    plays: [],
    nudges: (given.nudges ?? [{}]).map((one, i) => ({
      body: nudge.parse({ ...base, ...one }),
      isLive: given.isLive ?? true,
      version: 1,
      publishedAt: now - dayMs + i,
    })),
    offers: [
      offer.parse({ key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' }),
      offer.parse({ key: 'business', name: 'B', kind: 'upgrade', plan: 'business' }),
      offer.parse({ key: 'trial', name: 'Trial', kind: 'trial', plan: 'team', lasts: '14d' }),
      offer.parse({ key: 'talk', name: 'Talk', kind: 'contact' }),
    ],
    plans: [
      plan.parse({ key: 'free', name: 'Free', tier: 0 }),
      plan.parse({ key: 'team', name: 'Team', tier: 1, prices: price(1200) }),
      plan.parse({ key: 'business', name: 'Business', tier: 2, prices: price(2400) }),
    ],
    settings: settingsOf({ holdout: 0, ...given.settings }),
    seed: 'seed',
  })
  const facts: DecisionFacts = {
    account: 'a',
    user: 'u',
    locale: 'en',
    consent: null,
    facts: {
      ...unasked,
      now,
      firstSeenAt: () => given.firstSeenAt,
      counted: () => given.counted ?? 0,
      meter: () => given.reading && { ...given.reading, resetsAt: null, at: now },
      trait: (of, name) => given.traits?.[`${of}.${name}`],
      visit: (of) => (of === 'page.path' ? given.page : undefined),
    },
    plan: 'free',
    signals: [{ trigger: 'wall', user: 'u', expiresAt: now + dayMs }],
    firing: () => undefined,
    impressions: [],
    wishes: new Map(),
    trials: [],
    claim: null,
    shown: [],
    readiness: null,
    touches: [],
    requests: [],
    offersMade: new Map(),
    ...given.facts,
  }
  const text = given.placement ?? 'paywall:export'
  const placement = parsePlacement(text)
  if (!placement) throw new Error(text)
  const moment = { now, text, placement, event: { name: 'paywall_hit', supposed: true } }
  const outcome = decide(catalogue, facts, moment)
  expect(hasWinner(catalogue, facts, moment), 'whether anything wins').toBe(!!outcome.winner)
  return outcome
}

const shown = (ago: number, given: Partial<Impression> = {}): Impression => ({
  nudge: 'n1',
  format: 'modal',
  user: 'u',
  account: 'a',
  at: now - ago,
  ghost: false,
  ...given,
})
const noSignal = { signals: [] }
const made = (given: Partial<OfferMade>) => ({
  offersMade: new Map([['team', { shownAt: null, convertedAt: null, ...given }]]),
})
const tips = (given: Partial<CapGroup> = {}): SettingsPatch => ({
  capGroups: [{ key: 'tips', of: { tag: 'tip' }, per: 'user', every: '7d', times: 2, ...given }],
})
/** The nudge that is asked for, two more tips, and one that is none. */
const tagged = [
  { tags: ['tip'] },
  { key: 'n2', tags: ['tip'], placement: 'paywall:other' },
  { key: 'n3', tags: ['tip'], placement: 'paywall:other' },
  { key: 'n4', placement: 'paywall:other' },
]
const inline = { format: 'inline' }
const often = { perUser: { every: '1h', times: 1 } }
const isOld = { measure: { age: { of: 'account' } }, gte: 7 }
const acme = { account: 'acme' }
const { defaults: usualDefaults, budget: usualBudget } = settingsOf()
const defaults = (given: Partial<Settings['defaults']>) => ({
  defaults: { ...usualDefaults, ...given },
})
const budget = (given: Partial<Settings['budget']>) => ({ budget: { ...usualBudget, ...given } })
const seen = (impressions: Impression[]) => ({ facts: { impressions } })

test.each<[name: string, given: Given, reason: string | null, nearest?: string | null]>([
  ['everything open', {}, null],
  [
    'a paused workspace',
    { settings: { paused: true } },
    'workspace_paused',
    'when the workspace is resumed',
  ],
  ['a user who has refused', { facts: { consent: 'refused' } }, 'no_consent', null],
  [
    'a user who was not asked where consent is required',
    { settings: { consent: 'required' } },
    'no_consent',
    'the user’s consent',
  ],
  [
    'a user who has agreed where consent is required',
    { settings: { consent: 'required' }, facts: { consent: 'given' } },
    null,
  ],
  ['an account in the holdout', { settings: { holdout: 0.4 }, facts: acme }, 'holdout', null],
  ['an account outside a smaller holdout', { settings: { holdout: 0.3 }, facts: acme }, null],
  ['a paused nudge', { isLive: false }, 'not_live', 'when it is resumed'],
  [
    'before its start',
    { nudges: [{ schedule: { startsAt: '2026-03-06T12:00:00Z' } }] },
    'not_live',
    'in 2 days',
  ],
  ['after its end', { nudges: [{ schedule: { endsAt: '2026-03-04T12:00:00Z' } }] }, 'not_live'],
  ['another feature', { placement: 'paywall:import' }, 'no_candidate'],
  ['no signal yet', { facts: noSignal, counted: 1 }, 'no_signal', '2 more paywall hits in 7 days'],
  ['a trigger that fires with the event at hand', { facts: noSignal, counted: 3 }, null],
  [
    'a trigger that is still being counted',
    { facts: noSignal, counted: 3, isCounting: true },
    'no_signal',
    'with the next event of "wall"',
  ],
  [
    'a trigger that is still cooling down',
    { facts: { ...noSignal, firing: () => firedSixDaysAgo }, counted: 5 },
    'no_signal',
    'in 1 day, when "wall" has cooled down',
  ],
  [
    'a meter of which nothing is known',
    { nudges: [{ format: 'meter', meter: 'seats' }] },
    'copy_unresolved',
    'a reading of the meter "seats"',
  ],
  [
    'a meter without a limit',
    { nudges: [{ format: 'meter', meter: 'seats' }], reading: { used: 3, limit: null } },
    null,
  ],
  [
    'a card with a meter of which nothing is known',
    { nudges: [{ format: 'inline', meter: 'seats' }] },
    null,
  ],
  [
    'a comparison whose variable is missing',
    { nudges: [{ copy: compared({ label: 'L', current: '{{meter.x.used}}', offered: true }) }] },
    'copy_unresolved',
    'a value or a fallback for meter.x.used',
  ],
  [
    'a comparison without a head where the plan is not known',
    {
      nudges: [{ copy: compared({ label: 'L', current: false, offered: true }) }],
      facts: { plan: undefined },
    },
    'copy_unresolved',
    'a value or a fallback for plan.name',
  ],
  [
    'a countdown whose variable is missing',
    { nudges: [{ copy: counting('{{account.name}}: still') }] },
    'copy_unresolved',
    'a value or a fallback for account.name',
  ],
  [
    'such a countdown while the offer has no end',
    { nudges: [{ copy: counting('{{account.name}}: still'), offerLasts: null }] },
    null,
  ],
  ['a nudge that needs no signal', { nudges: [{ trigger: undefined }], facts: noSignal }, null],
  [
    'an expired signal',
    { facts: { signals: [{ trigger: 'wall', user: 'u', expiresAt: now }] } },
    'no_signal',
  ],
  [
    'outside the audience',
    {
      nudges: [{ audience: { trait: 'user.team', eq: 'ops' } }],
      traits: { 'user.team': 'sales' },
    },
    'audience',
    'user.team is “ops”',
  ],
  [
    'inside the audience of a page',
    { nudges: [{ audience: { trait: 'page.path', contains: '/boards' } }], page: '/boards/1' },
    null,
  ],
  [
    'an account that is too young',
    { nudges: [{ audience: isOld }], firstSeenAt: now - 4 * dayMs },
    'audience',
    '3 more days since the account was first seen',
  ],
  [
    'an account that is old enough',
    { nudges: [{ audience: isOld }], firstSeenAt: now - 7 * dayMs },
    null,
  ],
  ['an account that nobody has seen yet', { nudges: [{ audience: isOld }] }, 'audience'],
  [
    'an offer that has expired',
    { facts: made({ shownAt: now - 30 * dayMs }) },
    'offer_not_applicable',
    'when the offer lasts longer',
  ],
  ['an offer on its last day', { facts: made({ shownAt: now - 30 * dayMs + 1 }) }, null],
  [
    'an offer that lasts for ever',
    { nudges: [{ offerLasts: null }], facts: made({ shownAt: now - 300 * dayMs }) },
    null,
  ],
  [
    'an offer that lasts as long as the workspace says',
    { settings: defaults({ offerLasts: '7d' }), facts: made({ shownAt: now - 8 * dayMs }) },
    'offer_not_applicable',
  ],
  ['on the plan already', { facts: { plan: 'team' } }, 'offer_not_applicable', null],
  ['above the plan', { facts: { plan: 'business' } }, 'offer_not_applicable', null],
  ['a plan nobody has told us', { facts: { plan: undefined } }, null],
  [
    'a trial that was taken',
    {
      nudges: [{ offer: 'trial' }],
      facts: { trials: [{ offer: 'trial', plan: 'team', startedAt: 0, endsAt: 0 }] },
    },
    'offer_not_applicable',
  ],
  ['an offer without a plan', { nudges: [{ offer: 'talk' }], facts: { plan: 'business' } }, null],
  [
    'never again',
    { facts: { wishes: new Map([['n1', { wish: 'never', until: null }]]) } },
    'opted_out',
    null,
  ],
  [
    'snoozed',
    { facts: { wishes: new Map([['n1', { wish: 'snoozed', until: now + hourMs }]]) } },
    'snoozed',
    'in 1 hour',
  ],
  [
    'a snooze that is over',
    { facts: { wishes: new Map([['n1', { wish: 'snoozed', until: now }]]) } },
    null,
  ],
  ['an offer that was taken', { facts: made({ convertedAt: now - dayMs }) }, 'converted', null],
  [
    'an offer that was taken, where the nudge goes on',
    {
      nudges: [{ stopAfterConversion: false }],
      facts: made({ convertedAt: now - dayMs }),
    },
    null,
  ],
  [
    'an offer that was taken, where nudges of the workspace go on',
    {
      settings: defaults({ stopAfterConversion: false }),
      facts: made({ convertedAt: now - dayMs }),
    },
    null,
  ],
  ['shown to this user lately', seen([shown(5 * dayMs)]), 'capped_nudge', 'in 2 days'],
  ['shown to this user long ago', seen([shown(7 * dayMs)]), null],
  [
    'shown to this user often enough',
    seen([shown(90 * dayMs), shown(60 * dayMs), shown(30 * dayMs)]),
    'capped_nudge',
    null,
  ],
  [
    'shown less often than the workspace allows',
    { settings: defaults({ perUser: { every: '2d', times: 1 } }), ...seen([shown(2 * dayMs)]) },
    null,
  ],
  [
    'shown less often than the nudge allows, whatever the workspace says',
    {
      settings: defaults({ perUser: { every: '30d', times: 1 }, lifetime: 1 }),
      nudges: [{ caps: { perUser: { every: '2d', times: 1 }, lifetime: 2 } }],
      ...seen([shown(2 * dayMs)]),
    },
    null,
  ],
  [
    'as often as the workspace allows in all',
    { settings: defaults({ lifetime: 1 }), ...seen([shown(300 * dayMs)]) },
    'capped_nudge',
    null,
  ],
  ['shown to a colleague', seen([shown(2 * dayMs, { user: 'v' })]), null],
  [
    'shown to the account as often as it may be',
    {
      nudges: [{ caps: { perAccount: { every: '7d', times: 1 } } }],
      ...seen([shown(2 * dayMs, { user: 'v' })]),
    },
    'capped_nudge',
    'in 5 days',
  ],
  [
    'caps of a user and an account, of which the later one counts',
    {
      nudges: [{ caps: { perAccount: { every: '14d', times: 1 } } }],
      ...seen([shown(2 * dayMs)]),
    },
    'capped_nudge',
    'in 12 days',
  ],
  [
    'two other nudges of its group',
    {
      settings: tips(),
      nudges: tagged,
      ...seen([shown(3 * dayMs, { nudge: 'n2' }), shown(5 * dayMs, { nudge: 'n3' })]),
    },
    'capped_group',
    'in 2 days',
  ],
  [
    'one other nudge of its group, twice',
    {
      settings: tips(),
      nudges: tagged,
      ...seen([shown(3 * dayMs, { nudge: 'n2' }), shown(5 * dayMs, { nudge: 'n2' })]),
    },
    null,
  ],
  [
    'another nudge of its group and one outside it',
    {
      settings: tips(),
      nudges: tagged,
      ...seen([shown(3 * dayMs, { nudge: 'n2' }), shown(5 * dayMs, { nudge: 'n4' })]),
    },
    null,
  ],
  [
    'a group that is full, with this nudge in it',
    {
      settings: tips(),
      nudges: [{ ...tagged[0], caps: often }, ...tagged.slice(1)],
      ...seen([shown(3 * dayMs, { nudge: 'n2' }), shown(5 * dayMs)]),
    },
    null,
  ],
  [
    'a group that a colleague has filled',
    {
      settings: tips({ per: 'account', times: 1 }),
      nudges: tagged,
      ...seen([shown(3 * dayMs, { nudge: 'n2', user: 'v' })]),
    },
    'capped_group',
    'in 4 days',
  ],
  [
    'a group of a user that a colleague has filled',
    {
      settings: tips({ times: 1 }),
      nudges: tagged,
      ...seen([shown(3 * dayMs, { nudge: 'n2', user: 'v' })]),
    },
    null,
  ],
  [
    'a group of a format',
    {
      settings: tips({ of: { format: 'inline' }, times: 1 }),
      nudges: [inline],
      ...seen([shown(3 * dayMs, { nudge: 'n9', ...inline })]),
    },
    'capped_group',
    'in 4 days',
  ],
  [
    'a budget of two modals a day',
    {
      settings: budget({ modalsPerUser: { every: '1d', times: 2 } }),
      ...seen([shown(hourMs, { nudge: 'n9' })]),
    },
    null,
  ],
  [
    'a modal a day and a prompt a week, of which the later one counts',
    {
      settings: budget({ promptsPerAccount: { every: '7d', times: 1 } }),
      ...seen([shown(hourMs, { nudge: 'n9' })]),
    },
    'capped_budget',
    'in 7 days',
  ],
  ['another modal today', seen([shown(hourMs, { nudge: 'n9' })]), 'capped_budget', 'in 23 hours'],
  [
    'a sheet today, which takes the screen as a modal does',
    seen([shown(hourMs, { nudge: 'n9', format: 'sheet' })]),
    'capped_budget',
    'in 23 hours',
  ],
  [
    'a modal today, and it is a sheet',
    { nudges: [{ format: 'sheet' }], ...seen([shown(hourMs, { nudge: 'n9' })]) },
    'capped_budget',
    'in 23 hours',
  ],
  ['another modal yesterday', seen([shown(dayMs, { nudge: 'n9' })]), null],
  [
    'an inline card today costs nothing',
    seen([shown(hourMs, { nudge: 'n9', format: 'inline' })]),
    null,
  ],
  [
    'three prompts to the account this week',
    seen(['x', 'y', 'z'].map((user) => shown(2 * dayMs, { nudge: 'n9', user }))),
    'capped_budget',
    'in 5 days',
  ],
  [
    'an inline card when the budget is spent',
    {
      nudges: [{ format: 'inline' }],
      ...seen(['x', 'y', 'z'].map((user) => shown(2 * dayMs, { nudge: 'n9', user }))),
    },
    null,
  ],
  ['one who may not buy', member, 'not_a_buyer', 'role owner or admin or billing'],
  ['one of any role where all may buy', { ...member, settings: { buyerRoles: [] } }, null],
  ['one who may buy', { traits: { 'user.role': 'admin' } }, null],
  ['one who may not buy, and a trial', { ...member, nudges: [{ offer: 'trial' }] }, null],
  ['one who may not buy, and a form to ask', { ...member, nudges: [{ forms: ofAll }] }, null],
  ['an account that sales has', { facts: claimed() }, 'claimed_by_sales', 'when Ann releases it'],
  [
    'an account that sales has for an hour',
    { facts: claimed(now + hourMs) },
    'claimed_by_sales',
    'in 1 hour',
  ],
  ['an account that sales had until now', { facts: claimed(now) }, null],
  [
    'an account that sales has, and a form that leads there',
    { nudges: [{ forms: ofAll }], facts: claimed() },
    null,
  ],
  [
    'an account that sales has, and a form to ask',
    { ...member, nudges: [{ forms: { ask_admin: ofAll.ask_admin } }], facts: claimed() },
    'claimed_by_sales',
  ],
  [
    'a relay that nobody asked for',
    { nudges: [{ relay: true }], facts: { requests: [asked('v', { offer: 'business' })] } },
    'no_signal',
    'a request for team',
  ],
  [
    'a relay of the reader’s own request',
    { nudges: [{ relay: true }], facts: { requests: [asked('u')] } },
    'no_signal',
  ],
  [
    'a relay of a request that is too old',
    { nudges: [{ relay: true }], facts: { requests: [asked('v', { at: now - 30 * dayMs })] } },
    'no_signal',
  ],
  ['a relay', { nudges: [{ relay: true }], facts: { requests: [asked('v')] } }, null],
  [
    'a relay to one who may not buy',
    { ...member, nudges: [{ relay: true, forms: ofAll }], facts: { requests: [asked('v')] } },
    'not_a_buyer',
  ],
  [
    'a relay that waits for a signal too',
    { nudges: [{ relay: true }], facts: { ...noSignal, requests: [asked('v')] } },
    'no_signal',
  ],
  ['its own ghost lately', seen([shown(5 * dayMs, { ghost: true })]), 'capped_nudge', 'in 2 days'],
  ['another’s ghost today', seen([shown(hourMs, { nudge: 'n9', ghost: true })]), null],
  [
    'three ghosts of others in the account this week',
    seen(['x', 'y', 'z'].map((user) => shown(2 * dayMs, { nudge: 'n9', user, ghost: true }))),
    null,
  ],
  [
    'its own ghost in the budget of the day',
    {
      nudges: [{ caps: { perUser: { every: '1h', times: 1 } } }],
      ...seen([shown(2 * hourMs, { ghost: true })]),
    },
    'capped_budget',
  ],
  [
    'a variable without a value or a fallback',
    { nudges: [{ copy: { en: { ...base.copy.en, title: '{{user.name}}' } } }] },
    'copy_unresolved',
    'a value or a fallback for user.name',
  ],
])('%s', (_, given, reason, nearest) => {
  const decided = run(given)
  expect(decided.reason).toBe(reason)
  expect(decided.winner === null).toBe(reason !== null)
  if (nearest !== undefined) expect(decided.receipt.candidates[0]?.nearest).toBe(nearest)
})

test('a receipt has every gate of every candidate, also behind the one that failed', () => {
  const { receipt } = run({ facts: { ...noSignal, plan: 'team' } })
  const [candidate] = receipt.candidates
  expect(candidate?.verdicts.map((one) => [one.gate, one.passed])).toEqual([
    ['workspace', true],
    ['consent', true],
    ['holdout', true],
    ['live', true],
    ['placement', true],
    ['signal', false],
    ['audience', true],
    ['offer', false],
    ['buyer', true],
    ['sales', true],
    ['wish', true],
    ['converted', true],
    ['nudge_caps', true],
    ['group_caps', true],
    ['budget', true],
    ['experiment', true],
    ['copy', true],
  ])
  expect(candidate?.reason).toBe('no_signal')
  expect(candidate?.nearest).toBeNull()
})

test.each<[name: string, nudges: object[], winner: string]>([
  [
    'the higher priority',
    [
      { key: 'a', priority: 1 },
      { key: 'b', priority: 2 },
    ],
    'b',
  ],
  ['then the more valuable offer', [{ key: 'a' }, { key: 'b', offer: 'business' }], 'b'],
  ['then the one that was there first', [{ key: 'b' }, { key: 'a' }], 'b'],
])('ranks by %s', (_, nudges, winner) => {
  const { receipt } = run({ nudges })
  expect(receipt.winner).toBe(winner)
  expect(receipt.candidates.find((one) => one.nudge !== winner)?.reason).toBe('outranked')
})

test.each([
  ['de-AT', 'de'],
  ['pt-PT', 'pt-BR'],
  ['fr', 'en'],
])('a reader of %s gets the copy in %s', (locale, expected) => {
  const copy = { en: base.copy.en, de: base.copy.en, 'pt-BR': base.copy.en }
  expect(run({ nudges: [{ copy }], facts: { locale } }).winner?.content.locale).toBe(expected)
})

test('prices and lengths are written as the reader writes them', () => {
  const title = '{{offer.plan}}: {{offer.price}}, {{offer.lasts}}'
  const copy = { de: { ...base.copy.en, title } }
  const decided = run({
    nudges: [{ offer: 'trial', defaultLocale: 'de', copy }],
    facts: { locale: 'de' },
  })
  expect(decided.receipt.variables).toEqual({
    'offer.plan': 'Team',
    'offer.price': '12\u00a0€',
    'offer.lasts': '14 Tage',
  })
})

const titleOf = ({ winner }: ReturnType<typeof run>) =>
  winner?.content.title.map((one) => (one.kind === 'text' ? one.text : '')).join('')

test.each<[name: string, given: Given, title: string]>([
  ['its own words', {}, 'T'],
  ['the words of the arm', { nudges: [split({ copy: copy('Arm') })] }, 'Arm'],
  ['its own words in an arm that has none', { nudges: [split({})] }, 'T'],
  ['a form to ask', { ...member, nudges: [{ forms: ofAll }] }, 'Ask'],
  ['a form that leads to sales', { nudges: [{ forms: ofAll }], facts: claimed() }, 'Talk'],
  ['sales before the admin', { ...member, nudges: [{ forms: ofAll }], facts: claimed() }, 'Talk'],
  [
    'a form before an arm',
    { ...member, nudges: [{ forms: ofAll, ...split({ copy: copy('Arm') }) }] },
    'Ask',
  ],
])('draws %s', (_, given, title) => {
  expect(titleOf(run(given))).toBe(title)
})

test('a control that would have won is a ghost, and nothing wins in its place', () => {
  const decided = run({ nudges: [{ key: 'a', priority: 1, ...control }, { key: 'b' }] })
  expect(decided).toMatchObject({
    reason: 'control',
    winner: { isGhost: true, arm: 'only', content: { ghost: true, title: [], actions: [] } },
    receipt: { winner: null, ghost: 'a', arm: 'only', reason: 'control', variables: {} },
  })
  expect(decided.receipt.candidates.map((one) => one.reason)).toEqual(['control', 'outranked'])
})

test('a control that another goes before is outranked, and the other wins', () => {
  const { winner, receipt } = run({ nudges: [control, { key: 'b', priority: 1 }] })
  expect(winner).toMatchObject({ isGhost: false, arm: null, nudge: { nudge: { key: 'b' } } })
  expect(receipt).toMatchObject({ winner: 'b', ghost: null, arm: null })
  expect(receipt.candidates[0]).toMatchObject({
    reason: 'outranked',
    nearest: 'a priority above 1',
  })
})

test('a control that another gate stops is no ghost', () => {
  const { winner, reason } = run({ nudges: [control], facts: { plan: 'team' } })
  expect([winner, reason]).toEqual([null, 'offer_not_applicable'])
})

test.each([
  ['account', 1],
  ['user', 2],
])('an experiment by %s gives people of one account %i arms', (unit, arms) => {
  const halves = ['a', 'b'].map((key) => ({ key, weight: 1 }))
  const experiment = { key: 'x', unit, arms: halves }
  const users = Array.from({ length: 50 }, (_, i) => `u${i}`)
  const got = users.map((user) => run({ nudges: [{ experiment }], facts: { user } }).receipt.arm)
  expect(new Set(got).size).toBe(arms)
})

test('a prompt and its receipt say the arm', () => {
  const { winner, receipt } = run({ nudges: [split({})] })
  expect([winner?.arm, receipt.arm]).toEqual(['only', 'only'])
  const verdict = receipt.candidates[0]?.verdicts.find((one) => one.gate === 'experiment')
  expect(verdict).toEqual({ gate: 'experiment', passed: true, value: 'only' })
})

test.each<[locale: string, names: (string | null)[], told: string | null]>([
  ['en', ['Ada'], 'Ada'],
  ['en', ['Ada', 'Ben', 'Cy'], 'Ada, Ben, and Cy'],
  ['en', ['Ada', 'Ben', 'Cy', 'Di', 'Eve'], 'Ada, Ben, Cy, and 2 more'],
  ['en', ['Ada', null], 'Ada and 1 more'],
  ['de', ['Ada', 'Ben', 'Cy', 'Di'], 'Ada, Ben, Cy und 1 weitere'],
  ['fi', ['Ada', null, null], 'Ada ja +2'],
  ['en', [null, null], null],
])('in %s, requests of %j are from %s', (locale, names, told) => {
  const title = '{{requests.count}}: {{requests.names|somebody}}'
  const { receipt } = run({
    nudges: [{ defaultLocale: locale, copy: { [locale]: { ...base.copy.en, title } } }],
    facts: {
      locale,
      requests: names.map((name, i) => asked(`v${i}`, { name, at: now - i })),
    },
  })
  expect(receipt.variables).toEqual({
    'requests.count': String(names.length),
    'requests.names': told ?? 'somebody',
  })
})

test.each<[name: string, facts: Partial<DecisionFacts>, endsIn: string, endsOn: string]>([
  ['unseen', {}, '30 Tage', '3. April 2026'],
  ['seen', made({ shownAt: now - 12.5 * dayMs }), '17 Tage', '22. März 2026'],
  ['nearly over', made({ shownAt: now - 29.5 * dayMs }), '12 Stunden', '5. März 2026'],
])('an offer that is %s says how long it can still be taken', (_, facts, endsIn, endsOn) => {
  const title = '{{offer.endsIn}}, {{offer.endsOn}}'
  const copy = { de: { ...base.copy.en, title } }
  const decided = run({
    nudges: [{ defaultLocale: 'de', copy }],
    facts: { ...facts, locale: 'de' },
  })
  expect(decided.receipt.variables).toEqual({ 'offer.endsIn': endsIn, 'offer.endsOn': endsOn })
})

test('an offer that never ends has no countdown', () => {
  const copy = { en: { ...base.copy.en, title: 'Ends in {{offer.endsIn}}' } }
  expect(run({ nudges: [{ copy, offerLasts: null }] }).reason).toBe('copy_unresolved')
})

test('the same facts give the same decision', () => {
  const nudges = [{ key: 'a' }, { key: 'b' }, { key: 'c', priority: 3 }]
  expect(run({ nudges })).toEqual(run({ nudges: [...nudges] }))
})

const contentOf = (given: Given) => run(given).winner?.content
const away = { placement: 'page', priority: -1 }

test.each<[name: string, given: Given, endsAt: number | undefined]>([
  ['from now while nobody has seen it', {}, now + 30 * dayMs],
  ['from when it was seen', { facts: made({ shownAt: now - 10 * dayMs }) }, now + 20 * dayMs],
  [
    'to the end of the schedule',
    { nudges: [{ schedule: { endsAt: '2026-03-05T12:00:00Z' } }] },
    now + dayMs,
  ],
  ['to none, where it has none', { nudges: [{ offerLasts: null }] }, undefined],
  [
    'to the end of another nudge that offers the same for longer',
    { nudges: [{}, { key: 'n2', ...away, offerLasts: '60d' }] },
    now + 60 * dayMs,
  ],
  [
    'to none, where another goes on offering the same',
    { nudges: [{}, { key: 'n2', ...away, offerLasts: null }] },
    undefined,
  ],
  [
    'as if alone, where another offers something else',
    { nudges: [{}, { key: 'n2', ...away, offer: 'talk', offerLasts: null }] },
    now + 30 * dayMs,
  ],
])('a countdown counts %s', (_name, given, endsAt) => {
  const [first, ...others] = given.nudges ?? [{}]
  const nudges = [{ copy: counting('Ends in'), ...first }, ...others]
  expect(contentOf({ ...given, nudges })?.countdown?.endsAt).toBe(endsAt)
})

test.each([
  ['the meter of its placement', { placement: 'meter:seats' }, 'seats', '4 of 5 seats'],
  ['the meter that it names', { placement: 'meter:seats', meter: 'rows' }, 'rows', '4 of 5 rows'],
  ['a meter by its word', { meter: 'seats', unit: 'people' }, 'seats', '4 of 5 people'],
  ['no meter', {}, undefined, undefined],
])('shows %s', (_name, { unit, ...of }: Record<string, string>, meter, text) => {
  const copy = { en: { ...base.copy.en, ...(unit && { unit }) } }
  const content = contentOf({
    nudges: [{ ...of, copy }],
    reading: { used: 4, limit: 5 },
    ...(of.placement && { placement: of.placement }),
  })
  expect([content?.usage?.meter, content?.usage?.text]).toEqual([meter, text])
})

test('prompts look as the workspace says', () => {
  expect(contentOf({})).not.toHaveProperty('theme')
  const theme = { preset: 'brim', radius: 3 } as const
  expect(contentOf({ settings: { theme } })?.theme).toEqual({ radius: 3 })
})
