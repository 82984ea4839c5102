import { expect, test } from 'vitest'
import { gates, reason } from '../../../shared/decision/decision.ts'
import { type Condition, type Measure, operators } from '../../../shared/definition/trigger.ts'
import {
  measureInWords as factInWords,
  plainly,
  seenInWords,
  valueSeenInWords,
} from '../../../shared/words/evidence.ts'
import { gateTitle, measureInWords, verdictInWords } from '../../../shared/words/gate.ts'
import { shareInWords, shortNumber } from '../../../shared/words/number.ts'
import { comparisonInWords, valueInWords } from '../../../shared/words/operator.ts'
import { plain, reasonInWords } from '../../../shared/words/reason.ts'
import { conditionInWords } from './condition.ts'
import { eventInWords } from './event.ts'
import { placementInWords, placementPhrase } from './nudge.ts'
import { pathInWords } from './path.ts'
import { durationInWords, relativeTime } from './time.ts'
import { valueInWords as fieldInWords, type NameOf } from './value.ts'

test.each(reason.options)('has a sentence for the reason %s', (code) => {
  expect(reasonInWords(code)).not.toContain('_')
  expect(reasonInWords(code).toLowerCase()).not.toBe(code)
})

test('makes a reason readable that it does not know', () => {
  expect(reasonInWords('of_another_time')).toBe('Of another time')
})

test.each([
  ['family', 'premium_engagement', 'Uses the product intensely'],
  ['subject', 'user', 'One person'],
  ['rearm', 'after_false', 'once it was false in between'],
])('says a trigger’s %s in a version as its editor does', (path, value, words) => {
  expect(fieldInWords(path, value, (_, key) => key)).toBe(words)
})

test.each(gates)('has words for the gate %s', (gate) => {
  expect(gateTitle(gate)).toMatch(/^[A-Z]/)
  expect(verdictInWords({ gate, passed: true })).not.toContain('_')
})

test('says what a gate saw beside what it asked for', () => {
  const verdict = { gate: 'nudge_caps', passed: false, reason: 'capped_nudge' } as const
  const say = (value?: string | number, threshold?: string | number) =>
    measureInWords({ ...verdict, ...(value && { value }), ...(threshold && { threshold }) })
  expect(say(4, 3)).toBe('4 of 3')
  expect(say('2 this week', 3)).toBe('2 this week, at most 3')
  expect(say('slot:a', 'slot:b')).toBe('slot:a, not slot:b')
  expect(say('slot:a', 'slot:a')).toBe('slot:a')
  expect(say(undefined, 'pro')).toBe('wanted pro')
  expect(say()).toBeNull()
})

test.each(operators)('has words for the operator %s', (operator) => {
  expect(comparisonInWords(operator, 3)).not.toContain('_')
})

test.each([
  [null, 'not known'],
  [true, 'yes'],
  [1234.56, '1,234.6'],
  [['admin', 'owner'], 'admin, owner'],
])('reads the value %j as %s', (value, words) => {
  expect(valueInWords(value)).toBe(words)
})

test.each([
  [plainly('account.mrr'), 'the account’s MRR'],
  [plain('mrr'), 'MRR'],
  [plain('mrr_delta'), 'MRR delta'],
  [factInWords({ what: 'account.mrr' }), 'MRR'],
  [plain('mrrow'), 'Mrrow'],
])('%s is %s', (said, words) => {
  expect(said).toBe(words)
})

test('calls what it happened to by its name, and nothing else that has the same key', () => {
  const nameOf: NameOf = (kind, key) => `${kind} “${key}”`
  const named = (name: string, properties: Record<string, string>) =>
    eventInWords(name, properties, nameOf).object
  expect(named('nudge_shown', { nudge: 'export' })).toBe('nudge “export”')
  expect(named('trial_ended', { offer: 'export' })).toBe('offer “export”')
  expect(named('plan_changed', { to: 'export' })).toBe('plan “export”')
  expect(named('paywall_hit', { feature: 'export' })).toBe('export')
})

test.each([
  ['paywall_hit', { feature: 'export' }, 'Hit the paywall', 'export'],
  ['meter_read', { meter: 'seats', used: 9, limit: 10 }, 'Usage of', 'seats: 9 of 10'],
  ['nudge_shown', { nudge: 'export-wall' }, 'Saw', 'export-wall'],
  ['consent_changed', { consent: 'refused' }, 'Refused prompts', null],
  ['trial_started', { offer: 'team-trial', plan: 'team' }, 'Started the trial', 'team-trial'],
  ['conversion', { kind: 'seats', mrrDelta: 1200, currency: 'EUR' }, 'Bought', 'seats'],
  ['nudge_withheld', { nudge: 'export-wall' }, 'As a control, didn’t see', 'export-wall'],
  ['account_claimed', { by: 'ann', kind: 'claim' }, 'Sales has the account:', 'ann'],
  ['account_released', { by: 'ann', kind: 'claim' }, 'Sales released the account:', 'ann'],
  ['report_made', {}, 'Report made', null],
])('says %s in words', (name, properties, text, object) => {
  expect(eventInWords(name, properties as Record<string, string>)).toEqual({ text, object })
})

test.each([
  ['paywall:export', 'Paywall “export”'],
  ['slot:a:b', 'Slot “a:b”'],
  ['page', 'Any page'],
])('reads the placement %s', (placement, words) => {
  expect(placementInWords(placement)).toBe(words)
})

test.each([
  ['paywall:export', 'at the paywall “export”'],
  ['event:signed_up', 'after “signed_up”'],
  ['page', 'on the page'],
])('puts the placement %s into a sentence', (placement, words) => {
  expect(placementPhrase(placement)).toBe(words)
})

test.each([
  ['7d', '7 days'],
  ['1h', '1 hour'],
  ['soon', 'soon'],
])('reads the duration %s', (duration, words) => {
  expect(durationInWords(duration)).toBe(words)
})

test.each([
  [0, 'just now'],
  [-5 * 60_000, '5 min ago'],
  [3 * 86_400_000, 'in 3 days'],
])('says how far away %i ms is', (away, words) => {
  const now = Date.UTC(2026, 5, 1)
  expect(relativeTime(now + away, now)).toBe(words)
})

test('says a share only of something', () => {
  expect(shareInWords(1, 0)).toBe('–')
  expect(shareInWords(1, 8)).toBe('12.5%')
  expect(shortNumber(12_400)).toBe('12.4K')
})

test.each([
  ['account.plan', 'Plan'],
  ['user.role', 'The user’s role'],
  ['share of seats in use', 'Share of seats in use'],
  [
    'different departments with “member_invited” in 60 days',
    'Different departments with “member invited” in 60 days',
  ],
])('says what %s measures in plain words', (what, words) => {
  expect(factInWords({ what })).toBe(words)
})

test('reads a share and a growth in percent', () => {
  expect(seenInWords('share', 0.8)).toBe('80%')
  expect(seenInWords('percent', 12)).toBe('12%')
  expect(seenInWords(undefined, 3)).toBe('3')
  const runway = {
    path: 'when',
    what: 'days until seats runs out',
    unit: 'days',
    operator: 'lte',
    threshold: 14,
    value: 6.25,
    verdict: 'true',
  } as const
  expect(valueSeenInWords(runway)).toBe('6.3')
  expect(valueSeenInWords({ ...runway, interval: [4.5, 9] })).toBe('6.3 (4.5–9)')
  expect(valueSeenInWords({ ...runway, interval: [4.5, null] })).toBe('6.3 (4.5 or more)')
})

test('says a condition of groups and negations', () => {
  const condition: Condition = {
    all: [
      { trait: 'account.plan', in: ['free', 'team'] },
      {
        any: [
          { trait: 'device.type', neq: 'phone' },
          { not: { trait: 'user.role', exists: true } },
        ],
      },
    ],
  }
  expect(conditionInWords(condition)).toBe(
    'the account’s plan is one of free, team and (the device is not phone or not (the user’s role is known))',
  )
})

test.each([
  ['', 'The nudge'],
  ['schedule.endsAt', 'Schedule, end'],
  ['copy.en', 'Copy (English)'],
  ['copy.de.actions.0.label', 'Action 1, label (German)'],
  ['forms.ask_admin.copy.en.title', 'Form, asking an admin, Title (English)'],
  ['experiment.arms.1.copy.en.list.0', 'Experiment, arm 2, List line 1 (English)'],
])('says where %s is', (path, words) => {
  expect(pathInWords(path)).toBe(words)
})

test('a comparison with nothing is said in words', () => {
  expect(conditionInWords({ trait: 'user.role', eq: null })).toBe('the user’s role is not known')
})

const week = { event: 'support_inquiry', within: '7d' } as const
test.each<[Measure, string]>([
  [{ count: week }, 'at least 1 support inquiry in 7 days'],
  [{ distinct: { ...week, of: 'user' } }, 'at least 1 person with support inquiries in 7 days'],
  [
    { signals: { trigger: 't', of: 'account', within: '7d' } },
    'at least 1 signal of “t” in 7 days',
  ],
])('says one of what is counted as one: %#', (measure, words) => {
  expect(conditionInWords({ measure, gte: 1 })).toBe(words)
})
