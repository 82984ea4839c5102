import fc from 'fast-check'
import papa from 'papaparse'
import { expect, test } from 'vitest'
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import { blankNudge, withCopy } from './draft.ts'
import { textRows, withText } from './translations.ts'
import { applyChanges, type Csv, readCsv, toCsv } from './translations-csv.ts'

const csv: Csv = {
  parse: (text) => papa.parse<string[]>(text, { skipEmptyLines: true }),
  unparse: (rows) => papa.unparse(rows),
}
const where = () => 'here'
const base: Nudge = { ...blankNudge('pro'), key: 'a', name: 'A' }
const title = textRows(base)[0]
if (!title) throw new Error('A blank nudge has a title')
const draft = withText(base, title, 'de', 'Mehr Platz')

test('what is exported changes nothing when it comes back', () => {
  expect(readCsv(draft, csv, toCsv(draft, csv, where))).toEqual({
    changes: [],
    bad: [],
    newLocales: [],
  })
})

test('whatever a text is, it comes back as it was, and no spreadsheet takes it for a formula', () => {
  const begins = fc.constantFrom('', '=', '+', '-', '@', '\t', "'", "'=", "''@", '"', ',', '\n')
  fc.assert(
    fc.property(begins, fc.string({ maxLength: 60 }), (start, rest) => {
      const text = `${start}${rest}x`
      const made = withCopy(base, 'en', { title: text })
      const file = toCsv(made, csv, where)
      for (const row of papa.parse<string[]>(file.slice(1)).data) {
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
      }
      expect(readCsv(made, csv, file).changes).toEqual([])
      const elsewhere = withCopy(base, 'en', { title: 'Before' })
      const back = readCsv(elsewhere, csv, file)
      if (back.bad.length === 0) expect(applyChanges(elsewhere, back.changes)).toEqual(made)
    }),
    { numRuns: 500 },
  )
})

test('a new locale and changed texts are told before anything changes', () => {
  const file = 'text,fr,de\nnudge/title,Plus de place,Mehr Raum\nnudge/dismiss,Plus tard,\n'
  const read = readCsv(draft, csv, file)
  expect(read.bad).toEqual([])
  expect(read.newLocales).toEqual(['fr'])
  expect(
    read.changes.map(({ row, locale, before, after }) => [row.id, locale, before, after]),
  ).toEqual([
    ['nudge/title', 'fr', '', 'Plus de place'],
    ['nudge/title', 'de', 'Mehr Platz', 'Mehr Raum'],
    ['nudge/dismiss', 'fr', '', 'Plus tard'],
  ])
  const made = applyChanges(draft, read.changes)
  expect(made.copy.fr?.dismiss).toBe('Plus tard')
  expect(made.copy.de?.title).toBe('Mehr Raum')
  expect(draft.copy.fr).toBeUndefined()
})

test('each bad row is named by its line, and the good ones are read', () => {
  const file = [
    'text,de,Klingon,de',
    'nudge/nothing,x,,',
    'nudge/title,{{acount.name}},,',
    `nudge/dismiss,${'x'.repeat(41)},,`,
    'nudge/body,Gut,,',
    'nudge/body,Noch einmal,,',
  ].join('\n')
  const { changes, bad } = readCsv(draft, csv, file)
  expect(changes.map(({ after }) => after)).toEqual(['Gut'])
  expect(bad.map(({ line, message }) => `${line} ${message}`)).toEqual([
    expect.stringMatching(/^1 “Klingon” is no locale/),
    expect.stringMatching(/^1 There are two columns “de”/),
    expect.stringMatching(/^2 There is no text “nudge\/nothing”/),
    expect.stringMatching(/^3 de: There is no variable "acount.name"/),
    '4 de: 41 letters; at most 40',
    expect.stringMatching(/^6 “nudge\/body” stands there twice/),
  ])
})

test.each(['', 'a;b\n1;2', '\ufeff'])(
  'a file without the columns says what is needed: %j',
  (file) => {
    const { changes, bad } = readCsv(draft, csv, file)
    expect(changes).toEqual([])
    expect(bad.map(({ message }) => message).join()).toMatch(/must name the columns/)
  },
)
