import { expect, test } from 'vitest'
import { growthPerMinute, sampleOf } from './sample.ts'

const text = `# HELP process_resident_memory_bytes Resident memory size in bytes.
process_resident_memory_bytes 150000000
nodejs_heap_size_used_bytes 4.2e7
brim_main_loop_delay_seconds{quantile="0.99"} 0.002
brim_main_loop_delay_seconds{quantile="1"} 0.025
brim_pipeline_up 1
brim_pipeline_loop_delay_seconds{quantile="1"} 0.04
`

test('reads a sample from the figures of a server', () => {
  expect(sampleOf(text)).toEqual({ rssMb: 150, heapMb: 42, mainStallMs: 25, pipelineStallMs: 40 })
})

test('a pipeline that does not answer has stood still', () => {
  const unanswered = text.replace('_up 1', '_up 0').replace(/brim_pipeline_loop.*/, '')
  expect(sampleOf(unanswered).pipelineStallMs).toBe(2_000)
})

test('a figure that is missing is no zero', () => {
  expect(() => sampleOf(text.replaceAll('process_resident', 'x'))).toThrow('process_resident')
})

test.each([
  ['what stays', [100, 100, 100, 100, 100, 100], 6, 0],
  ['what leaks', [100, 110, 120, 130, 140, 150], 6, 10],
  ['one peak', [100, 100, 100, 100, 100, 100, 900, 100, 100], 9, 0],
  ['what is given back', [300, 300, 300, 200, 100, 100, 100, 100, 100], 9, -200 / 6],
])('growth of %s', (_, values, minutes, growth) => {
  expect(growthPerMinute(values, minutes)).toBeCloseTo(growth)
})
