/**
 * `npm run bench`: what Brim costs, each figure beside a floor that was measured in the same run.
 * `--only <figure>` (repeatable) selects, `--json` prints one object and nothing else on stdout,
 * `--depth 6` measures `history` after up to a million events. `--only soak` takes ten minutes, or as
 * `--minutes` says, and is measured only when it is asked for; so is `--only many`, with ten thousand
 * workspaces or as many as `--workspaces` says.
 */
import { parseArgs } from 'node:util'
import { apart } from './apart.ts'
import { beside } from './figure/beside.ts'
import { coreBytes, viewBytes } from './figure/bytes.ts'
import { decide } from './figure/decide.ts'
import { durable } from './figure/durable.ts'
import { inbound } from './figure/inbound.ts'
import { longestTask } from './figure/longest-task.ts'
import { many } from './figure/many.ts'
import { outbox } from './figure/outbox.ts'
import { paywall } from './figure/paywall.ts'
import { peers } from './figure/peers.ts'
import { replayed } from './figure/replay.ts'
import { threshold } from './figure/replay-threshold.ts'
import { scriptTime } from './figure/script.ts'
import { soak } from './figure/soak.ts'
import { toJson, toTable } from './report.ts'
import type { Figure, Row } from './row.ts'

const figures: Figure[] = [
  coreBytes,
  viewBytes,
  paywall,
  scriptTime,
  longestTask,
  peers,
  durable,
  inbound,
  decide,
  beside,
  outbox,
  replayed,
  threshold,
  ...['engine', 'triggers', 'history', 'deciding', 'readiness', 'plays'].map(apart),
]
/** Too long for a run of all. */
const askedFor: Figure[] = [soak, many]
/** A run that hangs says so instead of holding up whoever waits for it. */
const patienceMs = (minutes: number) => 900_000 + minutes * 60_000

/** A line's name selects the figure it is part of, the beginning of a name all that begin with it. */
function select(names: string[]): Figure[] {
  const isMeant = (figure: Figure, name: string) =>
    figure.name.startsWith(name) || name.startsWith(figure.name)
  const all = [...figures, ...askedFor]
  const unknown = names.find((name) => !all.some((one) => isMeant(one, name)))
  if (unknown !== undefined) {
    throw new Error(`No figure "${unknown}": ${all.map((one) => one.name).join(', ')}`)
  }
  return names.length === 0
    ? figures
    : all.filter((figure) => names.some((name) => isMeant(figure, name)))
}

function depthOf(text: string): number {
  if (!/^[3-7]$/.test(text)) throw new Error(`--depth is a power of ten from 3 to 7, not "${text}"`)
  return Number(text)
}

function minutesOf(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Error(`--minutes is from 1 to 999, not "${text}"`)
  return Number(text)
}

function workspacesOf(text: string): number {
  if (!/^[1-9]\d{2,4}$/.test(text)) {
    throw new Error(`--workspaces is from 100 to 99999, not "${text}"`)
  }
  return Number(text)
}

/** Tells what there is, also when the rest took too long or failed. */
const print = () => console.log(values.json ? JSON.stringify(toJson(rows), null, 2) : toTable(rows))

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    depth: { type: 'string', default: '5' },
    minutes: { type: 'string', default: '10' },
    workspaces: { type: 'string', default: '10000' },
  },
})
const rows: Row[] = []
const takesTooLong = (withinMs: number) => () => {
  print()
  console.error(`The bench took longer than ${withinMs / 1000} s`)
  process.exit(1)
}
let late: NodeJS.Timeout | undefined
try {
  const options = {
    depth: depthOf(values.depth),
    minutes: minutesOf(values.minutes),
    workspaces: workspacesOf(values.workspaces),
  }
  const withinMs = patienceMs(options.minutes)
  late = setTimeout(takesTooLong(withinMs), withinMs)
  for (const { name, measure } of select(values.only ?? [])) {
    process.stderr.write(`measuring ${name}\n`)
    rows.push(...(await measure(options)))
  }
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  clearTimeout(late)
  if (rows.length > 0) print()
}
