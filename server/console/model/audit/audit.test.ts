import { expect, test } from 'vitest'
import { type AuditChoice, auditQuery, isNarrowed, noChoice } from './audit.ts'

const acme = { kind: 'account', key: 'acme & co', name: null } as const

test.each<[string, Partial<AuditChoice>, Record<string, string>]>([
  ['nothing asks for all', {}, {}],
  ['a kind of change', { group: 'keys' }, { group: 'keys' }],
  ['who, and to what', { actor: 'ada', subject: acme }, { actor: 'ada', subject: 'acme & co' }],
  [
    'whole days, where whoever looks is',
    { from: '2026-11-23', to: '2026-11-23' },
    {
      since: String(new Date(2026, 10, 23).getTime()),
      until: String(new Date(2026, 10, 24).getTime()),
    },
  ],
  ['half a date asks for nothing', { from: '2026-11', to: 'x' }, {}],
])('%s', (_, change, asked) => {
  const choice = { ...noChoice, ...change }
  expect(Object.fromEntries(auditQuery(choice))).toEqual(asked)
  expect(isNarrowed(choice)).toBe(Object.keys(change).length > 0)
})
