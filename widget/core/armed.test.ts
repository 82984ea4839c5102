import { expect, test } from 'vitest'
import type { Prompt } from '../../shared/prompt.ts'
import { createArmed } from './armed.ts'

const prompt = (over: Partial<Prompt> = {}): Prompt => ({
  decisionId: 'dec_1',
  nudge: 'export-trial',
  placement: 'paywall:export',
  format: 'modal',
  expiresAt: 10_000,
  locale: 'en',
  dir: 'ltr',
  title: [],
  body: [],
  list: [],
  actions: [],
  dismiss: 'Not now',
  labels: { lang: 'en', later: 'Later', never: 'Never' },
  offer: { key: 'talk', name: 'Talk', kind: 'contact' },
  ...over,
})

const answer = (armed: Prompt[] = [], now = 0) => ({ v: 1 as const, now, armed })

const setUp = (prompts = [prompt()], serverNow = 0) => {
  const clock = { ms: 0 }
  const armed = createArmed(() => clock.ms)
  armed.answer(armed.ask(), answer(prompts, serverNow))
  return { armed, clock }
}

test.each<[string, Partial<Prompt>, boolean]>([
  ['any page', {}, true],
  ['this very page', { page: '/boards' }, true],
  ['another page', { page: '/settings' }, false],
  ['a page whose path only begins alike', { page: '/board' }, false],
  ['another placement', { placement: 'paywall:seats' }, false],
  ['a time that is over', { expiresAt: 0 }, false],
])('finds a prompt for %s or does not', (_, over, isFound) => {
  const { armed } = setUp([prompt(over)])
  expect(armed.find('paywall:export', '/boards') !== undefined).toBe(isFound)
})

test('a path stands for all routes behind its hash', () => {
  const { armed } = setUp([prompt({ page: '/app/' })])
  expect(armed.find('paywall:export', '/app/#/billing')).toBeDefined()
})

test('lets prompts expire by the clock of the server', () => {
  const { armed, clock } = setUp([prompt({ expiresAt: 1_000_500 })], 1_000_000)
  clock.ms = 499
  expect(armed.find('paywall:export', '/')).toBeDefined()
  clock.ms = 500
  expect(armed.find('paywall:export', '/')).toBeUndefined()
})

test('an answer replaces the whole set', () => {
  const { armed } = setUp()
  armed.answer(armed.ask(), answer())
  expect(armed.isEmpty()).toBe(true)
})

test('an answer to an older question changes nothing', () => {
  const { armed } = setUp()
  const older = armed.ask()
  expect(armed.answer(armed.ask(), answer([prompt({ decisionId: 'newer' })]))).toBe(true)
  expect(armed.answer(older, answer([prompt({ decisionId: 'older' })]))).toBe(false)
  expect(armed.find('paywall:export', '/')?.decisionId).toBe('newer')
})

test('a nudge that was shown stays disarmed until the server can have known', () => {
  const { armed } = setUp()
  const before = armed.ask()
  armed.drop(prompt())
  expect(armed.find('paywall:export', '/')).toBeUndefined()
  armed.answer(before, answer([prompt()]))
  expect(armed.find('paywall:export', '/')).toBeUndefined()
  armed.answer(armed.ask(), answer([prompt()]))
  expect(armed.find('paywall:export', '/')).toBeDefined()
})

const other = { nudge: 'other', placement: 'page' }

test.each<[string, Prompt['format'], Prompt['format'], boolean]>([
  ['a banner', 'banner', 'modal', true],
  ['a format of tomorrow', 'banner', 'toast', true],
  ['a card in its place', 'banner', 'inline', false],
  ['a banner, when only a card', 'inline', 'banner', false],
])('withholds or keeps %s after a %s was shown', (_, shown, format, isWithheld) => {
  const { armed } = setUp([prompt({ format })])
  armed.drop(prompt({ ...other, format: shown }))
  expect(armed.find('paywall:export', '/') === undefined).toBe(isWithheld)
})

test('withholds costly prompts until an answer that was asked for after the showing', () => {
  const { armed } = setUp()
  const before = armed.ask()
  armed.drop(prompt(other))
  armed.answer(before, answer([prompt()]))
  expect(armed.find('paywall:export', '/')).toBeUndefined()
  armed.answer(armed.ask(), answer([prompt()]))
  expect(armed.find('paywall:export', '/')).toBeDefined()
})

test('knows by the last answer at which events a nudge waits', () => {
  const { armed } = setUp()
  expect(armed.isAwaited('event:moved')).toBe(false)
  armed.answer(armed.ask(), { ...answer(), placements: ['event:moved'] })
  expect(armed.isAwaited('event:moved')).toBe(true)
  armed.answer(armed.ask(), answer())
  expect(armed.isAwaited('event:moved')).toBe(false)
})
