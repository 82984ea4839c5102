import { expect, test } from 'vitest'
import { playwrightFailures, vitestFailures } from './failures.ts'

test('names each unit test that failed, its file from the root, with the reason in plain text', () => {
  const report = {
    testResults: [
      { name: '/brim/a.test.ts', status: 'passed', assertionResults: [] },
      {
        name: '/brim/server/b.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'is well', status: 'passed', failureMessages: [] },
          {
            fullName: 'is not',
            status: 'failed',
            failureMessages: ['\u001b[31mexpected 1\u001b[39m\nto be 2'],
          },
          { fullName: 'says nothing', status: 'failed', failureMessages: null },
        ],
      },
    ],
  }
  expect(vitestFailures(report, '/brim')).toEqual([
    'server/b.test.ts › is not\n    expected 1\n    to be 2',
    'server/b.test.ts › says nothing',
  ])
})

test('names a file that could not be loaded', () => {
  const report = {
    testResults: [
      {
        name: '/brim/c.test.ts',
        status: 'failed',
        message: 'no such export',
        assertionResults: [],
      },
    ],
  }
  expect(vitestFailures(report, '/brim')).toEqual(['c.test.ts\n    no such export'])
})

test('names what failed in the browser, however deep, and errors outside of any test', () => {
  const spec = (title: string, message?: string) => ({
    title,
    ok: !message,
    file: 'widget/a.spec.ts',
    line: 7,
    tests: [{ results: [{ ...(message ? { error: { message } } : {}) }] }],
  })
  const report = {
    errors: [{ message: 'no browser' }],
    suites: [
      {
        specs: [spec('is well'), spec('is not', 'timed out')],
        suites: [{ specs: [spec('within', 'no')] }],
      },
    ],
  }
  expect(playwrightFailures(report)).toEqual([
    'playwright\n    no browser',
    'widget/a.spec.ts:7 › is not\n    timed out',
    'widget/a.spec.ts:7 › within\n    no',
  ])
})
