/**
 * Work that is done in the background of what comes in, until there is none left. What breaks it off, a
 * lock or a server that is away, is over sooner than the next sweep: so it goes on by itself after a
 * moment, a longer one each time, and at once when it is asked for.
 */
export type Background = {
  /** There is something to do. */
  start(): void
  /** Resolves when what was begun is over; it is not begun again. */
  stop(): Promise<void>
}

/** Calls once, later; answers what calls it off. */
export type After = (ms: number, run: () => void) => () => void

const firstPauseMs = 100
const longestPauseMs = 30_000

/** `run` does all there is, and rejects where it has to go on later. */
export function createBackground(run: () => Promise<void>, after: After): Background {
  let running: Promise<void> | undefined
  let isWanted = false
  let isStopped = false
  let pauseMs = firstPauseMs
  let callOff = () => {}

  const work = async () => {
    while (isWanted && !isStopped) {
      isWanted = false
      try {
        await run()
        pauseMs = firstPauseMs
      } catch {
        if (!isStopped) callOff = after(pauseMs, start)
        pauseMs = Math.min(2 * pauseMs, longestPauseMs)
      }
    }
    // In the same step as the last look: whoever wants more must start anew.
    running = undefined
  }
  const start = () => {
    callOff()
    isWanted = true
    running ??= work()
  }
  return {
    start,
    async stop() {
      isStopped = true
      callOff()
      await running
    },
  }
}

export const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
