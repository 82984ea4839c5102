/** The main thread's figures: of requests, of the process and its event loop, and of who listens. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { createRequestMetrics, type RequestMetrics } from './http/watch/request-metrics.ts'
import { watchLoopDelay } from './pipeline/thread/loop-delay.ts'

export type Metrics = {
  requests: RequestMetrics
  /** Messages of tools, by tool and by what became of them. */
  inbound: Counter<'vendor' | 'result'>
  /** Mails to people, by what became of each attempt. */
  mails: Counter<'result'>
  /** In the text format of Prometheus. */
  text(): Promise<string>
}

export function createMetrics(...streams: { open(): number }[]): Metrics {
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
      this.set(streams.reduce((sum, one) => sum + one.open(), 0))
    },
  })
  const inbound = new Counter({
    name: 'brim_inbound_messages_total',
    help: 'Messages of tools that send their events on, by tool, and whether they were accepted, ignored or refused',
    labelNames: ['vendor', 'result'] as const,
    registers,
  })
  const mails = new Counter({
    name: 'brim_mails_total',
    help: 'Attempts to mail a link to somebody: sent, retried or, in the end, failed',
    labelNames: ['result'] as const,
    registers,
  })
  return {
    requests,
    inbound,
    mails,
    text: async () => `${await registry.metrics()}\n${requests.text()}`,
  }
}
