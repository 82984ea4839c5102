// Amplitude, PostHog, Mixpanel and Heap, in the shapes that their own libraries send.
import { expect, test } from 'vitest'
import { readAmplitude } from './amplitude.ts'
import { readHeap } from './heap.ts'
import type { Incoming } from './message.ts'
import { readMixpanel } from './mixpanel.ts'
import { readPostHog } from './posthog.ts'
import { becomes, eventItem, items } from './test-translate.ts'

type Row = [string, Parameters<typeof becomes>[0], () => Incoming[], unknown]

const ms = Date.parse('2026-11-23T09:59:00Z')
const occurredAt = '2026-11-23T09:59:00.000Z'
const who = { account: 'acme', user: 'mara' }
const amplitude = (event: object) => () => readAmplitude({ events: [event] })
const posthog = (event: object) => () => readPostHog({ batch: [event] })

const rows: Row[] = [
  [
    'Amplitude’s event in its group',
    'amplitude',
    amplitude({
      event_type: 'Feature Used',
      user_id: 'mara',
      groups: { project: 'p', company: ['acme'] },
      event_properties: { feature: 'timeline' },
      time: ms,
    }),
    items(
      eventItem({ name: 'feature_used', properties: { feature: 'timeline' }, ...who, occurredAt }),
    ),
  ],
  [
    'Amplitude’s $identify',
    'amplitude',
    amplitude({
      event_type: '$identify',
      user_id: 'mara',
      groups: { company: 'acme' },
      user_properties: { $set: { role: 'admin' }, $add: { visits: 1 }, $unset: { seat: '-' } },
    }),
    items({ kind: 'user_traits', ...who, traits: { role: 'admin', seat: null } }),
  ],
  [
    'Amplitude’s $groupidentify',
    'amplitude',
    amplitude({
      event_type: '$groupidentify',
      groups: { company: 'acme' },
      group_properties: { $set: { plan: 'free' } },
    }),
    items({ kind: 'account_traits', account: 'acme', traits: { plan: 'free' } }),
  ],
  [
    'Amplitude’s own page view',
    'amplitude',
    amplitude({
      event_type: '[Amplitude] Page Viewed',
      user_id: 'mara',
      groups: { company: 'acme' },
      event_properties: { '[Amplitude] Page Path': '/a', '[Amplitude] Page Title': 'A' },
    }),
    items(eventItem({ name: 'page_viewed', properties: { path: '/a', title: 'A' }, ...who })),
  ],
  [
    'PostHog’s event in its group',
    'posthog',
    posthog({
      event: 'Paywall Hit',
      distinct_id: 'mara',
      uuid: 'u',
      timestamp: occurredAt,
      properties: { feature: 'export', $groups: { company: 'acme' }, $lib: 'posthog-node' },
    }),
    items(
      eventItem({ name: 'paywall_hit', properties: { feature: 'export' }, ...who, occurredAt }),
    ),
  ],
  [
    'PostHog’s $set beside an event',
    'posthog',
    posthog({
      event: 'x',
      distinct_id: 'mara',
      properties: {
        $groups: { company: 'acme' },
        $set: { role: 'admin' },
        $set_once: { role: 'user', since: 1 },
      },
    }),
    items(
      { kind: 'user_traits', ...who, traits: { role: 'admin', since: 1 } },
      eventItem({ name: 'x', properties: {}, ...who }),
    ),
  ],
  [
    'PostHog’s group, which nobody is in',
    'posthog',
    posthog({
      event: '$groupidentify',
      distinct_id: '$company_acme',
      properties: { $group_type: 'company', $group_key: 'acme', $group_set: { seats: 9 } },
    }),
    items({ kind: 'account_traits', account: 'acme', traits: { seats: 9 } }),
  ],
  [
    'PostHog’s page view',
    'posthog',
    posthog({
      event: '$pageview',
      distinct_id: 'mara',
      properties: { $pathname: '/a', $groups: { company: 'acme' } },
    }),
    items(eventItem({ name: 'page_viewed', properties: { path: '/a' }, ...who })),
  ],
  [
    'Mixpanel’s event, with its time in seconds',
    'mixpanel',
    () =>
      readMixpanel(
        {
          event: 'Feature Used',
          properties: {
            token: 'wk',
            distinct_id: 'mara',
            company: ['acme'],
            feature: 'x',
            time: ms / 1000,
          },
        },
        'track',
      ),
    items(
      eventItem({
        name: 'feature_used',
        properties: { feature: 'x', company: ['acme'] },
        ...who,
        occurredAt,
      }),
    ),
  ],
  [
    'Mixpanel’s person',
    'mixpanel',
    () =>
      readMixpanel(
        { $token: 'wk', $distinct_id: 'mara', $set: { $name: 'Mara', role: 'admin' } },
        'engage',
      ),
    items({
      kind: 'user_traits',
      account: 'user:mara',
      user: 'mara',
      traits: { name: 'Mara', role: 'admin' },
    }),
  ],
  [
    'Mixpanel’s group',
    'mixpanel',
    () =>
      readMixpanel(
        [{ $token: 'wk', $group_key: 'company', $group_id: 'acme', $set: { plan: 'free' } }],
        'groups',
      ),
    items({ kind: 'account_traits', account: 'acme', traits: { plan: 'free' } }),
  ],
  [
    'Heap’s event',
    'heap',
    () =>
      readHeap(
        {
          app_id: 'wk',
          identity: 'mara',
          event: 'Paywall Hit',
          timestamp: occurredAt,
          properties: { feature: 'export', account_id: 'acme' },
        },
        'track',
      ),
    items(
      eventItem({
        name: 'paywall_hit',
        properties: { feature: 'export', account_id: 'acme' },
        ...who,
        occurredAt,
      }),
    ),
  ],
  [
    'Heap’s users, many at once',
    'heap',
    () =>
      readHeap(
        { app_id: 'wk', users: [{ identity: 'mara', properties: { role: 'admin' } }] },
        'add_user_properties',
      ),
    items({
      kind: 'user_traits',
      account: 'user:mara',
      user: 'mara',
      traits: { role: 'admin' },
    }),
  ],
  [
    'Heap’s account',
    'heap',
    () =>
      readHeap(
        { app_id: 'wk', account_id: 'acme', properties: { plan: 'free' } },
        'add_account_properties',
      ),
    items({ kind: 'account_traits', account: 'acme', traits: { plan: 'free' } }),
  ],
]

test.each(rows)('takes in %s', (_, vendor, read, expected) => {
  expect(becomes(vendor, read())).toEqual([expected])
})

test.each<[string, Parameters<typeof becomes>[0], () => Incoming[]]>([
  [
    'a session of Amplitude’s',
    'amplitude',
    amplitude({ event_type: 'session_start', user_id: 'u' }),
  ],
  ['a device of Amplitude’s', 'amplitude', amplitude({ event_type: 'x', device_id: 'd' })],
  [
    'a group of Amplitude’s that is no account',
    'amplitude',
    amplitude({ event_type: '$groupidentify', groups: { project: 'p' }, group_properties: {} }),
  ],
  [
    'what PostHog captures of itself',
    'posthog',
    posthog({ event: '$autocapture', distinct_id: 'u' }),
  ],
  [
    'whom PostHog has not identified',
    'posthog',
    posthog({ event: 'x', distinct_id: 'u', properties: { $is_identified: false } }),
  ],
  [
    'a device of Mixpanel’s',
    'mixpanel',
    () => readMixpanel({ event: 'x', properties: { distinct_id: '$device:1' } }, 'track'),
  ],
  [
    'what Mixpanel counts up',
    'mixpanel',
    () => readMixpanel({ $distinct_id: 'u', $add: { visits: 1 } }, 'engage'),
  ],
])('leaves %s alone', (_, vendor, read) => {
  expect(becomes(vendor, read())).toMatchObject([{ kind: 'ignored' }])
})

test('no key is kept of what came', () => {
  const all = [
    ...readAmplitude({ api_key: 'wk', events: [{ event_type: 'x', api_key: 'wk' }] }),
    ...readPostHog({ api_key: 'wk', event: 'x', properties: { token: 'wk' } }),
    ...readMixpanel([{ $token: 'wk' }, { event: 'x', properties: { token: 'wk' } }], 'track'),
    ...readHeap({ app_id: 'wk', event: 'x' }, 'track'),
  ]
  expect(JSON.stringify(all.map((one) => one.raw))).not.toContain('wk')
})

test('what another tool sends is told from what this one does', () => {
  const segments = { batch: [], writeKey: 'wk' }
  expect(() => readAmplitude(segments)).toThrow('this is not what Amplitude sends')
  expect(() => readPostHog('x')).toThrow('this is not what PostHog sends')
  expect(() => readHeap([], 'track')).toThrow('This is not what Heap sends')
})
