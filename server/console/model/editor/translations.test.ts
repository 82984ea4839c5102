import { expect, test } from 'vitest'
import { type Nudge, nudge } from '../../../../shared/definition/nudge.ts'
import { blankNudge, withLocale } from './draft.ts'
import {
  faultOf,
  hasLinksAt,
  isGapAt,
  isMarkedUp,
  localesOf,
  mostLetters,
  textAt,
  textRows,
  withText,
} from './translations.ts'
import { withForm } from './words.ts'

const en = {
  title: 'Title',
  body: '',
  list: ['One', 'Two'],
  actions: [{ kind: 'checkout' as const, label: 'Buy', url: '/buy' }],
  dismiss: 'Not now',
  comparison: { rows: [{ label: 'Boards', current: '3', offered: true }] },
}
const base: Nudge = { ...blankNudge('pro'), key: 'a', name: 'A', placement: 'page', copy: { en } }
const rowOf = (draft: Nudge, id: string) => {
  const row = textRows(draft).find((one) => one.id === id)
  if (!row) throw new Error(`There is no ${id}`)
  return row
}

test('has a row for each text of the nudge, its arms and its forms', () => {
  const arms = [
    { key: 'a', weight: 1 },
    { key: 'b', weight: 1, copy: { en: { ...en, list: [] } } },
  ]
  const draft = withForm({ ...base, experiment: { key: 'x', unit: 'account', arms } }, 'ask_admin')
  const ids = textRows(draft).map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(['nudge/title', 'arm:b/title', 'ask_admin/title']))
  expect(ids).toContain('nudge/comparison.rows.0.label')
  expect(ids).not.toContain('nudge/body')
  expect(ids).not.toContain('arm:b/list.0')
  expect(new Set(ids).size).toBe(ids.length)
})

test('a text in a new locale brings the rest along, in the words of the default one', () => {
  const made = withText(base, rowOf(base, 'nudge/title'), 'de', 'Titel')
  expect(localesOf(made)).toEqual(['en', 'de'])
  expect(made.copy.de).toEqual({ ...en, title: 'Titel' })
  expect(nudge.safeParse(made).success).toBe(true)
  expect(base.copy.de).toBeUndefined()
})

test('what a locale lacks of a list or a comparison is filled in up to the place', () => {
  const { comparison: _, ...short } = en
  const draft = { ...base, copy: { en, de: { ...short, list: [] } } }
  const listed = withText(draft, rowOf(draft, 'nudge/list.1'), 'de', 'Zwei')
  expect(listed.copy.de?.list).toEqual(['One', 'Zwei'])
  const compared = withText(draft, rowOf(draft, 'nudge/comparison.rows.0.label'), 'de', 'Tafeln')
  expect(compared.copy.de?.comparison?.rows).toEqual([
    { label: 'Tafeln', current: '3', offered: true },
  ])
  expect(textAt(draft, rowOf(draft, 'nudge/list.1'), 'de')).toBeUndefined()
})

test('a gap is what is empty or still the same, where there are letters in it', () => {
  const draft = withLocale(base, 'de')
  const gaps = () => textRows(draft).filter((row) => isGapAt(draft, row, 'de'))
  expect(gaps().map(({ id }) => id)).toContain('nudge/title')
  // "3" reads the same everywhere.
  expect(gaps().map(({ id }) => id)).not.toContain('nudge/comparison.rows.0.current')
  const done = withText(draft, rowOf(draft, 'nudge/title'), 'de', 'Titel')
  expect(isGapAt(done, rowOf(done, 'nudge/title'), 'de')).toBe(false)
  expect(isGapAt(done, rowOf(done, 'nudge/title'), 'en')).toBe(false)
})

test.each([
  ['title', '', 'It can’t be empty'],
  ['title', 'x'.repeat(141), '141 letters; at most 140'],
  ['body', '', undefined],
  ['actions.0.label', ' ', 'It can’t be empty'],
  ['dismiss', '{{what}}', undefined],
  ['title', 'Hi {{user.name|you}}', undefined],
])('%s “%s”', (path, text, fault) => {
  expect(faultOf(path, text)).toBe(fault)
})

test('a variable that does not exist is a fault', () => {
  expect(faultOf('title', '{{acount.name}}')).toMatch(/There is no variable/)
})

test('the most letters are those that the schema takes', () => {
  const paths = ['title', 'body', 'list.0', 'actions.0.label', 'dismiss', 'comparison.rows.0.label']
  for (const path of paths) {
    const row = { ...rowOf(base, 'nudge/title'), path }
    const most = mostLetters(path)
    const fits = (length: number) =>
      nudge.safeParse(withText(base, row, 'en', 'x'.repeat(length))).success
    expect([path, fits(most), fits(most + 1)]).toEqual([path, true, false])
  }
})

test.each([
  ['title', true, true],
  ['list.0', true, true],
  ['comparison.rows.0.current', true, true],
  ['actions.0.label', true, false],
  ['dismiss', false, false],
  ['picture.alt', false, false],
  ['unit', false, false],
])('what can be made of %s: marks %s, links %s', (path, marks, links) => {
  expect([isMarkedUp(path), hasLinksAt(path)]).toEqual([marks, links])
})
