/** How long to leave a failing server alone. */
export type Backoff = ReturnType<typeof createBackoff>

const baseMs = 1_000
const mostMs = 300_000
const mostWaitMs = 86_400_000
/** From this many failures in a row, not even a paywall hit is worth an attempt of its own. */
const opensAt = 3

export function createBackoff(now: () => number, random: () => number) {
  let failures = 0
  let until = 0
  // Never longer than a day: timers overflow, and clocks that are set back would wait for years.
  const waitMs = () => Math.min(mostWaitMs, Math.max(0, until - now()))
  return {
    waitMs,
    isOpen: () => failures >= opensAt && waitMs() > 0,
    /** A server that says when to come back means it: the circuit opens at once. */
    fail(retryAfterMs = 0) {
      failures += retryAfterMs > 0 ? opensAt : 1
      const jittered = Math.min(mostMs, baseMs * 2 ** failures) * (0.5 + random() / 2)
      until = now() + (retryAfterMs || jittered)
    },
    succeed() {
      failures = until = 0
    },
  }
}
