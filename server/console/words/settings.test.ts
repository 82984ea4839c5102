import { expect, test } from 'vitest'
import { valueInSettings } from './settings.ts'

const when = { all: [{ trait: 'account.employees', gte: 500 }] }

test.each([
  ['consent', 'required', 'Asked for first'],
  ['theme.preset', 'ink', 'Ink'],
  ['theme.surface.light', undefined, 'Not there'],
  ['sales.destination', 'dst_1', 'destination dst_1'],
  ['sales.destination', null, 'Nothing'],
  ['sales.quiet.from', '18:00', '18:00'],
  [
    'sales.reps',
    [{ email: 'a@b.example', alertsPerDay: 3 }, { email: 'c@b.example' }],
    'a@b.example · 3\nc@b.example',
  ],
  [
    'sales.rules',
    [{ when, rep: 'a@b.example' }],
    'the account’s employees is at least 500 · a@b.example',
  ],
  ['readiness.fit', [], 'Nothing'],
  ['readiness.weights.signals', 40, '40'],
  ['budget.modalsPerUser.every', '1d', '1 day'],
  ['buyerRoles', ['owner', 'admin'], 'owner\nadmin'],
  ['holdout', 0.05, '5%'],
  ['keepEvents', '400d', '400 days'],
])('%s of %j is told as %s', (path, value, words) => {
  expect(valueInSettings(path, value, (id) => `destination ${id}`)).toBe(words)
})
