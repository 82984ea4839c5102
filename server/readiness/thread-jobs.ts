/** What the thread of readiness is asked, and what it says. */
import type { Readiness } from '../../shared/account/readiness.ts'
import type { Learning } from '../../shared/account/readiness-learning.ts'
import type { Run } from '../thread/protocol.ts'
import type { LearnJob } from './learn.ts'
import type { Said as Recomputed } from './recompute.ts'

export type Job =
  | { kind: 'recompute'; now: number }
  | { kind: 'explain'; accounts: string[]; now: number }
  | ({ kind: 'learn' } & LearnJob)

export type Said =
  | Recomputed
  | { kind: 'explained'; readiness: Map<string, Readiness> }
  | { kind: 'learning'; learning: Learning }

export type RunReadiness = Run<Job, Said>
