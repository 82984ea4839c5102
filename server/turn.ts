/**
 * What is done for all workspaces, by the minute, one of the nodes does for all of them: it has the
 * workspaces while it holds the lease, the others have none. Nothing depends on it being one only.
 */
import { dropLease, takeLease } from './store/control/leases.ts'
import type { Store } from './store/open.ts'

export type Turn = {
  /** All of them where it is this node's turn, which that prolongs. */
  workspaces(): Promise<string[]>
  /** Another node need not wait for the lease to run out. */
  end(): Promise<void>
}

export type TurnOptions = {
  control: Store
  /** What is done in turns, and who would do it. */
  name: string
  owner: string
  /** How long a node that has died keeps its turn: longer than from one round to the next. */
  forMs: number
  workspaces(): Promise<string[]>
  now(): number
}

export function createTurn(options: TurnOptions): Turn {
  const { control, name, owner, forMs, workspaces, now } = options
  return {
    workspaces: async () =>
      (await takeLease(control.db, { name, owner, at: now(), forMs })) ? workspaces() : [],
    end: () => dropLease(control.db, { name, owner }),
  }
}

/** For a node that is alone with its files. */
export function alwaysOurTurn(workspaces: () => Promise<string[]>): Turn {
  return { workspaces, end: async () => {} }
}
