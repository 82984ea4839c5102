// `npm test`: every check there is, each in a process of its own, all of them even when one fails. What
// needs no quiet runs side by side.
// The last line is the sum.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { whyNoSqld } from '../cluster/sqld.ts'
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

/** Nodes on a real libSQL server, where there is one for this machine. */
const cluster = async (): Promise<Tally> => {
  const reason = whyNoSqld()
  if (!reason) {
    return suite(
      'vitest run --config e2e/cluster.config.ts --reporter=default --reporter=json --outputFile.json=test-results/cluster.json',
      'cluster.json',
      tallyVitest,
    )
  }
  console.log(`\n> test:cluster skipped: ${reason}`)
  return { passed: 0, failed: 0, skipped: 1 }
}

rmSync(reports, { recursive: true, force: true })
const tallies = [
  ...(await Promise.all(['tsc --noEmit', 'biome ci', 'vite build'].map(check))),
  await suite(
    'vitest run --reporter=default --reporter=json --outputFile.json=test-results/unit.json',
    'unit.json',
    tallyVitest,
  ),
  await suite('playwright test --config e2e/playwright.config.ts', 'e2e.json', tallyPlaywright),
  await cluster(),
]
const sum = addTallies(tallies)
console.log(`\n${formatTally(sum)}`)
process.exitCode = sum.failed > 0 ? 1 : 0
