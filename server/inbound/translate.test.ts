import fc from 'fast-check'
import { expect, test } from 'vitest'
import { event, traits } from '../../shared/event/event.ts'
import {
  defaultMapping,
  type SourceRule,
  sourceMapping,
  vendors,
} from '../../shared/event/source.ts'
import { readAmplitude } from './amplitude.ts'
import { factAt, fitFacts } from './fit-facts.ts'
import { readHeap } from './heap.ts'
import { type Incoming, Unreadable } from './message.ts'
import { readMixpanel } from './mixpanel.ts'
import { readPostHog } from './posthog.ts'
import { readSegmentBatch, readSegmentCall } from './segment.ts'
import { signedBy } from './signature.ts'
import { becomes } from './test-translate.ts'
import { timeIn } from './time.ts'

const readers: ((body: unknown) => Incoming[])[] = [
  readSegmentBatch,
  (body) => readSegmentCall(body, 'track'),
  (body) => readSegmentCall(body, 'group'),
  readAmplitude,
  readPostHog,
  (body) => readMixpanel(body, 'track'),
  (body) => readMixpanel(body, 'engage'),
  (body) => readMixpanel(body, 'groups'),
  (body) => readHeap(body, 'track'),
  (body) => readHeap(body, 'add_account_properties'),
]
const names = fc.constantFrom(
  'batch',
  'events',
  'type',
  'event',
  'event_type',
  'userId',
  'user_id',
  'distinct_id',
  'properties',
  'traits',
  'context',
  'groupId',
  '$groups',
  '$set',
  'groups',
  'time',
  'timestamp',
  '__proto__',
  'x',
)
const garbage = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown[]>(
      'track',
      'group',
      'Usage Reported',
      '$groupidentify',
      null,
      1e308,
      -1,
      '',
    ),
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 6 }),
  ),
})).value

test('whatever comes is taken in as it must be, ignored, or refused in words', () => {
  const mapping = defaultMapping('segment')
  fc.assert(
    fc.property(fc.constantFrom(...readers), garbage, (read, body) => {
      let incoming: Incoming[] = []
      try {
        incoming = read(body)
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable)
      }
      for (const one of becomes('segment', incoming, mapping)) {
        if (one.kind === 'refused') expect(one.issues[0]?.message).toBeTruthy()
        for (const item of one.kind === 'items' ? one.items : []) {
          if (item.kind === 'event') event.parse(item.event)
          if ('traits' in item) traits.parse(item.traits)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

test('the defaults of each tool are a mapping that can be saved', () => {
  for (const vendor of vendors) expect(sourceMapping.parse(defaultMapping(vendor))).toBeTruthy()
})

test('no event has two rules', () => {
  const mapping = defaultMapping('segment')
  const twice = {
    ...mapping,
    rules: [...mapping.rules, { means: 'nothing', event: 'PAYWALL hit ' }],
  }
  expect(sourceMapping.safeParse(twice).error?.issues).toMatchObject([
    { path: ['rules', 5, 'event'], message: 'There are two rules for "PAYWALL hit"' },
  ])
})

test('a mapping names other places for ids, a feature that is always the same, and what is left out', () => {
  const mapping = {
    account: [
      { in: 'trait' as const, name: 'org.id' },
      { in: 'property' as const, name: 'org' },
    ],
    user: [{ in: 'property' as const, name: 'email' }],
    rules: [
      { means: 'feature_used' as const, event: 'Exported', feature: { value: 'export' } },
      { means: 'nothing' as const, event: 'Noise' },
    ],
  }
  const of = (name: string) => ({
    type: 'track',
    event: name,
    userId: 'u',
    properties: { org: 3, email: 'm@x' },
  })
  const told = becomes(
    'segment',
    readSegmentBatch({ batch: [of('Exported'), of('Noise')] }),
    mapping,
  )
  expect(told).toMatchObject([
    {
      items: [
        {
          event: {
            name: 'feature_used',
            account: '3',
            user: 'm@x',
            properties: { feature: 'export', org: 3 },
          },
        },
      ],
    },
    { kind: 'ignored', why: 'A rule of the mapping leaves it out' },
  ])
})

test.each([
  ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23T12:00:00+02:00', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23 10:00:00', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23', '2026-11-23T00:00:00.000Z'],
  [1_795_428_000, '2026-11-23T10:00:00.000Z'],
  [1_795_428_000_000, '2026-11-23T10:00:00.000Z'],
  ['1795428000', '2026-11-23T10:00:00.000Z'],
  ['', null],
  [null, null],
])('reads the time %s', (value, expected) => {
  expect(timeIn(value, 'at')).toBe(expected)
})

test.each(['soon', 1e300, -5, {}, [], true, '2026-13-45', 'Infinity'])(
  'knows no time in %s',
  (value) => {
    expect(() => timeIn(value, 'at')).toThrow(Unreadable)
  },
)

test('facts are flattened, bounded, and found again by their dotted names', () => {
  const many = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`n${i}`, i]))
  const { facts, leftOut } = fitFacts({ company: { plan: { name: 'pro' } }, ...many })
  expect(facts['company.plan.name']).toBe('pro')
  expect(Object.keys(facts)).toHaveLength(100)
  expect(leftOut).toHaveLength(20)
  expect(factAt({ a: { b: 1 }, 'a.b': 2 }, 'a.b')).toBe(2)
  expect(factAt({ a: { b: 1 } }, 'a.b')).toBe(1)
  expect(factAt({ a: 1 }, 'a.constructor')).toBeUndefined()
  expect(factAt({}, 'toString')).toBeUndefined()
})

test('of however many properties the ones that an event is nothing without are kept', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`n${i}`, i]))
  const properties = { ...many, feature: 'export', nested: { topic: 'limits' } }
  const rules: SourceRule[] = [
    { means: 'paywall_hit', event: 'Wall', feature: { property: 'feature' } },
    { means: 'feature_used', event: 'Used', feature: { value: 'always' } },
    { means: 'support_inquiry', event: 'Asked', topic: { property: 'nested.topic' } },
  ]
  const mapping = { ...defaultMapping('segment'), rules }
  const batch = ['Wall', 'Used', 'Asked'].map((event) => ({
    ...{ type: 'track', event, userId: 'u', properties },
  }))
  const all = becomes('segment', readSegmentBatch({ batch }), mapping)
  expect(all).toMatchObject([
    { items: [{ event: { name: 'paywall_hit', properties: { feature: 'export', n0: 0 } } }] },
    { items: [{ event: { name: 'feature_used', properties: { feature: 'always' } } }] },
    { items: [{ event: { name: 'support_inquiry', properties: { topic: 'limits' } } }] },
  ])
  const [page] = becomes(
    'mixpanel',
    readMixpanel(
      {
        event: '$mp_web_page_view',
        properties: { ...many, distinct_id: 'u', company: 'acme', current_url_path: '/plans' },
      },
      'track',
    ),
  )
  expect(page).toMatchObject({ items: [{ event: { properties: { path: '/plans' } } }] })
  const group = { type: 'group', groupId: 'acme', traits: { ...many, plan: 'free', seats: 3 } }
  const person = { type: 'identify', userId: 'u', traits: { ...many, role: 'admin' } }
  expect(becomes('segment', readSegmentBatch({ batch: [group, person] }))).toMatchObject([
    { items: [{ traits: { plan: 'free', seats: 3, n0: 0 } }] },
    { items: [{ traits: { role: 'admin', n0: 0 } }] },
  ])
})

/** `printf '%s' BODY | openssl dgst -sha1 -hmac secret` */
const signatures = {
  '{"type":"track"}': '2e88aac68ea7b39da724171f506ddb544ec37f6a',
  '[{"type":"track"},{"type":"page"}]': 'f5120999e9557f0afd9e73b1cf8112bcd23e29e8',
}

test.each<[string, string, string | undefined, string]>([
  ['the whole', '{"type":"track"}', signatures['{"type":"track"}'], 'whole'],
  ['in capitals', '{"type":"track"}', signatures['{"type":"track"}'].toUpperCase(), 'whole'],
  [
    'the whole list',
    '[{"type":"track"},{"type":"page"}]',
    signatures['[{"type":"track"},{"type":"page"}]'],
    'whole',
  ],
  ['the only one of a list', '[{"type":"track"}]', signatures['{"type":"track"}'], 'whole'],
  ['the only one, spaced', '[ {"type": "track"} ]', signatures['{"type":"track"}'], 'whole'],
  [
    'the first of several',
    '[{"type":"track"},{"type":"page"}]',
    signatures['{"type":"track"}'],
    'first_only',
  ],
  ['another body', '{"type":"page"}', signatures['{"type":"track"}'], 'none'],
  ['nothing', '{"type":"track"}', undefined, 'none'],
  ['something short', '{"type":"track"}', 'ab', 'none'],
  ['what is no JSON', 'x', signatures['{"type":"track"}'], 'none'],
])('a signature of %s is told from others', (_, body, signature, expected) => {
  expect(signedBy('secret', body, signature)).toBe(expected)
})
