import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Condition, type Trigger, trigger } from '../../../shared/definition/trigger.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { leavesOf } from '../leaves.ts'
import { compileTrigger } from '../trigger.ts'
import { createFold, type LoggedEntry } from './fold.ts'
import { wantedBy } from './names.ts'
import { sweptLeaf } from './sweep.ts'
import { createVariants } from './variants.ts'

const start = Date.parse('2026-01-01T00:00:00Z')
const given = { catalogue: { meters: new Map(), plans: new Map() }, logStart: 0 }

const entry = fc.record({
  gapMs: fc.integer({ min: 0, max: 2 * dayMs }),
  what: fc.constantFrom<Pick<LoggedEntry, 'name' | 'properties'>[]>(
    { name: 'hit', properties: {} },
    { name: 'miss', properties: {} },
    { name: 'signal_fired', properties: { trigger: 'other' } },
    { name: 'signal_fired', properties: { trigger: 'draft' } },
    { name: 'account_changed', properties: { plan: 'free' } },
    { name: 'account_changed', properties: { plan: 'team' } },
    { name: 'user_changed', properties: { role: 'admin' } },
  ),
  account: fc.constantFrom('a', 'b'),
  user: fc.constantFrom('u', 'v', null),
})
const log = fc.array(entry, { maxLength: 60 }).map((all) => {
  let at = start
  return all.map(({ gapMs, what, account, user }): LoggedEntry => {
    at += gapMs
    const who = { account, user: what.name === 'user_changed' ? 'u' : user }
    const when = { occurredAt: at, receivedAt: at }
    return { messageId: '', department: null, source: 'api', ...what, ...who, ...when }
  })
})

const hits = { measure: { count: { event: 'hit', within: '3d' } } } as const
const shapes: ((threshold: number) => Condition)[] = [
  (gte) => ({ ...hits, gte }),
  (gte) => ({
    all: [
      { ...hits, gte },
      { trait: 'account.plan', eq: 'free' },
    ],
  }),
  (gte) => ({
    any: [
      { ...hits, gte },
      { trait: 'user.role', eq: 'admin' },
    ],
  }),
  (lt) => ({
    all: [
      { ...hits, lt },
      { trait: 'account.plan', exists: true },
    ],
  }),
  (lt) => ({
    not: {
      any: [
        { ...hits, lt },
        { trait: 'user.role', eq: 'admin' },
      ],
    },
  }),
  (gte) => ({ measure: { age: { of: 'account' } }, gte }),
  (gte) => ({ measure: { signals: { trigger: 'other', within: '7d', of: 'account' } }, gte }),
  // Counts every signal, also those that the trigger itself leaves behind.
  (gte) => ({ measure: { count: { event: 'signal_fired', within: '7d' } }, gte }),
]
const draft = fc.record({
  subject: fc.constantFrom('account', 'user'),
  cooldown: fc.constantFrom('1h', '2d'),
  rearm: fc.constantFrom('after_cooldown', 'after_false'),
})

type Draft = typeof draft extends fc.Arbitrary<infer Value> ? Value : never
const values = [0, 1, 2, 4]
const variantsOf = (one: Draft, shape: (threshold: number) => Condition): Trigger[] =>
  [3, ...values].map((threshold) =>
    trigger.parse({
      key: 'draft',
      name: 'T',
      family: 'paywall',
      ...one,
      when: shape(threshold),
    }),
  )

/** The first leaf, wherever it stands. */
const sweptPath = ({ when }: Trigger) => leavesOf(when, 'when')[0]?.path ?? ''

const firingsAlone = (one: Trigger, entries: readonly LoggedEntry[]): string[] => {
  const fired: string[] = []
  const fold = createFold({
    ...given,
    triggers: [compileTrigger(one)],
    onFiring: ({ account, user, at }) => void fired.push(`${account} ${user} ${at}`),
  })
  for (const each of entries) fold.take(each)
  fold.passTime(start + 200 * dayMs)
  return fired
}

test.each(shapes.map((shape) => [JSON.stringify(shape(1)), shape] as const))(
  'side by side each fires as it does alone: %s',
  (_, shape) => {
    fc.assert(
      fc.property(draft, log, (one, entries) => {
        const triggers = variantsOf(one, shape)
        const fired: string[][] = triggers.map(() => [])
        const [draft] = triggers as [Trigger, ...Trigger[]]
        const leaf = sweptLeaf(draft, sweptPath(draft))
        if ('message' in leaf) throw new Error(leaf.message)
        const variants = createVariants({
          ...given,
          trigger: draft,
          sweep: { leaf, values },
          onFiring: (variant, { account, user, at }) =>
            void fired[variant]?.push(`${account} ${user} ${at}`),
        })
        for (const each of entries) variants.take(each)
        variants.passTime(start + 200 * dayMs)
        expect(fired).toEqual(triggers.map((each) => firingsAlone(each, entries)))
      }),
      { numRuns: 150 },
    )
  },
)

test.each(shapes.map((shape) => [JSON.stringify(shape(1)), shape] as const))(
  'entries of other names than those that matter change nothing: %s',
  (_, shape) => {
    fc.assert(
      fc.property(draft, log, (one, entries) => {
        for (const each of variantsOf(one, shape)) {
          const { names, withProperties } = wantedBy(compileTrigger(each))
          const read = entries
            .filter(({ name }) => !names || names.has(name))
            .map((entry) => (withProperties.has(entry.name) ? entry : { ...entry, properties: {} }))
          expect(firingsAlone(each, read)).toEqual(firingsAlone(each, entries))
        }
      }),
      { numRuns: 150 },
    )
  },
)

test('reads only what a trigger listens to, unless it depends on who is known since when', () => {
  const names = (when: Condition, rearm = 'after_cooldown') =>
    wantedBy(
      compileTrigger(
        trigger.parse({
          key: 't',
          name: 'T',
          family: 'paywall',
          subject: 'account',
          when,
          rearm,
        }),
      ),
    ).names
  expect(names({ ...hits, gte: 1 })).toEqual(new Set(['hit']))
  expect(names({ ...hits, gte: 1 }, 'after_false')).toBeUndefined()
  expect(names({ ...hits, lt: 1 })).toBeUndefined()
  expect(names({ measure: { age: { of: 'user' } }, gte: 1 })).toBeUndefined()
  const features = { newFeatures: { baseline: '30d', within: '7d', minUses: 1 } }
  expect(names({ measure: features, gte: 1 })).toBeUndefined()
  expect(names({ measure: { meter: { name: 'seats', read: 'ratio' } }, gte: 1 })).toEqual(
    new Set(['meter_read']),
  )
})
