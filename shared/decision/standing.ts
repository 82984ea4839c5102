/** Whether somebody would see a draft, were it published and came its moment now. */
import type { Candidate } from './decision.ts'

export type Standing = {
  isShown: boolean
  /** Every gate, and the smallest change that would let it through. */
  candidate: Candidate
  /** The key of the nudge that would be shown there; null for none. */
  winner: string | null
}
