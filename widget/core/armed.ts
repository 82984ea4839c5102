/** The prompts that may be drawn without asking: one per placement, each for its page and its time. */
import type { OpenResponse } from '../../shared/api.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { isFor } from './page.ts'

export type Armed = ReturnType<typeof createArmed>
export type Shown = Pick<Prompt, 'nudge' | 'format'>

/** Stands where the page has given it a place, and costs no attention. */
export const isInline = ({ format }: Shown) => format === 'inline' || format === 'meter'

export function createArmed(now: () => number) {
  let prompts: Prompt[] = []
  let placements: readonly string[] = []
  let skewMs = 0
  /** By the server's clock, when it said what is armed now. */
  let saidAt = 0
  let asked = 0
  let applied = 0
  /** Nudges that were shown, and the newest question that cannot have known of it. */
  const shownAt = new Map<string, number>()
  /** The same for the attention that all costly formats share. */
  let spentAt = 0

  /** Epoch ms by the server's clock. */
  const serverNow = () => now() + skewMs

  function take(next: OpenResponse) {
    saidAt = next.now
    skewMs = saidAt - now()
    prompts = next.armed
    placements = next.placements ?? []
  }

  return {
    now: serverNow,
    /** Numbers a question to the server, for its answer. */
    ask: () => ++asked,
    /** Says whether the answer was newer than the one before. */
    answer(question: number, next: OpenResponse): boolean {
      if (question < applied) return false
      applied = question
      take(next)
      return true
    },
    /**
     * What nobody asked for: it counts as knowing what the last answer knew of what was shown. Says
     * whether that is all there is to know; not while a question is out, nor where its clock says
     * that it was overtaken by that answer.
     */
    hear(next: OpenResponse): boolean {
      const isNews = next.now >= saidAt
      if (isNews) take(next)
      return isNews && asked === applied
    },
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
