import { expect, test } from 'vitest'
import type { DryRunRequest } from '../../shared/play/dry-run.ts'
import type { ReplayRequest } from '../../shared/replay/replay.ts'
import { createApi } from './api.ts'

/** Of a server that answers each request with these lines. */
const workspaceOf = (lines: object[]) =>
  createApi({
    fetch: async () => new Response(lines.map((one) => `${JSON.stringify(one)}\n`).join('')),
    base: '/console/api',
    onSignedOut() {},
    onSecondFactorNeeded() {},
  }).workspace('w1')

const progress = { type: 'progress', done: 1, of: 2, events: 3 }
const never = new AbortController().signal

test.each(['replay', 'dryRun'] as const)(
  'a %s whose place was taken by one that was given up is refused for now, and no other failure is',
  async (name) => {
    const news = async (code: string) => {
      const error = { code, message: 'Another replay of yours took its place' }
      const workspace = workspaceOf([progress, { type: 'failed', error }])
      const heard = []
      const request = {} as ReplayRequest & DryRunRequest
      for await (const one of workspace[name](request, never)) heard.push(one)
      return { error, heard }
    }
    const taken = await news('rate_limited')
    const refused = { type: 'refused', failure: { ...taken.error, issues: [] } }
    expect(taken.heard).toEqual([progress, refused])
    const late = await news('unavailable')
    expect(late.heard).toEqual([progress, { type: 'failed', error: late.error }])
  },
)
