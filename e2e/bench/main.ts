/**
 * `npm run bench`: what Brim costs, each figure beside a floor that was measured in the same run.
 * `--only <figure>` (repeatable) selects, `--json` prints one object and nothing else on stdout.
 */
import { parseArgs } from 'node:util'
import { coreBytes, viewBytes } from './figure/bytes.ts'
import { decide } from './figure/decide.ts'
import { durable } from './figure/durable.ts'
import { paywall } from './figure/paywall.ts'
import { scriptTime } from './figure/script.ts'
import { toJson, toTable } from './report.ts'
import type { Figure, Row } from './row.ts'

const figures: Figure[] = [coreBytes, viewBytes, paywall, scriptTime, durable, decide]
/** A run that hangs says so instead of holding up whoever waits for it. */
const patienceMs = 240_000

/** A line's name selects the figure it is part of, the beginning of a name all that begin with it. */
function select(names: string[]): Figure[] {
  const isMeant = (figure: Figure, name: string) =>
    figure.name.startsWith(name) || name.startsWith(figure.name)
  const unknown = names.find((name) => !figures.some((one) => isMeant(one, name)))
  if (unknown !== undefined) {
    throw new Error(`No figure "${unknown}": ${figures.map((one) => one.name).join(', ')}`)
  }
  return names.length === 0
    ? figures
    : figures.filter((figure) => names.some((name) => isMeant(figure, name)))
}

async function measure(chosen: Figure[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, measure } of chosen) {
    process.stderr.write(`measuring ${name}\n`)
    rows.push(...(await measure()))
  }
  return rows
}

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true } },
})
const late = setTimeout(() => {
  console.error(`The bench took longer than ${patienceMs / 1000} s`)
  process.exit(1)
}, patienceMs)
try {
  const rows = await measure(select(values.only ?? []))
  console.log(values.json ? JSON.stringify(toJson(rows), null, 2) : toTable(rows))
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  clearTimeout(late)
}
