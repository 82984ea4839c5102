import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Traits } from '../../shared/event/event.ts'
import { occurrenceOf, traitOf } from './occurrence.ts'
import { sampleOf } from './sample.ts'
import { outgoing } from './test-vendor.ts'

const account = (traits: Traits) => ({ traits: { account: traits } })
const bought = { type: 'conversion' as const, timestamp: '2026-11-23T10:00:00.500Z' }
const told = (data: object) => ({
  ...bought,
  data: { account: 'acme', user: null, traits: { account: {} }, ...data },
})

test('a signal is an event by the name of its trigger, with its reasons', () => {
  expect(occurrenceOf(outgoing(), {})).toEqual({
    name: 'brim_export-wall',
    person: 'brim-sample-user',
    account: 'brim-sample',
    at: Date.parse('2026-11-23T10:00:00Z'),
    properties: {
      type: 'signal_fired',
      title: 'Brim sample account: Keeps hitting the export paywall',
      why: 'Paywall hits on “export” in 7 days: 5',
      account: 'brim-sample',
      trigger: 'export-wall',
      family: 'paywall',
      link: 'https://brim.example/console/accounts/brim-sample',
      delivery: 'msg_1',
    },
  })
})

test('what else is told is an event by its own name', () => {
  const message = told({ plan: 'team', offer: 'upgrade' })
  expect(occurrenceOf(outgoing({}, { message }), {})).toMatchObject({
    name: 'brim_conversion',
    person: null,
    at: Date.parse(bought.timestamp),
    properties: { type: 'conversion', why: 'Plan: team; Offer: upgrade', offer: 'upgrade' },
  })
})

test.each([
  ['the user', 'u1', { owner: 'boss' }, 'owner', 'u1'],
  ['whom the account’s trait names', null, { owner: 'boss' }, 'owner', 'boss'],
  ['a number, too', null, { owner: 42 }, 'owner', '42'],
  ['nobody: the account has no such trait', null, {}, 'owner', null],
  ['nobody: the trait is empty', null, { owner: '' }, 'owner', null],
  ['nobody: it is a yes or a no', null, { owner: true }, 'owner', null],
  ['nobody: no trait is set', null, { owner: 'boss' }, undefined, null],
  ['nobody: what every object has is no trait', null, {}, 'constructor', null],
])('it is about %s', (_, user, traits, userTrait, person) => {
  const given = { user, ...account(traits as Traits) } as never
  expect(occurrenceOf(outgoing(given), { userTrait }).person).toBe(person)
})

test('a sample is about whom it is set up to be about, and nothing else is', () => {
  const whom = { sampleUser: 'me' }
  const message = sampleOf(0)
  expect(occurrenceOf(outgoing({}, { message }), whom).person).toBe('me')
  expect(occurrenceOf(outgoing({}, { message }), {}).person).toBe('brim-sample-user')
  expect(occurrenceOf(outgoing(), whom).person).toBe('brim-sample-user')
})

test('whatever customers are called, it is flat, short, and of ten properties at most', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 3_000 })
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 30 }), (name, id, whats) => {
      const evidence = whats.map((what, i) => ({
        ...{ path: String(i), what, operator: 'gte', threshold: 1, value: 2, verdict: 'true' },
      }))
      const given = { account: id, evidence, ...account({ name }) } as never
      const { properties, name: event } = occurrenceOf(outgoing(given), {})
      expect(Object.keys(properties).length).toBeLessThanOrEqual(10)
      expect(event.length).toBeLessThanOrEqual(120)
      expect(event).not.toMatch(/[.$]/)
      for (const value of Object.values(properties)) {
        expect(typeof value).toBe('string')
        expect(value.length).toBeGreaterThan(0)
        expect(value.length).toBeLessThanOrEqual(255)
      }
      // Half an address leads nowhere.
      if (properties.link) expect(URL.canParse(properties.link)).toBe(true)
    }),
  )
})

test('a trait is read as a text, or not at all', () => {
  const value = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null))
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), fc.string(), (traits, name) => {
      const known = Object.entries(traits).find(([one]) => one === name)?.[1]
      const isSaid = (typeof known === 'string' && known !== '') || typeof known === 'number'
      expect(traitOf(traits as Traits, name)).toBe(isSaid ? String(known) : null)
    }),
  )
})
