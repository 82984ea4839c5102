/** `/metrics`: what this process counts of itself, for Prometheus. */
import { setTimeout as wait } from 'node:timers/promises'
import { Hono } from 'hono'
import { Registry } from 'prom-client'
import type { AppEnv } from '../router.ts'
import { requireOperator } from './operator.ts'

/** A thread that is stuck must not hide the figures of the other. */
const pipelineWithinMs = 2_000

export const metrics = new Hono<AppEnv>().get('/metrics', requireOperator, async (c) => {
  const { pipeline } = c.get('deps')
  const over = new AbortController()
  const late = wait(pipelineWithinMs, null, { signal: over.signal }).catch(() => null)
  const [here, there] = await Promise.all([
    c.get('deps').metrics.text(),
    Promise.race([pipeline.metrics().catch(() => null), late]),
  ])
  over.abort()
  const up = `# HELP brim_pipeline_up Whether the pipeline's thread answered\n# TYPE brim_pipeline_up gauge\nbrim_pipeline_up ${there === null ? 0 : 1}\n`
  c.header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  c.header('Cache-Control', 'no-store')
  return c.body([here, there ?? '', up].join('\n'))
})
