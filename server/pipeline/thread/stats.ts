/**
 * What the pipeline counts of itself for the operator: once a group, so that an event pays nothing.
 * Its thread keeps the figures and gives them as text when somebody asks.
 */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Reason } from '../../../shared/decision/decision.ts'
import { type Family, families } from '../../../shared/definition/trigger.ts'
import { type Trouble, troubles } from '../../../shared/destination/trouble.ts'
import type { Out } from '../group/state.ts'
import type { Settlement } from '../outbox/turn.ts'
import type { Done, Work } from '../work.ts'

/** A group that has been committed. */
export type Group = {
  works: number
  inputs: number
  repeated: number
  refused: number
  /** From the begin of its transaction to the end of the commit. */
  tookMs: number
}

/** The outbox of a workspace, as last looked at. */
export type Outbox = {
  /** Not yet acknowledged. */
  pending: number
  /** When the oldest of them was or will be due; null for none. */
  oldestDueAt: number | null
  /** How many destinations are in which. */
  troubles: Record<Trouble, number>
}

export type PipelineStats = {
  /** Asks this for the work that waits in a queue, whenever the figures are read. Returns its undo. */
  watchQueue(waiting: () => number): () => void
  committed(group: Group): void
  /** What a transaction wrote, after its commit. */
  wrote(out: Pick<Out, 'signals' | 'decisions'>): void
  /** Work whose transaction failed: nothing of it was written. */
  failed(works: number): void
  saw(workspace: string, outbox: Outbox): void
  settled(outcome: Settlement['outcome']['kind']): void
}

export function groupOf(works: readonly Work[], dones: readonly Done[], tookMs: number): Group {
  const group = { works: works.length, inputs: 0, repeated: 0, refused: 0, tookMs }
  for (const { inputs } of works) group.inputs += inputs.length
  for (const one of dones) {
    group.repeated += one.repeated
    group.refused += one.refused.length
  }
  return group
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
const sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500]

export function createPipelineStats(registry: Registry, now: () => number): PipelineStats {
  const registers = [registry]
  const queues = new Set<() => number>()
  const outboxes = new Map<string, Outbox>()
  const counter = (name: string, help: string) => new Counter({ name, help, registers })

  new Gauge({
    name: 'brim_pipeline_queue_depth',
    help: 'Work that waits for its group, over all workspaces',
    registers,
    collect() {
      this.set([...queues].reduce((sum, waiting) => sum + waiting(), 0))
    },
  })
  const commit = new Histogram({
    name: 'brim_pipeline_commit_seconds',
    help: 'The transaction of a group, from its begin to the end of its commit',
    buckets: seconds,
    registers,
  })
  const size = new Histogram({
    name: 'brim_pipeline_group_inputs',
    help: 'Inputs that shared a commit',
    buckets: sizes,
    registers,
  })
  const works = counter('brim_pipeline_works_total', 'Work that was committed')
  const inputs = counter('brim_pipeline_inputs_total', 'Inputs of committed work')
  const repeated = counter(
    'brim_pipeline_inputs_repeated_total',
    'Inputs that had been there before, and counted once',
  )
  const refused = counter(
    'brim_pipeline_inputs_refused_total',
    'Inputs that contradict what is known, and were not taken',
  )
  const failed = counter(
    'brim_pipeline_works_failed_total',
    'Work of which nothing was written, because its transaction failed',
  )

  const signals = new Counter({
    name: 'brim_signals_total',
    help: 'Signals, by the family of their trigger',
    labelNames: ['family'],
    registers,
  })
  const signalsOf = Object.fromEntries(
    families.map((family) => [family, signals.labels(family)]),
  ) as Record<Family, Counter.Internal>
  const decisions = new Counter({
    name: 'brim_decisions_total',
    help: 'Decisions, by whether they were asked or armed, and why they show nothing; "prompt": they show one',
    labelNames: ['kind', 'reason'],
    registers,
  })
  const asked = new Map<Reason | null, Counter.Internal>()
  const armed = new Map<Reason | null, Counter.Internal>()

  const deliveries = new Counter({
    name: 'brim_delivery_attempts_total',
    help: 'Attempts to deliver, by what became of them; "failed" and "gone" are for good',
    labelNames: ['outcome'],
    registers,
  })
  new Gauge({
    name: 'brim_outbox_pending',
    help: 'Deliveries that are not acknowledged yet',
    registers,
    collect() {
      this.set([...outboxes.values()].reduce((sum, one) => sum + one.pending, 0))
    },
  })
  new Gauge({
    name: 'brim_destinations_in_trouble',
    help: 'Destinations that have only failed for an hour, were stopped after days of it, or want no more',
    labelNames: ['trouble'],
    registers,
    collect() {
      for (const trouble of troubles) {
        const all = [...outboxes.values()].reduce((sum, one) => sum + one.troubles[trouble], 0)
        this.set({ trouble }, all)
      }
    },
  })
  new Gauge({
    name: 'brim_outbox_lag_seconds',
    help: 'For how long the oldest delivery that is due has been due; 0 for none',
    aggregator: 'max',
    registers,
    collect() {
      const due = [...outboxes.values()].map((one) => one.oldestDueAt ?? Number.POSITIVE_INFINITY)
      this.set(Math.max(0, now() - due.reduce((a, b) => Math.min(a, b), now())) / 1000)
    },
  })

  return {
    watchQueue(waiting) {
      queues.add(waiting)
      return () => queues.delete(waiting)
    },
    committed(group) {
      commit.observe(group.tookMs / 1000)
      size.observe(group.inputs)
      works.inc(group.works)
      inputs.inc(group.inputs)
      if (group.repeated > 0) repeated.inc(group.repeated)
      if (group.refused > 0) refused.inc(group.refused)
    },
    wrote(out) {
      for (const one of out.signals) signalsOf[one.family].inc()
      for (const { decision, stored } of out.decisions) {
        const known = stored.armed ? armed : asked
        let child = known.get(decision.reason)
        if (!child) {
          child = decisions.labels(stored.armed ? 'armed' : 'asked', decision.reason ?? 'prompt')
          known.set(decision.reason, child)
        }
        child.inc()
      }
    },
    failed: (count) => failed.inc(count),
    saw(workspace, outbox) {
      const isIdle = outbox.pending === 0 && troubles.every((one) => outbox.troubles[one] === 0)
      if (!isIdle) outboxes.set(workspace, outbox)
      else outboxes.delete(workspace)
    },
    settled: (outcome) => deliveries.inc({ outcome }),
  }
}
