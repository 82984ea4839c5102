/** The prompts that may be drawn without asking: one per placement, each for its page and its time. */

import type { Prompt } from '../../shared/decision/prompt.ts'
import type { OpenResponse } from '../../shared/protocol/api.ts'
import { isFor } from './page.ts'

export type Armed = ReturnType<typeof createArmed>
export type Shown = Pick<Prompt, 'nudge' | 'format'>

/** Stands where the page has given it a place, and costs no attention. */
export const isInline = ({ format }: Shown) => format === 'inline' || format === 'meter'

export function createArmed(now: () => number) {
  let prompts: Prompt[] = []
  let placements: readonly string[] = []
  let skewMs = 0
  /** How much of the server's log is in what is armed now. */
  let known = 0
  let asked = 0
  let applied = 0
  /** Nudges that were shown, and the newest question that cannot have known of it. */
  const shownAt = new Map<string, number>()
  /** The same for the attention that all costly formats share. */
  let spentAt = 0

  /** Epoch ms by the server's clock. */
  const serverNow = () => now() + skewMs

  /**
   * Answers overtake each other: what knows less of the log is out of date, whenever it was asked for.
   * Says whether it was taken.
   */
  function take(question: number, next: OpenResponse): boolean {
    const { seq = 0 } = next
    const isOld = seq < known || (seq <= known && question < applied)
    applied = Math.max(applied, question)
    if (isOld) return false
    known = seq
    skewMs = next.now - now()
    prompts = next.armed
    placements = next.placements ?? []
    return true
  }

  return {
    now: serverNow,
    /** Numbers a question to the server, for its answer. */
    ask: () => ++asked,
    /** Says whether the answer was newer than the one before. */
    answer: take,
    /**
     * What nobody asked for: it counts as knowing what the last answer knew of what was shown. Says
     * whether that is all there is to know; not while a question is out.
     */
    hear: (next: OpenResponse): boolean => take(applied, next) && asked === applied,
    find: (placement: string, page: string): Prompt | undefined =>
      prompts.find(
        (one) =>
          one.placement === placement &&
          applied > Math.max(shownAt.get(one.nudge) ?? 0, isInline(one) ? 0 : spentAt) &&
          one.expiresAt > serverNow() &&
          isFor(one.page, page),
      ),
    /** Whether a live nudge waits for an event there, armed or not. */
    isAwaited: (placement: string) => placements.includes(placement),
    /** It has been shown, here or in another tab. */
    drop(shown: Shown) {
      shownAt.set(shown.nudge, asked)
      if (!isInline(shown)) spentAt = asked
    },
    clear() {
      prompts = []
    },
    all: () => prompts,
  }
}
