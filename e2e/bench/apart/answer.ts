import type { Setting } from '../apart.ts'
import type { Row } from '../row.ts'

/** Measures, and sends the rows to the bench. */
export const answer = async (measure: (setting: Setting) => Promise<Row[]>): Promise<void> => {
  process.once('disconnect', () => process.exit())
  process.send?.(await measure(JSON.parse(process.argv[2] ?? '') as Setting))
}
