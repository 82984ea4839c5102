/** Bad input is refused with the path of its fault. */
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { nudge } from '../definition/nudge.ts'
import { offer, plan } from '../definition/plan.ts'
import { trigger } from '../definition/trigger.ts'
import { conversion } from '../event/conversion.ts'
import { event, meterReading, widgetItem } from '../event/event.ts'
import { play } from '../play/play.ts'
import { settings, settingsPatch } from '../workspace/settings.ts'
import { settingsOf } from '../workspace/settings-of.ts'
import { issuesOf } from './error.ts'

const count = { count: { event: 'x', within: '7d' } }
const when = (one: unknown) => ({
  key: 'k',
  name: 'N',
  family: 'paywall',
  subject: 'account',
  when: one,
})
const group = { key: 'tips', of: { tag: 'tip' }, per: 'user', every: '7d', times: 2 }
const copy = { title: 'T', actions: [{ kind: 'link', label: 'Go', url: '/go' }] }
const aNudge = {
  key: 'n',
  name: 'N',
  format: 'modal',
  placement: 'paywall:x',
  offer: 'o',
  copy: { en: copy },
}
const anExperiment = (...arms: object[]) => ({ ...aNudge, experiment: { key: 'x', arms } })
const deep = (levels: number): unknown =>
  levels === 0 ? { measure: count, gte: 1 } : { not: deep(levels - 1) }

test.each<[name: string, schema: z.ZodType, value: unknown, path: string, message: RegExp]>([
  [
    'an unknown operator',
    trigger,
    when({ measure: count, gtt: 3 }),
    'when.gtt',
    /Unknown key "gtt"/,
  ],
  ['no operator', trigger, when({ measure: count }), 'when', /exactly one/],
  ['two operators', trigger, when({ measure: count, gte: 3, lt: 9 }), 'when', /exactly one/],
  [
    'an unknown measure',
    trigger,
    when({ measure: { cuont: {} }, gte: 3 }),
    'when.measure',
    /one of "count"/,
  ],
  [
    'an unknown reading of a trial',
    trigger,
    when({ measure: { trial: { read: 'weeks' } }, gte: 3 }),
    'when.measure.trial.read',
    /^One of: daysLeft, daysSinceStart$/,
  ],
  [
    'an unknown group',
    trigger,
    when({ every: [] }),
    'when',
    /Unknown key "every".*"all", "any", "not"/,
  ],
  [
    'a fault deep inside',
    trigger,
    when({
      all: [
        {
          not: {
            any: [{ measure: { distinct: { of: 'usr', event: 'x', within: '7d' } }, gte: 2 }],
          },
        },
      ],
    }),
    'when.all.0.not.any.0.measure.distinct.of',
    /Expected user/,
  ],
  [
    'a window that is too long',
    trigger,
    when({ measure: { count: { event: 'x', within: '401d' } }, gte: 1 }),
    'when.measure.count.within',
    /400d/,
  ],
  ['too deep a tree', trigger, when(deep(6)), 'when', /6 levels/],
  [
    'too many leaves',
    trigger,
    when({ any: Array.from({ length: 33 }, () => deep(0)) }),
    'when',
    /32 leaves/,
  ],
  ['an unknown key', trigger, { ...when(deep(0)), cooldwon: '7d' }, 'cooldwon', /Unknown key/],
  [
    'copy missing in the default locale',
    nudge,
    { ...aNudge, defaultLocale: 'de' },
    'copy.de',
    /default locale "de" is missing/,
  ],
  [
    'a variable that does not exist',
    nudge,
    { ...aNudge, copy: { en: { ...copy, title: '{{nope}}' } } },
    'copy.en.title',
    /no variable "nope"/,
  ],
  [
    'a script for an address',
    nudge,
    {
      ...aNudge,
      copy: { en: { ...copy, actions: [{ kind: 'link', label: 'x', url: 'javascript:x' }] } },
    },
    'copy.en.actions.0.url',
    /not allowed/,
  ],
  [
    'a placement of no kind',
    nudge,
    { ...aNudge, placement: 'wall:x' },
    'placement',
    /paywall:<feature>/,
  ],
  [
    'a schedule that ends first',
    nudge,
    { ...aNudge, schedule: { startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' } },
    'schedule.endsAt',
    /before it starts/,
  ],
  [
    'an experiment with one arm',
    nudge,
    anExperiment({ key: 'a', weight: 1 }),
    'experiment.arms',
    /^At least 2 entries$/,
  ],
  [
    'two arms of one name',
    nudge,
    anExperiment({ key: 'a', weight: 1 }, { key: 'a', weight: 1 }),
    'experiment.arms.1.key',
    /another arm "a"/,
  ],
  [
    'two controls',
    nudge,
    anExperiment({ key: 'a', weight: 1, control: true }, { key: 'b', weight: 1, control: true }),
    'experiment.arms.1.control',
    /one is enough/,
  ],
  [
    'arms without any weight',
    nudge,
    anExperiment({ key: 'a', weight: 0 }, { key: 'b', weight: 0 }),
    'experiment.arms',
    /above 0/,
  ],
  [
    'a control with copy',
    nudge,
    anExperiment(
      { key: 'a', weight: 1, control: true, copy: { en: copy } },
      { key: 'b', weight: 1 },
    ),
    'experiment.arms.0.copy',
    /draws nothing/,
  ],
  [
    'an arm without the default locale',
    nudge,
    anExperiment({ key: 'a', weight: 1 }, { key: 'b', weight: 1, copy: { de: copy } }),
    'experiment.arms.1.copy.en',
    /is missing/,
  ],
  [
    'a form without the default locale',
    nudge,
    { ...aNudge, forms: { contact: { copy: { de: copy } } } },
    'forms.contact.copy.en',
    /is missing/,
  ],
  [
    'a form of an unknown kind',
    nudge,
    { ...aNudge, forms: { ask_boss: { copy: { en: copy } } } },
    'forms.ask_boss',
    /Unknown key/,
  ],
  [
    'a fraction of a cent',
    plan,
    { key: 'p', name: 'P', tier: 1, prices: [{ amount: 1.5, currency: 'EUR', interval: 'month' }] },
    'prices.0.amount',
    /^A whole number$/,
  ],
  ['an offer of an unknown kind', offer, { key: 'o', name: 'O', kind: 'gift' }, 'kind', /.+/],
  [
    'an event without its property',
    event,
    { name: 'paywall_hit', user: 'u' },
    'properties',
    /needs the property "feature"/,
  ],
  ['an event of nobody', event, { name: 'x' }, 'account', /an account or a user/],
  [
    'an event that only Brim writes',
    event,
    { name: 'nudge_shown', user: 'u' },
    'name',
    /written by Brim/,
  ],
  [
    'a property that nests',
    event,
    { name: 'x', user: 'u', properties: { a: { b: 1 } } },
    'properties.a',
    /.+/,
  ],
  [
    'usage that is no number',
    meterReading,
    { account: 'a', meter: 'seats', used: 'many', limit: 5 },
    'used',
    /^A number, not text$/,
  ],
  [
    'an outcome of an unknown kind',
    widgetItem,
    { type: 'outcome', messageId: 'm', decisionId: 'd', outcome: 'ignored' },
    'outcome',
    /.+/,
  ],
  ['a setting that does not exist', settingsPatch, { holdut: 0 }, 'holdut', /Unknown key/],
  ['a holdout of most accounts', settingsPatch, { holdout: 0.51 }, 'holdout', /^At most 0\.5$/],
  ['a log that is soon gone', settingsPatch, { keepEvents: '29d' }, 'keepEvents', /At least 30d/],
  [
    'half a budget',
    settingsPatch,
    { budget: { modalsPerUser: { every: '1d', times: 1 } } },
    'budget.promptsPerAccount',
    /^Needed$/,
  ],
  [
    'two cap groups of one key',
    settingsPatch,
    { capGroups: [group, { ...group, of: { format: 'modal' } }] },
    'capGroups.1.key',
    /a group "tips" already/,
  ],
  [
    'an amount without a currency',
    conversion,
    { account: 'a', kind: 'plan', mrrDelta: 1200 },
    'currency',
    /go together/,
  ],
  [
    'a fraction of a cent of revenue',
    conversion,
    { account: 'a', kind: 'plan', mrrDelta: 0.5, currency: 'EUR' },
    'mrrDelta',
    /^A whole number$/,
  ],
])('%s', (_, schema, value, path, message) => {
  const parsed = schema.safeParse(value)
  const issues = parsed.success ? [] : issuesOf(parsed.error)
  const found = expect.objectContaining({ path, message: expect.stringMatching(message) })
  expect(issues).toContainEqual(found)
})

const onPaywall = (...actions: object[]) => ({
  key: 'p',
  name: 'P',
  when: { families: ['paywall'] },
  actions,
})

test.each<[what: string, actions: object[], repeated: boolean]>([
  ['its owner and a channel', [{ kind: 'alert' }, { kind: 'alert', destination: 'sales' }], false],
  [
    'two channels',
    [
      { kind: 'alert', destination: 'sales' },
      { kind: 'alert', destination: 'bosses' },
    ],
    false,
  ],
  ['its owner twice', [{ kind: 'alert' }, { kind: 'digest' }], true],
  [
    'a channel twice',
    [
      { kind: 'alert', destination: 'sales' },
      { kind: 'alert', destination: 'sales' },
    ],
    true,
  ],
  ['prompts twice', [{ kind: 'nudge' }, { kind: 'nudge', nudges: ['n'] }], true],
])('a play may tell each once: %s', (_, actions, isRepeated) => {
  const { error } = play.safeParse(onPaywall(...actions))
  expect(error ? issuesOf(error) : []).toEqual(
    isRepeated ? [{ path: 'actions.1.kind', message: 'It does this already' }] : [],
  )
})

test('a property name cannot reach a prototype', () => {
  const hostile = JSON.parse(
    '{"name":"x","user":"u","properties":{"__proto__":{"a":1},"constructor":1}}',
  )
  const parsed = event.safeParse(hostile)
  expect(parsed.success).toBe(false)
  expect(({} as Record<string, unknown>).a).toBeUndefined()
})

test('what an author leaves out has the defaults of the field', () => {
  expect(nudge.parse(aNudge)).toMatchObject({
    caps: {},
    tags: [],
    priority: 0,
    defaultLocale: 'en',
  })
})

test('what nobody has set is as usual, and what was set goes before', () => {
  expect(settings.parse(settingsOf())).toEqual(settingsOf())
  expect(settingsOf({ holdout: 0.2 })).toEqual({ ...settingsOf(), holdout: 0.2 })
  expect(settingsPatch.parse({ paused: true })).toEqual({ paused: true })
})
