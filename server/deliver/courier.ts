/**
 * Empties the outboxes: leases what is due, sends it, notes what became of it. Holds nothing: what
 * a crash interrupts is due again when its lease has run out.
 */

import { trialEvents } from '../../shared/event.ts'
import type { LiveMessage } from '../../shared/live.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Attempt } from './attempt.ts'

/** What is due without a nudge is found as late as this. */
const everyMs = 30_000

export type CourierOptions = {
  pipeline: Pick<Pipeline, 'leaseDeliveries' | 'settleDelivery' | 'onCommit'>
  workspaces(): Promise<string[]>
  attempt: Attempt
  now(): number
  onError(error: unknown): void
}

export type Courier = {
  /** Delivers what is due in a workspace; resolves when nothing is left to do now. */
  deliver(workspace: string): Promise<void>
  /** Sends nothing more; resolves when what was begun is noted. */
  stop(): Promise<void>
}

export function startCourier(options: CourierOptions): Courier {
  const { pipeline, workspaces, attempt, now, onError } = options
  const running = new Map<string, Promise<void>>()
  /** Nudged while running: one more look. */
  const again = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  let looking: Promise<void> | undefined
  let isStopping = false

  const round = async (workspace: string, looked: () => void): Promise<boolean> => {
    const leased = await pipeline.leaseDeliveries(workspace, now())
    looked()
    if (!leased) return false
    await Promise.all(
      leased.deliveries.map(async (delivery) => {
        const settlement = await attempt(delivery, leased.webhook)
        await pipeline.settleDelivery(workspace, settlement)
        if (settlement.outcome.kind === 'retry') lookAgain(workspace, settlement.outcome.at)
      }),
    )
    return true
  }

  /** What is due before the next look at everything. */
  const lookAgain = (workspace: string, at: number) => {
    const waitMs = at - now()
    if (waitMs >= everyMs || isStopping) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void deliver(workspace)
    }, waitMs)
    timers.add(timer)
  }

  const run = async (workspace: string, looked: () => void) => {
    try {
      while (!isStopping && ((await round(workspace, looked)) || again.delete(workspace)));
    } catch (error) {
      onError(error)
    } finally {
      running.delete(workspace)
      looked()
    }
  }

  /** `looked`: it is known what is due, and not yet what became of it. */
  const deliver = (workspace: string, looked = () => {}): Promise<void> => {
    const known = running.get(workspace)
    if (known) {
      again.add(workspace)
      looked()
      return known
    }
    const begun = run(workspace, looked)
    running.set(workspace, begun)
    return begun
  }

  /** Looks at one after the other, and waits for nobody who is slow to answer. */
  const lookAtAll = async () => {
    for (const workspace of await workspaces()) {
      if (isStopping) return
      await new Promise<void>((looked) => void deliver(workspace, looked))
    }
  }

  const deliverAll = () => {
    looking ??= lookAtAll()
      .catch(onError)
      .finally(() => {
        looking = undefined
      })
  }

  const stopListening = pipeline.onCommit((workspace, messages) => {
    if (messages.some(isTold)) void deliver(workspace)
  })
  const timer = setInterval(deliverAll, everyMs)
  deliverAll()

  return {
    deliver: (workspace) => deliver(workspace),
    stop: async () => {
      isStopping = true
      stopListening()
      clearInterval(timer)
      for (const one of timers) clearTimeout(one)
      await looking
      await Promise.all(running.values())
    },
  }
}

const told: ReadonlySet<string> = new Set(trialEvents)

function isTold(message: LiveMessage): boolean {
  return message.type === 'event' && told.has(message.event.name)
}
