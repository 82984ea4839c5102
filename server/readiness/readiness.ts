/** Readiness as the HTTP side sees it: a few questions at a time. */
import type { Readiness, ReadinessModel } from '../../shared/account/readiness.ts'
import type { Learning } from '../../shared/account/readiness-learning.ts'
import { askOf } from '../thread/ask.ts'
import { bound } from '../thread/bound.ts'
import type { Job, RunReadiness } from './thread-jobs.ts'

/** Each answers `busy` where too many wait already. */
export type AskReadiness = {
  /** Why accounts stand where they do, by id: those that are known. */
  explain(
    workspace: string,
    accounts: string[],
    now: number,
  ): Promise<Map<string, Readiness> | 'busy'>
  /** What the workspace's own conversions say of the weights. Nothing is changed by it. */
  learn(workspace: string, draft: ReadinessModel, now: number): Promise<Learning | 'busy'>
}

export function createReadiness(run: RunReadiness): AskReadiness {
  // Who learns waits for a log; who looks at one account does not wait behind them for a place.
  const [asked, learned] = [bound(askOf(run)), bound(askOf(run))]
  const unexpected = (job: Job['kind']) => new Error(`Readiness did not answer to "${job}"`)
  return {
    async explain(workspace, accounts, now) {
      const said = await asked(workspace, { kind: 'explain', accounts, now })
      if (said === 'busy') return said
      if (said.kind !== 'explained') throw unexpected('explain')
      return said.readiness
    },
    async learn(workspace, draft, now) {
      const said = await learned(workspace, { kind: 'learn', draft, now })
      if (said === 'busy') return said
      if (said.kind !== 'learning') throw unexpected('learn')
      return said.learning
    },
  }
}
