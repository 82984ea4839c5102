/** How late a thread's event loop comes to what is due: the first thing to look at when all is slow. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Gauge, type Registry } from 'prom-client'

const resolutionMs = 10

/** Watches the loop of the thread that calls it. Returns its undo. */
export function watchLoopDelay(registry: Registry, thread: 'main' | 'pipeline'): () => void {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  histogram.enable()
  // What is measured is the time between two turns, and the turns are this far apart anyway.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1e3)
  new Gauge({
    name: `brim_${thread}_loop_delay_seconds`,
    help: `Delay of the ${thread} thread's event loop since the figures were last read`,
    labelNames: ['quantile'],
    // Of several threads the slowest tells.
    aggregator: 'max',
    registers: [registry],
    collect() {
      for (const percentile of [50, 99]) {
        this.set({ quantile: percentile / 100 }, seconds(histogram.percentile(percentile)))
      }
      this.set({ quantile: 1 }, histogram.count > 0 ? seconds(histogram.max) : 0)
      histogram.reset()
    },
  })
  return () => void histogram.disable()
}
