import { expect, test } from 'vitest'
import { nudge } from '../../../../shared/definition/nudge.ts'
import { blankNudge, withCopy, withLocale } from './draft.ts'
import { newExperiment } from './experiment.ts'
import { quickIssues } from './issues.ts'
import { copiesOf, idOf, placeOf, rootOf, withForm, withoutForm, wordsOf } from './words.ts'

const plain = { ...blankNudge('pro'), key: 'a', name: 'A', placement: 'page' }
const full = withForm(
  withForm({ ...plain, experiment: newExperiment(plain) }, 'contact'),
  'ask_admin',
)
const arm = { kind: 'arm', arm: 'b' } as const
const form = { kind: 'form', form: 'contact' } as const

test('lists the nudge’s own words, then arms and forms that have some', () => {
  expect(wordsOf(plain).map(idOf)).toEqual(['nudge'])
  expect(wordsOf(full).map(idOf)).toEqual(['nudge', 'arm:b', 'ask_admin', 'contact'])
  expect(nudge.safeParse(full).success).toBe(true)
})

test('what is written in one of them stays out of the others', () => {
  const made = withCopy(full, 'en', { title: 'Arm' }, arm)
  expect(copiesOf(made, arm)?.en?.title).toBe('Arm')
  expect(made.copy).toEqual(full.copy)
  expect(made.forms).toEqual(full.forms)
  const more = withLocale(made, 'de', form)
  expect(Object.keys(copiesOf(more, form) ?? {})).toEqual(['en', 'de'])
  expect(Object.keys(more.copy)).toEqual(['en'])
})

test('a fault leads to the words it is in', () => {
  const made = withCopy(full, 'en', { title: '' }, arm)
  expect(quickIssues(made)).toEqual([
    { path: 'experiment.arms.1.copy.en.title', message: 'A title is needed' },
  ])
  expect(rootOf(made, arm)).toBe('experiment.arms.1.copy')
  expect(placeOf(made, 'experiment.arms.1.copy.en.title')).toMatchObject({
    words: arm,
    locale: 'en',
  })
  expect(placeOf(made, 'forms.contact.copy.en')).toMatchObject({ words: form, locale: 'en' })
  expect(placeOf(made, 'copy.xx.title')).toBeUndefined()
  expect(placeOf(made, 'priority')).toBeUndefined()
})

test('the last form that goes takes the forms along', () => {
  const one = withoutForm(full, 'ask_admin')
  expect(Object.keys(one.forms ?? {})).toEqual(['contact'])
  expect(withoutForm(one, 'contact')).not.toHaveProperty('forms')
})
