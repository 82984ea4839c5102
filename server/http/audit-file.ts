/** The audit log as a file: lines of JSON, or a table for a spreadsheet, written as it is read. */
import { stringify } from 'csv-stringify/sync'
import type { AuditEntry } from '../../shared/audit/entry.ts'
import { guardCell } from '../../shared/value/cell.ts'
import { auditInWords } from '../../shared/words/audit.ts'

export const auditFormats = ['csv', 'jsonl'] as const
export type AuditFormat = (typeof auditFormats)[number]

export const auditTypes: Record<AuditFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson',
}

type Cell = string | null
const columns: [name: string, of: (one: AuditEntry) => Cell][] = [
  ['id', (one) => one.id],
  ['at', (one) => new Date(one.at).toISOString()],
  ['actor kind', (one) => one.by.kind],
  ['actor id', (one) => one.by.id],
  ['actor name', (one) => one.by.name],
  ['action', (one) => one.action],
  ['subject kind', (one) => one.subject.kind],
  ['subject key', (one) => one.subject.key],
  ['subject name', (one) => one.subject.name],
  [
    'in words',
    (one) =>
      auditInWords(one)
        .map(({ text }) => text)
        .join(''),
  ],
  ['before', (one) => one.before && JSON.stringify(one.before)],
  ['after', (one) => one.after && JSON.stringify(one.after)],
]

/** A spreadsheet must not run what people call things. */
const rowOf = (cells: Cell[], isFirst: boolean) =>
  stringify([cells], {
    bom: isFirst,
    cast: { string: guardCell },
    record_delimiter: 'windows',
  })

/** Its head, and then a piece for each entry. */
export async function* auditFile(
  format: AuditFormat,
  entries: AsyncIterable<AuditEntry>,
): AsyncGenerator<string> {
  if (format === 'csv')
    yield rowOf(
      columns.map(([name]) => name),
      true,
    )
  for await (const one of entries) {
    yield format === 'csv'
      ? rowOf(
          columns.map(([, of]) => of(one)),
          false,
        )
      : `${JSON.stringify(one)}\n`
  }
}
