// `npm test`: every check there is, each in a process of its own, all of them even when one fails. Beside
// the clusters, which mostly wait, runs what needs no quiet; the demo's history, too, which the browsers need.
// The last line is the sum.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { whyNoSqld } from '../cluster/sqld.ts'
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

const check = async (command: string) => tallyCheck(await run(command))

const suite = async (command: string, reportFile: string, tally: (report: never) => Tally) => {
  const isOk = await run(command)
  try {
    const report = JSON.parse(readFileSync(join(reports, reportFile), 'utf8')) as never
    return tallyRun(isOk, tally(report))
  } catch {
    return tallyRun(isOk, undefined)
  }
}

const vitest = (what: string, name: string) =>
  suite(
    `vitest run ${what} --reporter=default --reporter=json --outputFile.json=test-results/${name}.json`,
    `${name}.json`,
    tallyVitest,
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
const browsers = await suite(
  'playwright test --config e2e/playwright.config.ts',
  'e2e.json',
  tallyPlaywright,
)
const sum = addTallies([built, types, lint, clusters, unit, browsers])
console.log(`\n${formatTally(sum)}`)
process.exitCode = sum.failed > 0 ? 1 : 0
