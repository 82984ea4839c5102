/**
 * What one node has leased of an outbox and not begun, so that between two messages to a receiver who
 * answers at once there is no commit: what comes back meanwhile is noted together. How much may be under
 * way at once is said by each turn, for all nodes. After a fault nothing more is begun until it is noted,
 * and what could not be over within its lease goes back.
 */
import type {
  DueDelivery,
  DueDestination,
  LeasedDeliveries,
  Settlement,
} from '../pipeline/outbox/turn.ts'
import { mostMs } from './send.ts'

export type Begun = {
  delivery: DueDelivery
  attempt: (delivery: DueDelivery) => Promise<Settlement>
}

export type Stock = {
  /** What a turn has leased, and how much may go where. `unnoted`: what has come back since it was begun. */
  fill(turned: LeasedDeliveries, unnoted: readonly Settlement[]): void
  /** Those to begin now. */
  begin(now: number): Begun[]
  /** One that was begun is over; without an outcome where it has none. */
  end(delivery: DueDelivery, settlement?: Settlement): void
  /** Nothing more is begun before a turn says so. */
  halt(): void
  /** Gives back whatever is not begun. */
  empty(): void
  /** Ids of all that is leased and not given back. */
  held(): string[]
  /** What is given back since it was asked last. */
  takeReturned(): DueDelivery[]
  hasReturned(): boolean
}

/** Of one destination. */
type Lane = {
  attempt: Begun['attempt']
  atOnce: number
  waiting: DueDelivery[]
  underWay: Set<string>
}

export function createStock(to: (destination: DueDestination) => Begun['attempt']): Stock {
  const lanes = new Map<string, Lane>()
  let returned: DueDelivery[] = []

  const giveBack = (lane: Lane) => {
    returned.push(...lane.waiting.splice(0))
  }

  const open = (destination: DueDestination): Lane => {
    const { waiting, underWay } = lanes.get(destination.id) ?? { waiting: [], underWay: new Set() }
    const lane = { attempt: to(destination), atOnce: destination.atOnce, waiting, underWay }
    lanes.set(destination.id, lane)
    return lane
  }

  return {
    fill({ deliveries, destinations }, unnoted) {
      for (const lane of lanes.values()) lane.atOnce = 0
      for (const destination of destinations) open(destination)
      for (const delivery of deliveries) lanes.get(delivery.destination)?.waiting.push(delivery)
      for (const [id, lane] of lanes) {
        if (lane.atOnce === 0) giveBack(lane)
        if (lane.waiting.length + lane.underWay.size === 0) lanes.delete(id)
      }
      for (const one of unnoted) if (isDoubtful(one)) stop(one.destination)
    },
    begin(now) {
      const begun: Begun[] = []
      for (const { attempt, atOnce, waiting, underWay } of lanes.values()) {
        while (underWay.size < atOnce) {
          const delivery = waiting.shift()
          if (!delivery) break
          if (delivery.lease - now <= mostMs) {
            returned.push(delivery)
            continue
          }
          underWay.add(delivery.id)
          begun.push({ delivery, attempt })
        }
      }
      return begun
    },
    end({ id, destination }, settlement) {
      lanes.get(destination)?.underWay.delete(id)
      if (settlement && isDoubtful(settlement)) stop(destination)
    },
    halt() {
      for (const id of lanes.keys()) stop(id)
    },
    empty() {
      for (const lane of lanes.values()) giveBack(lane)
    },
    held: () =>
      [...lanes.values()].flatMap(({ waiting, underWay }) => [
        ...waiting.map(({ id }) => id),
        ...underWay,
      ]),
    takeReturned: () => {
      const all = returned
      returned = []
      return all
    },
    hasReturned: () => returned.length > 0,
  }

  function stop(destination: string) {
    const lane = lanes.get(destination)
    if (lane) lane.atOnce = 0
  }
}

/** It may be that nothing more should go there. */
const isDoubtful = ({ health }: Settlement) => health !== 'well'
