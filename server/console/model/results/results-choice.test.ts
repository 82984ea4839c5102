import { expect, test } from 'vitest'
import { askedOf, choiceOf, queryOf } from './results-choice.ts'

const today = '2026-03-15'

test.each([
  ['', { days: 30, from: '2026-02-14', to: today, by: null }],
  ['?days=7&by=plan', { days: 7, from: '2026-03-09', to: today, by: 'plan' }],
  [
    '?from=2026-01-01&to=2026-01-31',
    { days: null, from: '2026-01-01', to: '2026-01-31', by: null },
  ],
  ['?days=8&by=mood', { days: 30, from: '2026-02-14', to: today, by: null }],
  ['?from=2026-01-01', { days: 30, from: '2026-02-14', to: today, by: null }],
  ['?from=yesterday&to=2026-13-45', { days: 30, from: '2026-02-14', to: today, by: null }],
])('reads %j', (query, choice) => {
  expect(choiceOf(query, today)).toEqual(choice)
})

test.each(['?days=7', '?days=90&by=device', '?from=2026-01-01&to=2026-01-31&by=locale'])(
  '%s leads back to itself',
  (query) => {
    expect(queryOf(choiceOf(query, today))).toBe(query)
  },
)

test('asks the server for days where the reader is', () => {
  const asked = askedOf(choiceOf('?days=7&by=plan', today), 'Asia/Kolkata', 'export')
  expect(asked).toBe('from=2026-03-09&to=2026-03-15&zone=Asia%2FKolkata&nudge=export&by=plan')
})
