// Counts what the test runners report.
export type Tally = { passed: number; failed: number; skipped: number }

/** A file that could not even be loaded has failed without a test of its own to say so. */
type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

type PlaywrightReport = {
  stats: { expected: number; flaky: number; unexpected: number; skipped: number }
  errors: unknown[]
}

export const tallyVitest = (report: VitestReport): Tally => ({
  passed: report.numPassedTests,
  failed:
    report.numFailedTests +
    report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.length)
      .length,
  skipped: report.numPendingTests + report.numTodoTests,
})

export const tallyPlaywright = (report: PlaywrightReport): Tally => ({
  passed: report.stats.expected + report.stats.flaky,
  failed: report.stats.unexpected + report.errors.length,
  skipped: report.stats.skipped,
})

export const tallyCheck = (isOk: boolean): Tally => ({
  passed: isOk ? 1 : 0,
  failed: isOk ? 0 : 1,
  skipped: 0,
})

/** A runner that ends badly has failed once, whatever its report says or if there is none. */
export const tallyRun = (isOk: boolean, report: Tally | undefined): Tally => {
  if (!report) return tallyCheck(false)
  return isOk || report.failed > 0 ? report : { ...report, failed: 1 }
}

export const addTallies = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

export const formatTally = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
