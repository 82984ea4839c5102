import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FindingCode } from '../../../shared/definition/lint.ts'
import { type Arm, type Nudge, nudge } from '../../../shared/definition/nudge.ts'
import { offer, plan } from '../../../shared/definition/plan.ts'
import { trigger } from '../../../shared/definition/trigger.ts'
import type { Theme } from '../../../shared/theme/theme.ts'
import { settingsOf } from '../../../shared/workspace/settings-of.ts'
import { compileCatalogue, type Published } from '../catalogue.ts'
import { lint, refusalsOf } from './lint.ts'

const at = Date.parse('2026-11-26T12:00:00Z')

const team = plan.parse({
  key: 'team',
  name: 'Team',
  tier: 1,
  prices: [{ amount: 1200, currency: 'EUR', interval: 'month', per: 'seat' }],
  limits: { seats: 50 },
})
const offers = [
  offer.parse({ kind: 'upgrade', key: 'team-upgrade', name: 'Move up to Team', plan: 'team' }),
  offer.parse({ kind: 'trial', key: 'team-trial', name: 'Try Team', plan: 'team', lasts: '14d' }),
  offer.parse({ kind: 'learn_more', key: 'more', name: 'Learn more' }),
]
const wall = trigger.parse({
  key: 'export-wall',
  name: 'Export wall',
  family: 'paywall',
  subject: 'account',
  when: { measure: { count: { event: 'paywall_hit', within: '7d' } }, gte: 3 },
})

const faultless = nudge.parse({
  key: 'export-modal',
  name: 'Export paywall',
  format: 'modal',
  placement: 'paywall:export',
  trigger: 'export-wall',
  audience: { trait: 'account.plan', eq: 'free' },
  offer: 'team-upgrade',
  copy: {
    en: {
      title: 'Take it along with {{offer.plan}}',
      body: 'For {{account.name|your team}}, from {{offer.price}}: that is €12 per seat.',
      countdown: 'The offer ends in',
      actions: [{ kind: 'checkout', label: 'Upgrade', url: '/billing' }],
    },
  },
})

type World = { nudges?: Nudge[]; isAwake?: boolean; theme?: Theme }

function contextOf({ nudges = [], isAwake = true, theme }: World = {}) {
  const published: Published = {
    triggers: [{ body: wall, isLive: isAwake, isCounting: false }],
    nudges: nudges.map((body) => ({ body, isLive: true, version: 1, publishedAt: 0 })),
    offers,
    plans: [team],
    meters: [],
    plays: [],
    settings: settingsOf(theme ? { theme } : {}),
    seed: 'seed',
  }
  return { catalogue: compileCatalogue(published), at, meters: new Set<string>() }
}

type Copy = NonNullable<Nudge['copy'][string]>
const withCopy = (one: Nudge, patch: Partial<Copy>): Nudge => ({
  ...one,
  copy: { ...one.copy, en: { ...(one.copy.en as Copy), ...patch } },
})

/** In German, by the part of its copy. */
const germanOf = (one: Nudge, title = 'Zum Mitnehmen mit {{offer.plan}}'): Copy => ({
  ...(one.copy.en as Copy),
  title,
  body: 'Für {{account.name|dein Team}} ab {{offer.price}}.',
  countdown: 'Das Angebot endet in',
  actions: [{ kind: 'checkout', label: 'Wechseln', url: '/billing' }],
  dismiss: 'Nicht jetzt',
})

test('a nudge without faults yields none', () => {
  expect(lint(faultless, contextOf())).toEqual([])
})

type Fault = {
  code: FindingCode
  level: 'error' | 'warning'
  path: string
  change(one: Nudge): Nudge
}

/** Each by itself in a part of the nudge that no other touches. */
const faults: Record<string, Fault> = {
  'an offer that is not there': {
    code: 'reference_missing',
    level: 'error',
    path: 'offer',
    change: (one) => withCopy({ ...one, offer: 'gone' }, {}),
  },
  'a trigger that is not there': {
    code: 'reference_missing',
    level: 'error',
    path: 'trigger',
    change: (one) => ({ ...one, trigger: 'gone' }),
  },
  'a meter that nobody has read': {
    code: 'reference_missing',
    level: 'warning',
    path: 'meter',
    change: (one) => ({ ...one, meter: 'storage' }),
  },
  'an audience that contradicts itself': {
    code: 'nobody_matches',
    level: 'error',
    path: 'audience.all.1',
    change: (one) => ({
      ...one,
      audience: {
        all: [
          { trait: 'account.plan', eq: 'free' },
          { trait: 'account.plan', eq: 'team' },
        ],
      },
    }),
  },
  'a price that no plan has': {
    code: 'price_mismatch',
    level: 'error',
    path: 'copy.en.body',
    change: (one) => withCopy(one, { body: 'Only €15 per seat.' }),
  },
  'a sum of money that is no price': {
    code: 'price_mismatch',
    level: 'warning',
    path: 'copy.en.list.0',
    change: (one) => withCopy(one, { list: ['Teams like yours save €4,000'] }),
  },
  'a countdown to nothing': {
    code: 'countdown_untrue',
    level: 'warning',
    path: 'copy.en.countdown',
    change: (one) => ({ ...one, offerLasts: null }),
  },
  'a way out that cannot be seen': {
    code: 'dismiss_hidden',
    level: 'error',
    path: 'copy.en.dismiss',
    change: (one) => withCopy(one, { dismiss: '\u200b\u3164 \u2800' }),
  },
  'a variable that may have no value': {
    code: 'missing_fallback',
    level: 'warning',
    path: 'copy.en.title',
    change: (one) => withCopy(one, { title: 'Hello {{user.name}}' }),
  },
  'a locale that only an arm has': {
    code: 'missing_locale',
    level: 'warning',
    path: 'copy.de',
    change: (one) => ({
      ...one,
      experiment: {
        key: 'words',
        unit: 'account',
        arms: [
          { key: 'a', weight: 1 },
          {
            key: 'b',
            weight: 1,
            copy: {
              en: { ...(one.copy.en as Copy), title: 'Or take all of it' },
              de: germanOf(one, 'Oder alles'),
            },
          },
        ],
      },
    }),
  },
  'a checkout over http': {
    code: 'action_impossible',
    level: 'error',
    path: 'copy.en.actions.0.url',
    change: (one) =>
      withCopy(one, {
        actions: [{ kind: 'checkout', label: 'Upgrade', url: 'http://shop.example/pay' }],
      }),
  },
}

test.each(Object.entries(faults))(
  '%s yields exactly its finding',
  (_, { code, level, path, change }) => {
    expect(lint(change(faultless), contextOf())).toEqual([
      expect.objectContaining({ code, level, path }),
    ])
  },
)

/** Those that leave each other alone: the rest change the same part, or one hides another. */
const apart = [
  'a trigger that is not there',
  'a meter that nobody has read',
  'an audience that contradicts itself',
  'a price that no plan has',
  'a sum of money that is no price',
  'a way out that cannot be seen',
  'a variable that may have no value',
  'a checkout over http',
]

test('whatever faults come together, each is told, errors first, and nothing else', () => {
  fc.assert(
    fc.property(fc.subarray(apart), (names) => {
      const chosen = names.map((name) => faults[name] as Fault)
      const draft = chosen.reduce((one, fault) => fault.change(one), faultless)
      const found = lint(draft, contextOf())
      expect(refusalsOf(draft, contextOf())).toEqual(found.filter((one) => one.level === 'error'))
      const told = found.map(({ code, level, path }) => `${level} ${code} ${path}`)
      expect(told.toSorted()).toEqual(
        chosen.map(({ code, level, path }) => `${level} ${code} ${path}`).toSorted(),
      )
      expect(found.map(({ level }) => level).toSorted()).toEqual(found.map(({ level }) => level))
    }),
    { numRuns: 300 },
  )
})

test.each<[what: string, locale: string, patch: Partial<Copy>, found: string[]]>([
  ['a translation', 'de', {}, []],
  ['a button in English', 'de', { actions: faultless.copy.en?.actions ?? [] }, ['actions.0.label']],
  ['a way out in English', 'de', { dismiss: 'Not now' }, ['dismiss']],
  ['all of it in English', 'de', faultless.copy.en ?? {}, ['title']],
  ['the same language elsewhere', 'en-GB', faultless.copy.en ?? {}, []],
])(
  '%s: what is still to be translated is told once for its language',
  (_, locale, patch, found) => {
    const draft = {
      ...faultless,
      copy: { ...faultless.copy, [locale]: { ...germanOf(faultless), ...patch } },
    }
    expect(lint(draft, contextOf())).toEqual(
      found.map((path) =>
        expect.objectContaining({
          code: 'untranslated',
          level: 'warning',
          path: `copy.de.${path}`,
        }),
      ),
    )
  },
)

test.each([
  '{{offer.plan}}',
  '{{offer.plan|Your plan}}',
  '€12',
  'Team',
  '3 × team!',
  '**Team** {{offer.price}}',
])('“%s” is said so in every language', (line) => {
  const en = { ...(faultless.copy.en as Copy), list: [line] }
  const draft = { ...faultless, copy: { en, de: { ...germanOf(faultless), list: [line] } } }
  expect(lint(draft, contextOf()).filter(({ code }) => code === 'untranslated')).toEqual([])
})

test('the rows of a comparison may be called alike, and are not meant to say the same', () => {
  const rows = [
    { label: 'Boards', current: '3', offered: '25 boards' },
    { label: 'Export to CSV', current: false, offered: true },
  ]
  const en = { ...(faultless.copy.en as Copy), comparison: { rows } }
  const de = { ...germanOf(faultless), comparison: { rows } }
  expect(lint({ ...faultless, copy: { en, de } }, contextOf())).toMatchObject([
    { code: 'untranslated', path: 'copy.de.comparison.rows.1.label' },
  ])
})

test('what is to be translated is told by its languages, and of an arm in its place', () => {
  const en = faultless.copy.en as Copy
  const arm = { ...en, title: 'Or take all of it' }
  const draft: Nudge = {
    ...faultless,
    // That the way out is English is told of the nudge, and not of the arm again.
    copy: { en, de: { ...germanOf(faultless), dismiss: en.dismiss } },
    experiment: {
      key: 'words',
      unit: 'account',
      arms: [
        { key: 'a', weight: 1 },
        { key: 'b', weight: 1, copy: { en: arm, de: arm } },
      ],
    },
  }
  expect(lint(draft, contextOf())).toEqual([
    {
      code: 'untranslated',
      level: 'warning',
      path: 'copy.de.dismiss',
      sentence: 'In German this still says, word for word, what it says in English.',
      remedy: 'Translate it, or leave it if both languages say it so.',
    },
    {
      code: 'untranslated',
      level: 'warning',
      path: 'experiment.arms.1.copy.de.title',
      sentence: 'In German 4 texts still say, word for word, what it says in English.',
      remedy: 'Translate them, or leave those that both languages say so. The first:',
    },
  ])
})

const arm = (key: string, more: Partial<Arm> = {}): Arm => ({ key, weight: 1, ...more })
const own = (title?: string) => ({
  copy: { en: { ...(faultless.copy.en as Copy), ...(title === undefined ? {} : { title }) } },
})

test.each<[what: string, arms: Arm[], found: string[]]>([
  ['other words', [arm('a'), arm('b', own('More'))], []],
  ['one that shows nothing', [arm('a'), arm('b', { control: true })], []],
  ['one that nobody gets', [arm('a'), arm('b', own('More')), arm('c', { weight: 0 })], []],
  ['the nudge’s words twice', [arm('a'), arm('b')], ['experiment.arms.1']],
  [
    'words of its own that are the nudge’s',
    [arm('a'), arm('b', own())],
    ['experiment.arms.1.copy.en.title'],
  ],
  [
    'two of three',
    [arm('a'), arm('b', own('More')), arm('c', own('More'))],
    ['experiment.arms.2.copy.en.title'],
  ],
])('arms with %s: those that say the same are told', (_, arms, found) => {
  const draft: Nudge = { ...faultless, experiment: { key: 'x', unit: 'account', arms } }
  expect(lint(draft, contextOf()).map(({ code, level, path }) => ({ code, level, path }))).toEqual(
    found.map((path) => ({ code: 'arms_alike', level: 'warning', path })),
  )
})

test('a trial button on an offer that is none cannot do what it says', () => {
  const draft = withCopy(faultless, { actions: [{ kind: 'trial', label: 'Try it' }] })
  expect(lint(draft, contextOf())).toMatchObject([
    { code: 'action_impossible', path: 'copy.en.actions.0.kind' },
  ])
  expect(lint({ ...draft, offer: 'team-trial' }, contextOf())).toEqual([])
})

test('a trigger that rests is told of, and lets the nudge go live', () => {
  expect(lint(faultless, contextOf({ isAwake: false }))).toMatchObject([
    { code: 'reference_missing', level: 'warning', path: 'trigger' },
  ])
})

test('a way out that says what a button says is none', () => {
  const draft = withCopy(faultless, { dismiss: ' upgrade\u00ad ' })
  expect(lint(draft, contextOf()).map(({ code }) => code)).toEqual(['dismiss_hidden'])
})

test.each([
  ['higher', 5, /goes first: its priority is 5, this one’s 0/],
  ['lower', -5, /This one goes first: its priority is 0, the other’s -5/],
  ['the same', 0, /worth more at the moment goes first/],
])('a live nudge of %s priority at the same place: it says which wins', (_, priority, words) => {
  const other = { ...faultless, key: 'other', name: 'Other', priority }
  expect(lint(faultless, contextOf({ nudges: [other] }))).toMatchObject([
    { code: 'overlap', level: 'warning', sentence: expect.stringMatching(words) },
  ])
})

test.each<[string, Partial<Nudge>]>([
  ['at another place', { placement: 'paywall:share' }],
  ['for others', { audience: { trait: 'account.plan', eq: 'team' } }],
  ['over by now', { schedule: { endsAt: '2026-11-01T00:00:00Z' } }],
  ['the one that is edited', { key: faultless.key }],
])('a nudge that is %s is in nobody’s way', (_, patch) => {
  const other = { ...faultless, key: 'other', ...patch }
  expect(lint(faultless, contextOf({ nudges: [other] }))).toEqual([])
})

test('looks for no more overlaps than it tells', () => {
  const nudges = Array.from({ length: 40 }, (_, i) => ({ ...faultless, key: `other-${i}` }))
  const { catalogue, ...context } = contextOf({ nudges })
  let looked = 0
  const counted = new Proxy(catalogue.nudgesAt.get(faultless.placement) ?? [], {
    get(all, place, self) {
      if (typeof place === 'string' && /^\d+$/.test(place)) looked++
      return Reflect.get(all, place, self)
    },
  })
  const nudgesAt = new Map([[faultless.placement, counted]])
  const given = { ...context, catalogue: { ...catalogue, nudgesAt } }
  expect(lint(faultless, given).map(({ code }) => code)).toEqual(Array(5).fill('overlap'))
  expect(looked).toBeLessThanOrEqual(6)
  // What keeps nobody from publishing is not asked where that is the question.
  looked = 0
  expect(refusalsOf(faultless, given)).toEqual([])
  expect(looked).toBe(0)
})

test('another nudge that proposes the offer without an end takes the countdown away', () => {
  const other = { ...faultless, key: 'other', placement: 'page', offerLasts: null }
  expect(lint(faultless, contextOf({ nudges: [other] }))).toMatchObject([
    { code: 'countdown_untrue', sentence: expect.stringContaining('“Export paywall” proposes') },
  ])
})

test('words that give the offer longer than the schedule are told of', () => {
  const draft = withCopy(faultless, { title: 'Yours until {{offer.endsOn}}' })
  const short = { ...draft, schedule: { endsAt: '2026-11-29T00:00:00Z' } }
  expect(lint(draft, contextOf())).toEqual([])
  expect(lint(short, contextOf())).toMatchObject([
    { code: 'countdown_untrue', path: 'copy.en.title' },
  ])
})

test('a variable that can never have a value keeps the nudge from going live', () => {
  const draft = { ...withCopy(faultless, { title: 'Until {{offer.endsOn}}' }), offerLasts: null }
  expect(lint(draft, contextOf())).toContainEqual(
    expect.objectContaining({ code: 'missing_fallback', level: 'error', path: 'copy.en.title' }),
  )
})

test('colours that cannot be read as they are, are drawn otherwise, and that is told', () => {
  const theme: Theme = { preset: 'brim', accent: '#ffe14d' }
  expect(lint(faultless, contextOf({ theme }))).toMatchObject([
    { code: 'contrast_low', level: 'warning', sentence: expect.stringMatching(/#ffe14d.*1\.\d:1/) },
  ])
  expect(lint(faultless, contextOf({ theme: { preset: 'brim', accent: '#7c3aed' } }))).toEqual([])
})

test.each([
  ['title', 46, 'a'],
  ['body', 210, 'a'],
  ['title', 23, '界'],
] as const)('%s of a modal has room for %i times “%s”', (part, most, letter) => {
  const fits = withCopy(faultless, { [part]: letter.repeat(most) })
  const tooLong = withCopy(faultless, { [part]: letter.repeat(most + 1) })
  expect(lint(fits, contextOf())).toEqual([])
  expect(lint(tooLong, contextOf())).toMatchObject([{ code: 'too_long', path: `copy.en.${part}` }])
})

test('a banner has less room than a modal', () => {
  const draft = withCopy(faultless, { body: 'a'.repeat(200) })
  expect(lint(draft, contextOf())).toEqual([])
  expect(lint({ ...draft, format: 'banner' }, contextOf())).toMatchObject([{ code: 'too_long' }])
})
