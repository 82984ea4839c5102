/** What each part of the score answers: a number for all accounts, and its reasons for those looked at. */
import type { ReadinessEvidence } from '../../../shared/account/readiness.ts'
import type { AccountFacts } from './facts.ts'
import type { CompiledModel } from './model.ts'

export type Look = { facts: AccountFacts; model: CompiledModel; now: number }

export type Reasons = {
  sentence: string
  evidence: ReadinessEvidence[]
  /** What would raise it, and to which value. */
  raise: { sentence: string; to: number } | null
}

export type PartRule = {
  /** 0 to 1. */
  value(look: Look): number
  reasons(look: Look): Reasons
}

export const clamp = (value: number) => Math.min(1, Math.max(0, value))

/** At the head of a sentence. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
