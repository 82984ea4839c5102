/** Arbitrary definitions of a whole workspace that fit each other: for property tests. */
import fc from 'fast-check'
import {
  type DefinitionBody,
  type DefinitionKind,
  definitionSchemas,
} from '../../../shared/definition/definition.ts'

export type AnyDefinition = { kind: DefinitionKind; body: DefinitionBody; isPaused: boolean }

const key = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,11}$/)
const keys = (min: number) => fc.uniqueArray(key, { minLength: min, maxLength: 4 })
const name = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .filter((text) => text.length <= 60)
/** Words without what copy takes for its own signs. */
const words = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .map((text) => text.replaceAll(/[{}[\]*\\]/g, ''))
  .filter((text) => text.trim() !== '' && text.length <= 60)
const meterName = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,8}$/)
const number = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true }))
const duration = fc.nat({ max: 300 }).map((days) => `${days + 1}d`)

const plan = (of: string) =>
  fc.record({
    key: fc.constant(of),
    name,
    tier: fc.nat({ max: 100 }),
    prices: fc.array(
      fc.record({
        amount: fc.nat(),
        currency: fc.constantFrom('EUR', 'USD', 'JPY'),
        interval: fc.constantFrom('month', 'year'),
        per: fc.constantFrom('account', 'seat'),
      }),
      { maxLength: 3 },
    ),
    limits: fc.dictionary(meterName, fc.option(number), { maxKeys: 4 }),
    features: fc.array(meterName, { maxLength: 3 }),
  })

const offer = (of: string, plans: string[]) =>
  fc.oneof(
    fc.record({ key: fc.constant(of), name, kind: fc.constant('contact') }),
    fc.record({
      key: fc.constant(of),
      name,
      kind: fc.constant('seats'),
      seats: fc.integer({ min: 1, max: 99 }),
    }),
    fc.record({
      key: fc.constant(of),
      name,
      kind: fc.constant('trial'),
      plan: fc.constantFrom(...plans),
      lasts: duration,
    }),
  )

const meter = (of: string) =>
  fc.record({
    key: fc.constant(of),
    name,
    used: fc.record({ count: fc.record({ event: fc.constantFrom('exported', 'sent') }) }),
    period: fc.constantFrom('day', 'week', 'month', 'year'),
  })

const trigger = (of: string, offers: string[], before: string[]) =>
  fc.record(
    {
      key: fc.constant(of),
      name,
      family: fc.constantFrom('limit', 'paywall', 'support'),
      subject: fc.constantFrom('account', 'user'),
      when: fc.oneof(
        fc.record({
          measure: fc.record({
            count: fc.record({
              event: fc.constantFrom('paywall_hit', 'sent'),
              where: fc.dictionary(
                meterName,
                fc.record({ eq: fc.oneof(words, number, fc.boolean()) }),
                {
                  maxKeys: 2,
                },
              ),
              within: fc.constantFrom('7d', '24h', '30d'),
            }),
          }),
          gte: fc.integer({ min: 1, max: 9 }),
        }),
        fc.record({
          measure: fc.record({ meter: fc.record({ name: meterName, read: fc.constant('ratio') }) }),
          gte: fc.constant(0.8),
        }),
        ...(before.length > 0
          ? [
              fc.record({
                measure: fc.record({
                  signals: fc.record({
                    trigger: fc.constantFrom(...before),
                    within: fc.constant('7d'),
                    of: fc.constant('account'),
                  }),
                }),
                gte: fc.constant(1),
              }),
            ]
          : []),
      ),
      recommends: fc.constantFrom(...offers),
      cooldown: duration,
    },
    { requiredKeys: ['key', 'name', 'family', 'subject', 'when'] },
  )

const copy = fc.record(
  {
    title: words,
    body: words,
    list: fc.array(words, { maxLength: 2 }),
    actions: fc.constant([{ kind: 'link', label: 'See', url: '/plans' }]),
  },
  { requiredKeys: ['title', 'actions'] },
)

const nudge = (of: string, offers: string[], triggers: string[]) =>
  fc.record(
    {
      key: fc.constant(of),
      name,
      format: fc.constantFrom('modal', 'toast', 'banner'),
      placement: fc.constantFrom('page', 'paywall:export', 'slot:top'),
      trigger: fc.constantFrom(...triggers, 'none'),
      offer: fc.constantFrom(...offers),
      copy: fc.record({ en: copy, de: copy }, { requiredKeys: ['en'] }),
      tags: fc.array(key, { maxLength: 2 }),
      priority: fc.integer({ min: -100, max: 100 }),
    },
    { requiredKeys: ['key', 'name', 'format', 'placement', 'offer', 'copy'] },
  )

const allOf = fc.record({
  plan: keys(1),
  offer: keys(1),
  meter: keys(0),
  trigger: keys(0),
  nudge: keys(0),
})

/** In an order in which each finds what it refers to. */
export const anyDefinitions: fc.Arbitrary<AnyDefinition[]> = allOf.chain((of) => {
  const bodies: [DefinitionKind, fc.Arbitrary<object>][] = [
    ...of.plan.map((one): [DefinitionKind, fc.Arbitrary<object>] => ['plan', plan(one)]),
    ...of.offer.map((one): [DefinitionKind, fc.Arbitrary<object>] => [
      'offer',
      offer(one, of.plan),
    ]),
    ...of.meter.map((one): [DefinitionKind, fc.Arbitrary<object>] => ['meter', meter(one)]),
    ...of.trigger.map((one, i): [DefinitionKind, fc.Arbitrary<object>] => [
      'trigger',
      trigger(one, of.offer, of.trigger.slice(0, i)),
    ]),
    ...of.nudge.map((one): [DefinitionKind, fc.Arbitrary<object>] => [
      'nudge',
      nudge(one, of.offer, of.trigger),
    ]),
  ]
  return fc.tuple(
    ...bodies.map(([kind, body]) =>
      fc.record({ body, isPaused: fc.boolean() }).map(({ body, isPaused }) => {
        const { trigger, ...rest } = body as { trigger?: string }
        const whole = trigger === 'none' ? rest : body
        return { kind, body: definitionSchemas[kind].parse(whole), isPaused }
      }),
    ),
  )
})
