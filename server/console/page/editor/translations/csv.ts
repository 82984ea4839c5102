/** The library is loaded with the first file: most who write nudges never touch one. */
import type { Csv } from '../../../model/editor/translations-csv.ts'

export async function loadCsv(): Promise<Csv> {
  const { default: papa } = await import('papaparse')
  return {
    parse: (text) => papa.parse<string[]>(text, { skipEmptyLines: true }),
    unparse: (rows) => papa.unparse(rows),
  }
}
