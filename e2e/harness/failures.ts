// Names what has failed, and says why, in the words of the test runners: a sum alone sends its reader
// through thousands of lines, or to a log that is not kept.
import { relative } from 'node:path'

/** What is read of the report of Vitest. */
export type VitestFailures = {
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[]
  }[]
}

/** What is read of the report of Playwright. */
export type PlaywrightFailures = { suites: Suite[]; errors: { message?: string }[] }
type Suite = { suites?: Suite[]; specs?: Spec[] }
type Spec = {
  title: string
  ok: boolean
  file: string
  line: number
  tests: { results: { error?: { message?: string } }[] }[]
}

const longest = 2_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals are coloured with begins with one.
const colours = /\u001b\[[0-9;]*m/g

const tell = (where: string, why: string | undefined) =>
  [where, ...(why ?? '').replace(colours, '').slice(0, longest).trim().split('\n')]
    .join('\n    ')
    .trim()

/** One text for each failure: where it is, and below that what was said of it. */
export const vitestFailures = (report: VitestFailures, root: string): string[] =>
  report.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(root, name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [tell(file, message)]
      return failed.map((one) => tell(`${file} › ${one.fullName}`, one.failureMessages?.[0]))
    })

export const playwrightFailures = (report: PlaywrightFailures): string[] => [
  ...report.errors.map(({ message }) => tell('playwright', message)),
  ...report.suites.flatMap(suiteFailures),
]

const suiteFailures = ({ suites = [], specs = [] }: Suite): string[] => [
  ...specs
    .filter(({ ok }) => !ok)
    .map(({ file, line, title, tests }) =>
      tell(
        `${file}:${line} › ${title}`,
        tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message,
      ),
    ),
  ...suites.flatMap(suiteFailures),
]
