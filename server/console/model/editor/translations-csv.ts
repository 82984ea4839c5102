/**
 * The grid of translations as a file, for translators and their tools, and back. Pure: the library that
 * reads and writes CSV is handed in, so that it is loaded only where somebody does either.
 *
 * What a spreadsheet would take for a formula is written with an apostrophe before it, and read back
 * without: somebody else's text must not be run on a colleague's machine.
 */
import type { Nudge } from '../../../../shared/definition/nudge.ts'
import { guardCell, unguardCell } from '../../../../shared/value/cell.ts'
import { faultOf, localesOf, type TextRow, textAt, textRows, withText } from './translations.ts'

export type Csv = {
  parse(text: string): { data: string[][]; errors: { row?: number | undefined; message: string }[] }
  unparse(rows: string[][]): string
}

const idColumn = 'text'
const whereColumn = 'where'

/** `wordsOf`: where a text stands, for people. */
export function toCsv(draft: Nudge, csv: Csv, whereOf: (row: TextRow) => string): string {
  const locales = localesOf(draft)
  const lines = textRows(draft).map((row) => [
    row.id,
    whereOf(row),
    ...locales.map((locale) => textAt(draft, row, locale) ?? ''),
  ])
  const rows = [[idColumn, whereColumn, ...locales], ...lines]
  // Spreadsheets take a file for UTF-8 by this mark alone.
  return `\ufeff${csv.unparse(rows.map((row) => row.map(guardCell)))}`
}

export type Change = { row: TextRow; locale: string; before: string; after: string }
/** `line`: as a spreadsheet counts, the heading being 1. */
export type BadRow = { line: number; message: string }
export type Import = { changes: Change[]; bad: BadRow[]; newLocales: string[] }

const localePattern = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/
const mostRead = 2_000

/** What a file would change. Empty cells change nothing; a bad row or cell is told and left out. */
export function readCsv(draft: Nudge, csv: Csv, text: string): Import {
  const { data, errors } = csv.parse(text.replace(/^\ufeff/, ''))
  const bad: BadRow[] = errors.map(({ row, message }) => ({ line: (row ?? 0) + 1, message }))
  const [head = [], ...lines] = data.map((row) => row.map((cell) => unguardCell(cell)))
  const idAt = head.findIndex((one) => one.trim().toLowerCase() === idColumn)
  if (idAt < 0) {
    const message = `The first line must name the columns, and one of them must be “${idColumn}”: export once to see`
    return { changes: [], bad: [{ line: 1, message }], newLocales: [] }
  }
  if (lines.length > mostRead)
    bad.push({ line: mostRead + 2, message: 'Too long: read up to here' })
  const columns = localeColumns(head, bad)
  const rows = new Map(textRows(draft).map((row) => [row.id, row]))
  const seen = new Set<string>()
  const changes = lines.slice(0, mostRead).flatMap((cells, i): Change[] => {
    const line = i + 2
    const tell = (message: string) => void bad.push({ line, message })
    const id = (cells[idAt] ?? '').trim()
    if (cells.every((cell) => cell.trim() === '')) return []
    const row = rows.get(id)
    if (!row) return tell(`There is no text “${id}” in this nudge`) ?? []
    if (seen.has(id)) return tell(`“${id}” stands there twice: only the first is read`) ?? []
    seen.add(id)
    return columns.flatMap(({ locale, at }) => {
      const after = cells[at] ?? ''
      const before = textAt(draft, row, locale) ?? ''
      if (after.trim() === '' || after === before) return []
      const fault = faultOf(row.path, after)
      if (fault) return tell(`${locale}: ${fault}`) ?? []
      return [{ row, locale, before, after }]
    })
  })
  const known = new Set(localesOf(draft))
  const newLocales = [...new Set(changes.map((one) => one.locale))].filter((one) => !known.has(one))
  return { changes, bad: bad.sort((a, b) => a.line - b.line), newLocales }
}

type Column = { locale: string; at: number }

function localeColumns(head: readonly string[], bad: BadRow[]): Column[] {
  const taken = new Set<string>()
  return head.flatMap((cell, at): Column[] => {
    const locale = cell.trim()
    if (locale === '' || [idColumn, whereColumn].includes(locale.toLowerCase())) return []
    if (!localePattern.test(locale)) {
      bad.push({
        line: 1,
        message: `“${locale}” is no locale such as “en” or “pt-BR”: its column is left out`,
      })
      return []
    }
    if (taken.has(locale)) {
      bad.push({ line: 1, message: `There are two columns “${locale}”: only the first is read` })
      return []
    }
    taken.add(locale)
    return [{ locale, at }]
  })
}

/** The draft with all of it. */
export function applyChanges(draft: Nudge, changes: readonly Change[]): Nudge {
  return changes.reduce((made, { row, locale, after }) => withText(made, row, locale, after), draft)
}
