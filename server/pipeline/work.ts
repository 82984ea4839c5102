/** What is submitted to be committed and decided in one transaction, and what comes of it. */

import type { Decision, Receipt } from '../../shared/decision/decision.ts'
import type { Prompt } from '../../shared/decision/prompt.ts'
import type { Issue } from '../../shared/protocol/error.ts'
import type { Input } from './input.ts'

/** For whom and where a decision is asked. */
export type Visitor = {
  account: string
  user: string
  /** Path of the page; null where it is not known. */
  page: string | null
  locale: string | null
  device: 'desktop' | 'tablet' | 'phone' | null
}

export type Question = {
  visitor: Visitor
  /** Placements to decide now. */
  placements: string[]
  /**
   * Also arm every placement: what was decided for it now, else "if its event came now, which nudge
   * would win?"
   */
  arm: boolean
  /** Prompts that the visitor has before them, by their decisions, to be worded anew. */
  shown?: string[] | undefined
  /** False: answer and explain, but store and claim nothing. */
  store: boolean
  /**
   * The asking is itself the moment, because nothing will tell of another: a ghost is recorded with
   * the answer and does not go out. Absent: a page tells what it draws.
   */
  isMoment?: boolean
  /** Decide as if the events of the placements came now, which is how they are armed. */
  supposes?: boolean
  /** Send the receipts along: they are large, and are read by few who ask. */
  explain?: boolean
}

/** Inputs to commit and, in the same transaction and after them, a question to decide. */
export type Work = {
  at: number
  inputs: Input[]
  /** Conditions to look at again because their time has come. */
  due?: Due[]
  /** Trials whose end has come. */
  ends?: TrialEnd[]
  question?: Question
}

/** A trigger to evaluate for somebody although no event has come, as of a whole minute. */
export type Due = { trigger: string; account: string; user: string | null; at: number }

export type TrialEnd = { account: string; offer: string }

export type ExplainedDecision = Decision & { receipt: Receipt }

/** With its receipt where the question asks to explain. */
export type AnsweredDecision = Decision & { receipt?: Receipt }

export type Done = {
  accepted: number
  repeated: number
  /** Inputs that could not be applied (an outcome of a decision that isn't this user's, a claim of
   * what somebody else holds), by place. */
  refused: { index: number; issues: Issue[]; isErased?: true }[]
  decisions: AnsweredDecision[]
  armed: Prompt[]
  /** Of those that were asked about as shown, the ones that speak of a meter. */
  shown: Decision[]
  /** The last entry of the log that the question knew of. */
  seq: number
  /** Placements at events of live nudges, where a question was asked. */
  placements: string[]
}
