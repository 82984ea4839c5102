import { expect, test } from 'vitest'
import type { Prompt } from '../../shared/decision/prompt.ts'
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

test('an answer that knows less of the log is out of date, whenever it was asked for', () => {
  const { armed } = setUp([])
  const [first, second] = [armed.ask(), armed.ask()]
  const knowing = (seq: number, prompts: Prompt[]) => ({ ...answer(prompts), seq })
  expect(armed.answer(second, knowing(7, []))).toBe(true)
  expect(armed.answer(first, knowing(8, [prompt()]))).toBe(true)
  expect(armed.find('paywall:export', '/')).toBeDefined()
  expect(armed.answer(armed.ask(), knowing(7, []))).toBe(false)
  expect(armed.hear(knowing(7, []))).toBe(false)
  expect(armed.find('paywall:export', '/')).toBeDefined()
  expect(armed.hear(knowing(8, []))).toBe(true)
  expect(armed.all()).toEqual([])
})

test('of answers that know as much the one that was asked for later counts', () => {
  const { armed } = setUp([])
  const [first, second] = [armed.ask(), armed.ask()]
  expect(armed.answer(second, { ...answer([prompt()]), seq: 7 })).toBe(true)
  expect(armed.answer(first, { ...answer([]), seq: 7 })).toBe(false)
  expect(armed.all()).toHaveLength(1)
})

test('an answer replaces the whole set', () => {
  const { armed } = setUp()
  armed.answer(armed.ask(), answer())
  expect(armed.all()).toEqual([])
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

test('what is heard replaces the whole set, and knows no more of what was shown than the last answer', () => {
  const { armed } = setUp()
  const other = prompt({ nudge: 'other', placement: 'slot:billing', format: 'inline' })
  armed.drop(prompt())
  expect(armed.hear(answer([prompt(), other], 1))).toBe(true)
  expect(armed.find('paywall:export', '/'), 'shown, and the server may not know').toBeUndefined()
  expect(armed.find('slot:billing', '/')).toBeDefined()
  armed.answer(armed.ask(), answer([prompt()], 2))
  expect(armed.find('paywall:export', '/'), 'its caps allow for more').toBeDefined()
  expect(armed.hear(answer([], 3))).toBe(true)
  expect(armed.all(), 'taken back').toEqual([])
})

test('what an answer has overtaken changes nothing, and does not pass for all there is to know', () => {
  const { armed } = setUp([])
  armed.answer(armed.ask(), { ...answer(), seq: 5 })
  expect(armed.hear({ ...answer([prompt()]), seq: 4 })).toBe(false)
  expect(armed.all()).toEqual([])
})

test('what is heard while a question is out counts, and is not all there is to know', () => {
  const { armed } = setUp([])
  const question = armed.ask()
  expect(armed.hear(answer([prompt()], 1))).toBe(false)
  expect(armed.find('paywall:export', '/')).toBeDefined()
  armed.answer(question, answer([], 2))
  expect(armed.hear(answer([prompt()], 3))).toBe(true)
})

test('what is heard tells the server’s clock', () => {
  const { armed, clock } = setUp([], 0)
  clock.ms = 50_000_000
  armed.hear(answer([prompt({ expiresAt: 10_500 })], 10_000))
  expect(armed.find('paywall:export', '/')).toBeDefined()
  clock.ms += 500
  expect(armed.find('paywall:export', '/')).toBeUndefined()
})
