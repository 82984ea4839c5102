/** The main thread's figures: of requests, of the process and its event loop, and of who listens. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Live } from './http/console/live.ts'
import { createRequestMetrics, type RequestMetrics } from './http/watch/request-metrics.ts'
import { watchLoopDelay } from './pipeline/loop-delay.ts'

export type Metrics = {
  requests: RequestMetrics
  /** In the text format of Prometheus. */
  text(): Promise<string>
}

export function createMetrics(live: Pick<Live, 'open'>): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = createRequestMetrics()
  collectDefaultMetrics({ register: registry })
  watchLoopDelay(registry, 'main')
  new Gauge({
    name: 'brim_build_info',
    help: 'Always 1; which version this is',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: __BRIM_VERSION__, node: process.version }, 1)
  new Gauge({
    name: 'brim_live_streams',
    help: 'Open streams of server-sent events',
    registers,
    collect() {
      this.set(live.open())
    },
  })
  return { requests, text: async () => `${await registry.metrics()}\n${requests.text()}` }
}
