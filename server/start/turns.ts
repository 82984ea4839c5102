/** Who looks at all workspaces: one node for all, for each kind of look; alone, always this one. */
import { listWorkspaceIds } from '../store/control/workspaces.ts'
import { newId } from '../store/new-id.ts'
import type { Store } from '../store/open.ts'
import { alwaysOurTurn, createTurn, type Turn } from '../turn.ts'

export type Turns = { sweep: Turn; deliver: Turn; readiness: Turn }

export type TurnsOptions = { control: Store; isAlone: boolean; now(): number }

export function takeTurns({ control, isAlone, now }: TurnsOptions): Turns {
  const workspaces = () => listWorkspaceIds(control.db)
  const owner = newId('node')
  const turnAt = (name: string, forMs: number) =>
    isAlone
      ? alwaysOurTurn(workspaces)
      : createTurn({ control, name, owner, forMs, workspaces, now })
  return {
    sweep: turnAt('sweep', 90_000),
    deliver: turnAt('deliver', 45_000),
    // Longer than from one look at all workspaces to the next.
    readiness: turnAt('readiness', 20 * 60_000),
  }
}
