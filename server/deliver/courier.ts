/**
 * Empties the outboxes: leases what is due, sends it, notes what became of it. Holds nothing: what
 * a crash interrupts is due again when its lease has run out. Whoever is slow to answer keeps nobody
 * else waiting: what may be under way at once is counted for each destination, by the outbox.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { toldEvents } from '../../shared/destination/kind.ts'
import type { DestinationTrouble, ToldTrouble } from '../../shared/destination/trouble.ts'
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { DueDelivery, OutboxTurned, Settlement } from '../pipeline/outbox/turn.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'
import type { Attempt } from './attempt.ts'
import { createStock, type Stock } from './stock.ts'

/** What is due without a nudge is found as late as this. */
const everyMs = 30_000
/** Between two looks that nothing has caused. */
const atLeastMs = 1_000

export type CourierOptions = {
  pipeline: Pick<Pipeline, 'turnOutbox' | 'onCommit'>
  workspaces(): Promise<string[]>
  /** Absent: all are. What is being written of one that is still made, such as its history, is told to nobody. */
  isThere?(workspace: string): Promise<boolean>
  attempt: Attempt
  /** Tells owners what is wrong for longer; null where Brim has no mail. */
  tellOwners: ((workspace: string, trouble: DestinationTrouble) => Promise<void>) | null
  now(): number
  onError(error: unknown): void
}

export type Courier = {
  /** Delivers what is due in a workspace; resolves when nothing is left to do now. */
  deliver(workspace: string): Promise<void>
  /** Sends nothing more; resolves when what was begun is noted. */
  stop(): Promise<void>
}

/** The work on one outbox, from the first look until nothing is left. */
type Run = {
  stock: Stock
  settled: Settlement[]
  /** Given back, and not noted yet. */
  returned: DueDelivery[]
  told: ToldTrouble[]
  underWay: number
  /** Something has changed since the last turn. */
  isWoken: boolean
  wake(): void
  over: Promise<void>
}

export function startCourier(options: CourierOptions): Courier {
  const { pipeline, workspaces, isThere, attempt, tellOwners, now, onError } = options
  const running = new Map<string, Run>()
  const timers = new Map<string, NodeJS.Timeout>()
  let looking: Promise<void> | undefined
  let isStopping = false

  /** Begins what may be begun, and goes on with each that is over. */
  const send = (run: Run) => {
    if (isStopping) return
    for (const { delivery, attempt: toItsPlace } of run.stock.begin(now())) {
      run.underWay++
      const end = (settlement?: Settlement) => {
        run.underWay--
        if (settlement) run.settled.push(settlement)
        run.stock.end(delivery, settlement)
        send(run)
        run.wake()
      }
      toItsPlace(delivery).then(end, (error: unknown) => {
        onError(error)
        end()
      })
    }
  }

  const tell = (workspace: string, run: Run, { troubles }: OutboxTurned) => {
    for (const trouble of troubles) {
      if (!tellOwners) continue
      run.underWay++
      tellOwners(workspace, trouble)
        .then(() => void run.told.push(trouble), onError)
        .finally(() => {
          run.underWay--
          run.wake()
        })
    }
  }

  /** What is due before the next look at everything. */
  const lookAgain = (workspace: string, at: number | null) => {
    clearTimeout(timers.get(workspace))
    timers.delete(workspace)
    if (at === null || at - now() >= everyMs || isStopping) return
    const look = () => {
      timers.delete(workspace)
      void deliver(workspace)
    }
    // What is due and not leased has no room at its destination, here or on another node.
    timers.set(workspace, setTimeout(look, Math.max(atLeastMs, at - now())))
  }

  /** One turn after the other: notes what has come back, and sends what there is room for. */
  const work = async (workspace: string, run: Run, looked: () => void) => {
    for (;;) {
      run.isWoken = false
      const woken = new Promise<void>((resolve) => {
        run.wake = () => {
          run.isWoken = true
          resolve()
        }
      })
      const { stock } = run
      if (isStopping) stock.empty()
      const settlements = run.settled.splice(0)
      const returned = [...run.returned.splice(0), ...stock.takeReturned()]
      const told = run.told.splice(0)
      if (!isStopping || settlements.length + returned.length + told.length > 0) {
        const turn = {
          ...{ at: now(), settlements, returned, held: stock.held(), leases: !isStopping, told },
          tells: tellOwners !== null && !isStopping,
        }
        const turned = await pipeline.turnOutbox(workspace, turn).catch(async (error: unknown) => {
          stock.halt()
          const isNothingLost = settlements.length === 0 && run.underWay === 0
          if (isNothingLost || isStopping) throw error
          // What has been sent is not sent again for want of a database to note it in.
          run.settled.unshift(...settlements)
          run.returned.unshift(...returned)
          run.told.unshift(...told)
          onError(error)
          looked()
          await pause(atLeastMs)
        })
        if (!turned) continue
        stock.fill(turned, run.settled)
        send(run)
        tell(workspace, run, turned)
        lookAgain(workspace, turned.nextAt)
      }
      looked()
      if (run.isWoken || stock.hasReturned()) continue
      if (run.underWay === 0) return
      await woken
    }
  }

  const begin = (workspace: string, looked: () => void): Run => {
    const run: Run = {
      stock: createStock((destination) => attempt(workspace, destination)),
      settled: [],
      returned: [],
      told: [],
      underWay: 0,
      isWoken: false,
      wake: () => {},
      over: Promise.resolve(),
    }
    running.set(workspace, run)
    run.over = work(workspace, run, looked)
      .catch(onError)
      .finally(() => {
        if (running.get(workspace) === run) running.delete(workspace)
        looked()
      })
    return run
  }

  /** `looked`: it is known what is due, and not yet what became of it. */
  const deliver = (workspace: string, looked = () => {}): Promise<void> => {
    const known = running.get(workspace)
    if (!known) return begin(workspace, looked).over
    known.wake()
    looked()
    return known.over
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
    if (!messages.some(isTold)) return
    if (!isThere) void deliver(workspace)
    else void isThere(workspace).then((yes) => (yes ? deliver(workspace) : undefined), onError)
  })
  const timer = setInterval(deliverAll, everyMs)
  deliverAll()

  return {
    deliver: (workspace) => deliver(workspace),
    stop: async () => {
      isStopping = true
      stopListening()
      clearInterval(timer)
      for (const one of timers.values()) clearTimeout(one)
      await looking
      await Promise.all([...running.values()].map((run) => run.over))
    },
  }
}

const told: ReadonlySet<string> = new Set(toldEvents)

/** What somebody may want to hear. */
function isTold(message: LiveMessage): boolean {
  return message.type === 'signal' || (message.type === 'event' && told.has(message.event.name))
}
