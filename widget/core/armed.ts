/** The prompts that may be drawn without asking: one per placement, each for its page and its time. */
import type { Prompt } from '../../shared/prompt.ts'
import { isFor } from './page.ts'

export type Armed = ReturnType<typeof createArmed>

export function createArmed(now: () => number) {
  let prompts: Prompt[] = []
  let skewMs = 0
  let asked = 0
  let applied = 0
  /** Nudges that were shown, and the newest question that cannot have known of it. */
  const shownAt = new Map<string, number>()

  return {
    /** Numbers a question to the server, for its answer. */
    ask: () => ++asked,
    /** Says whether the answer was newer than the one before. `serverNow` is when it was given. */
    answer(question: number, next: readonly Prompt[], serverNow: number): boolean {
      if (question < applied) return false
      applied = question
      skewMs = serverNow - now()
      prompts = next.filter((one) => question > (shownAt.get(one.nudge) ?? 0))
      return true
    },
    find: (placement: string, page: string): Prompt | undefined =>
      prompts.find(
        (one) =>
          one.placement === placement && one.expiresAt > now() + skewMs && isFor(one.page, page),
      ),
    /** It has been shown, here or in another tab. */
    drop(nudge: string) {
      shownAt.set(nudge, asked)
      prompts = prompts.filter((one) => one.nudge !== nudge)
    },
    clear() {
      prompts = []
    },
    isEmpty: () => prompts.length === 0,
  }
}
