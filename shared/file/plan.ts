/** What the import of a file would do, or has done: for the console, the API and the command line. */
import { z } from 'zod'
import { definitionKind } from '../definition/definition.ts'
import { issue } from '../protocol/error.ts'

export const plannedKinds = ['new', 'changed', 'unchanged', 'deleted', 'kept'] as const

export const difference = z.object({
  /** Dotted, as in issues: `copy.en.title`. A condition is told whole: `when`, `audience`, `for.accounts`. */
  path: z.string(),
  /** Absent: it is not there. */
  before: z.unknown().optional(),
  after: z.unknown().optional(),
})

export const planned = z
  .object({
    kind: definitionKind,
    key: z.string(),
    name: z.string(),
    /** `kept`: it is in the workspace, not in the file, and nobody asked for it to be deleted. */
    what: z.enum(plannedKinds),
    differences: z.array(difference),
    /** What somebody has saved of it as a draft, and not published, is replaced. */
    losesDraft: z.boolean(),
  })
  .meta({ id: 'PlannedDefinition' })
export type Planned = z.infer<typeof planned>

export const importPlan = z
  .object({
    /** The state of the workspace that this was worked out for: sent back, it has to be so still. */
    base: z.string(),
    definitions: z.array(planned),
    /** What is no fault and worth knowing, such as a meter of which no reading has come. */
    notes: z.array(issue),
  })
  .meta({ id: 'ImportPlan' })
export type ImportPlan = z.infer<typeof importPlan>
