/** What is asked of the definitions of a workspace, and what is answered. */
import type { Actor } from '../../../shared/audit/actor.ts'
import type {
  DefinitionBody,
  DefinitionChange,
  DefinitionKind,
  DefinitionRecord,
} from '../../../shared/definition/definition.ts'
import type { Use } from '../../../shared/definition/uses.ts'
import type { ImportPlan } from '../../../shared/file/plan.ts'
import type { Issue } from '../../../shared/protocol/error.ts'

export type SaveRequest<K extends DefinitionKind = DefinitionKind> = {
  kind: K
  body: DefinitionBody<K>
  /** The revision that was edited: `conflict` if it is no longer the newest. 0: it must be new. Absent: whatever is there. */
  revision?: number
  publish: boolean
  /** The version that its body is of, where somebody goes back to one. */
  revertedTo?: number
  by: Actor
  at: number
}

export type SaveResult =
  | { kind: 'saved'; record: DefinitionRecord }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'conflict'; record: DefinitionRecord }
  | { kind: 'not_found' }

export type StatusRequest = {
  kind: DefinitionKind
  key: string
  /**
   * `publish`: the draft goes live. `pause` and `resume` switch the published version. `archive` puts
   * it away, `restore` takes it back: paused, or as the draft that it was;
   * an offer and a plan, which cannot rest, hold again.
   */
  change: DefinitionChange
  /** The revision that whoever does it has seen. Absent: whatever is there. */
  revision?: number
  by: Actor
  at: number
}

export type ScheduleRequest = {
  kind: DefinitionKind
  key: string
  /** Epoch ms; null cancels. */
  publishAt: number | null
  /** The revision that whoever does it has seen. Absent: whatever is there. */
  revision?: number
  by: Actor
  at: number
}

export type RemoveRequest = { kind: DefinitionKind; key: string; by: Actor; at: number }

export type RemoveResult =
  | { kind: 'removed'; record: DefinitionRecord }
  /** Something refers to it still. */
  | { kind: 'used'; uses: Use[] }
  /** Of an offer: accounts are on a trial of it. */
  | { kind: 'on_trial' }
  | { kind: 'not_found' }

export type ImportRequest = {
  /** As `brim.json` has it. */
  text: string
  /** What is in it goes live; else it becomes drafts. */
  publish: boolean
  /** What is not in it is deleted. */
  remove: boolean
  /** The state that a plan was made for: `conflict` where it is no longer so. Null: whatever is there. */
  base: string | null
  /** Only say what it would do. */
  dryRun: boolean
  by: Actor
  at: number
}

export type ExportRequest = {
  /** `draft`: the newest of everything. */
  state: 'published' | 'draft'
  /** The address of the file's schema. */
  schema: string
}

export type ImportResult =
  | { kind: 'planned' | 'applied'; plan: ImportPlan }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'conflict'; base: string }
