/** The prompts that may be drawn without asking: one per placement, each for its page and its time. */
import type { Prompt } from '../../shared/prompt.ts'

export type Armed = ReturnType<typeof createArmed>

export function createArmed(now: () => number) {
  let prompts: Prompt[] = []
  let skewMs = 0
  /** Nudges that were shown, and the newest request that cannot have known of it. */
  const shownAt = new Map<string, number>()

  return {
    /** `request` numbers the question, in the order of asking; `serverNow` is when it was answered. */
    replace(next: readonly Prompt[], serverNow: number, request: number) {
      skewMs = serverNow - now()
      prompts = next.filter((one) => request > (shownAt.get(one.nudge) ?? -1))
    },
    find(placement: string, page: string): Prompt | undefined {
      const at = now() + skewMs
      return prompts.find(
        (one) => one.placement === placement && one.expiresAt > at && (one.page ?? page) === page,
      )
    },
    /** It has been shown, here or in another tab. */
    drop(nudge: string, lastRequest: number) {
      shownAt.set(nudge, lastRequest)
      prompts = prompts.filter((one) => one.nudge !== nudge)
    },
    clear() {
      prompts = []
    },
    isEmpty: () => prompts.length === 0,
  }
}
