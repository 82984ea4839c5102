import { expect, test } from 'vitest'
import { replayFindings } from './findings.ts'
import type { ReplayReport } from './replay.ts'

const report = (days: number, accounts: number, total: number, reached: number) =>
  ({
    days,
    accounts,
    firings: { total, perAccount: { accounts: reached } },
  }) as ReplayReport

test.each([
  ['nobody in ninety days', report(90, 200, 0, 0), ['never_fires']],
  ['nobody, and hardly any history yet', report(0.2, 200, 0, 0), []],
  ['half of all accounts', report(90, 200, 400, 100), []],
  ['more than half', report(90, 200, 400, 101), ['fires_on_most']],
  ['all of very few', report(90, 19, 40, 19), []],
])('a trigger that fires on %s', (_, of, codes) => {
  expect(replayFindings(of).map((one) => one.code)).toEqual(codes)
})
