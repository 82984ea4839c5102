/** How long to leave a failing server alone. */
export type Backoff = ReturnType<typeof createBackoff>

const baseMs = 1_000
const mostMs = 300_000
/** From this many failures in a row, not even a paywall hit is worth an attempt of its own. */
const opensAt = 3

export function createBackoff(now: () => number, random: () => number) {
  let failures = 0
  let until = 0
  let isOpen = false
  return {
    waitMs: () => Math.max(0, until - now()),
    isOpen: () => isOpen && until > now(),
    fail(retryAfterMs?: number) {
      failures++
      const jittered = Math.min(mostMs, baseMs * 2 ** failures) * (0.5 + random() / 2)
      until = now() + Math.max(jittered, retryAfterMs ?? 0)
      isOpen = failures >= opensAt || retryAfterMs !== undefined
    },
    succeed() {
      failures = until = 0
      isOpen = false
    },
  }
}
