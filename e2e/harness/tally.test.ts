import { expect, test } from 'vitest'
import {
  addTallies,
  formatTally,
  tallyCheck,
  tallyPlaywright,
  tallyRun,
  tallyVitest,
} from './tally.ts'

const unit = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ],
}

test('counts a unit test file that does not load as one failure', () => {
  expect(tallyVitest(unit)).toEqual({ passed: 5, failed: 2, skipped: 2 })
})

test('counts errors outside of any e2e test as failures', () => {
  const stats = { expected: 3, flaky: 1, unexpected: 2, skipped: 1 }
  expect(tallyPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 1 })
})

test.each([
  ['ended well', true, { passed: 2, failed: 0, skipped: 0 }, { passed: 2, failed: 0, skipped: 0 }],
  [
    'ended badly',
    false,
    { passed: 2, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 0 },
  ],
  [
    'failed a test',
    false,
    { passed: 2, failed: 3, skipped: 0 },
    { passed: 2, failed: 3, skipped: 0 },
  ],
  ['left no report', false, undefined, { passed: 0, failed: 1, skipped: 0 }],
  ['ended well without a report', true, undefined, { passed: 0, failed: 1, skipped: 0 }],
])('a run that %s counts right', (_, isOk, report, expected) => {
  expect(tallyRun(isOk, report)).toEqual(expected)
})

test('says the sum in one line, and speaks of skipped tests only when there are some', () => {
  expect(formatTally(addTallies([tallyCheck(true), tallyCheck(false)]))).toBe('1 passed, 1 failed')
  expect(formatTally({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped')
})
