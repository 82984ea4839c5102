// `npm test`: every check there is, each in a process of its own, all of them even when one fails. Beside
// the clusters, which mostly wait, runs what needs no quiet; the demo's history, too, which the browsers need.
// What failed is named once more at the end; the last line is the sum.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { whyNoSqld } from '../cluster/sqld.ts'
import {
  type PlaywrightFailures,
  playwrightFailures,
  type VitestFailures,
  vitestFailures,
} from './failures.ts'
import { createSeed } from './seed.ts'
import {
  addTallies,
  formatTally,
  type Tally,
  tallyCheck,
  tallyPlaywright,
  tallyRun,
  tallyVitest,
} from './tally.ts'

const root = resolve(import.meta.dirname, '../..')
const reports = join(root, 'test-results')
const bin = join(root, 'node_modules/.bin')

const run = (command: string): Promise<boolean> => {
  console.log(`\n> ${command}`)
  const child = spawn(command, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  })
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (code) => done(code === 0))
  })
}

const failures: string[] = []
const check = async (command: string) => {
  const tally = tallyCheck(await run(command))
  if (tally.failed) failures.push(command)
  return tally
}

/** How a runner's report is read. */
type Reader = { tally(report: never): Tally; failures(report: never): string[] }
const suite = async (command: string, reportFile: string, reader: Reader) => {
  const isOk = await run(command)
  let tally = tallyRun(isOk, undefined)
  let named: string[] = []
  try {
    const report = JSON.parse(readFileSync(join(reports, reportFile), 'utf8')) as never
    tally = tallyRun(isOk, reader.tally(report))
    named = reader.failures(report)
  } catch {
    // Without a report the command itself has failed.
  }
  failures.push(...(tally.failed && named.length === 0 ? [command] : named))
  return tally
}

const vitest = (what: string, name: string) =>
  suite(
    `vitest run ${what} --reporter=default --reporter=json --outputFile.json=test-results/${name}.json`,
    `${name}.json`,
    {
      tally: tallyVitest,
      failures: (report: VitestFailures) => vitestFailures(report, root),
    },
  )

/** Nodes on a real libSQL server, where there is one for this machine. */
const cluster = async (): Promise<Tally> => {
  const reason = whyNoSqld()
  if (!reason) return vitest('--config e2e/cluster.config.ts', 'cluster')
  console.log(`\n> test:cluster skipped: ${reason}`)
  return { passed: 0, failed: 0, skipped: 1 }
}

/** Where there is none, Playwright's set-up makes one, and says what is wrong. */
const seed = async () => {
  process.env.BRIM_E2E_SEED = await createSeed().catch(() => '')
}

rmSync(reports, { recursive: true, force: true })
const built = await check('vite build')
const [types, lint, clusters] = await Promise.all([
  check('tsc --noEmit'),
  check('biome ci'),
  cluster(),
  seed(),
])
const unit = await vitest('', 'unit')
const browsers = await suite('playwright test --config e2e/playwright.config.ts', 'e2e.json', {
  tally: tallyPlaywright,
  failures: (report: PlaywrightFailures) => playwrightFailures(report),
})
const sum = addTallies([built, types, lint, clusters, unit, browsers])
for (const failure of failures) console.log(`\nFailed: ${failure}`)
console.log(`\n${formatTally(sum)}`)
process.exitCode = sum.failed > 0 ? 1 : 0
