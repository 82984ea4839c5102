/**
 * Empties the outboxes: leases what is due, sends it, notes what became of it. Holds nothing: what
 * a crash interrupts is due again when its lease has run out. Whoever is slow to answer keeps nobody
 * else waiting: what may be under way at once is counted for each destination, by the outbox.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { toldEvents } from '../../shared/destination/kind.ts'
import type { DestinationTrouble, ToldTrouble } from '../../shared/destination/trouble.ts'
import type { LiveMessage } from '../../shared/live.ts'
import type { OutboxTurned, Pipeline, Settlement } from '../pipeline/pipeline.ts'
import type { Attempt } from './attempt.ts'

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
  settled: Settlement[]
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

  const send = (workspace: string, run: Run, { deliveries, destinations }: OutboxTurned) => {
    const byId = new Map(destinations.map((one) => [one.id, one]))
    for (const delivery of deliveries) {
      const destination = byId.get(delivery.destination)
      if (!destination) continue
      run.underWay++
      attempt(workspace, delivery, destination)
        .then((settlement) => void run.settled.push(settlement), onError)
        .finally(() => {
          run.underWay--
          run.wake()
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
      const settlements = run.settled.splice(0)
      const told = run.told.splice(0)
      if (!isStopping || settlements.length > 0 || told.length > 0) {
        const tells = tellOwners !== null && !isStopping
        const turn = { at: now(), settlements, leases: !isStopping, told, tells }
        const turned = await pipeline.turnOutbox(workspace, turn).catch(async (error: unknown) => {
          const isNothingLost = settlements.length === 0 && run.underWay === 0
          if (isNothingLost || isStopping) throw error
          // What has been sent is not sent again for want of a database to note it in.
          run.settled.unshift(...settlements)
          run.told.unshift(...told)
          onError(error)
          looked()
          await pause(atLeastMs)
        })
        if (!turned) continue
        send(workspace, run, turned)
        tell(workspace, run, turned)
        lookAgain(workspace, turned.nextAt)
      }
      looked()
      if (run.isWoken) continue
      if (run.underWay === 0) return
      await woken
    }
  }

  const begin = (workspace: string, looked: () => void): Run => {
    const run: Run = {
      settled: [],
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
