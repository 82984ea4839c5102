/** What a server says of itself at one moment of a soak. */
import { median } from '../median.ts'

export type Sample = {
  rssMb: number
  /** Of the main thread. */
  heapMb: number
  /** The longest turn of each loop since the sample before, beyond its due time. */
  mainStallMs: number
  pipelineStallMs: number
}

/** `/metrics` does not wait longer for the pipeline: it stood still for that long at the least. */
const unansweredMs = 2_000

/** From the text of `/metrics`. */
export const sampleOf = (text: string): Sample => {
  const figure = (name: string): number => {
    const line = text.split('\n').find((one) => one.startsWith(`${name} `))
    const value = Number(line?.slice(name.length))
    if (line === undefined || Number.isNaN(value)) throw new Error(`/metrics has no ${name}`)
    return value
  }
  return {
    rssMb: figure('process_resident_memory_bytes') / 1e6,
    heapMb: figure('nodejs_heap_size_used_bytes') / 1e6,
    mainStallMs: figure('brim_main_loop_delay_seconds{quantile="1"}') * 1e3,
    pipelineStallMs:
      figure('brim_pipeline_up') === 0
        ? unansweredMs
        : figure('brim_pipeline_loop_delay_seconds{quantile="1"}') * 1e3,
  }
}

/**
 * From the median of the first third to that of the last one: what a server gets used to at its start
 * is in neither, and no single collection of garbage decides.
 */
export const growthPerMinute = (values: readonly number[], minutes: number): number => {
  const third = Math.floor(values.length / 3)
  const grown = median(values.slice(-third)) - median(values.slice(0, third))
  return grown / ((minutes * 2) / 3)
}
