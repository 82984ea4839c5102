/** `brim.json` on its way out and in, for the API and the console alike. */
import type { Context } from 'hono'
import { z } from 'zod'
import { mostFileBytes, printFile, schemaPath } from '../../shared/file/format.ts'
import type { ImportPlan } from '../../shared/file/plan.ts'
import { readForFile } from '../store/workspace/queries/file.ts'
import { ApiError, invalid } from './api-error.ts'
import { readText } from './body.ts'
import type { AppEnv, Workspace } from './router.ts'

type WorkspaceEnv = { Variables: AppEnv['Variables'] & { workspace: Workspace } }

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

export const exportQuery = z.object({
  state: z.enum(['published', 'draft']).default('published').meta({
    description: '`published`: what is live or paused. `draft`: the newest of everything',
  }),
})
export const planQuery = z.object({
  publish: flag.meta({ description: 'Put what is in the file live; else it becomes drafts' }),
  remove: flag.meta({ description: 'Delete what is not in the file' }),
})
export const importQuery = planQuery.extend({
  base: z.string().max(100).optional().meta({
    description: 'Of the plan that was looked at: `conflict` where anything has changed since',
  }),
})

export async function sendFile(
  c: Context<WorkspaceEnv>,
  { state }: z.output<typeof exportQuery>,
): Promise<Response> {
  const origin = c.get('deps').url ?? new URL(c.req.url).origin
  const entries = await readForFile(c.get('workspace').db, state)
  c.header('Content-Type', 'application/json; charset=utf-8')
  c.header('Content-Disposition', 'attachment; filename="brim.json"')
  return c.body(printFile(entries, origin + schemaPath))
}

export const readFileText = (c: Context) => readText(c, mostFileBytes)

type Asked = { text: string; by: string; dryRun: boolean } & z.output<typeof importQuery>

/** The plan, carried out unless it is only asked for; throws what has to be told otherwise. */
export async function takeFile(c: Context<WorkspaceEnv>, asked: Asked): Promise<ImportPlan> {
  const deps = c.get('deps')
  const { base = null, ...rest } = asked
  const result = await deps.pipeline.importFile(c.get('workspace').id, {
    ...rest,
    base,
    at: deps.now(),
  })
  switch (result.kind) {
    case 'planned':
    case 'applied':
      return result.plan
    case 'invalid':
      throw invalid(result.issues.slice(0, mostIssues), 'Nothing was changed')
    case 'conflict':
      throw new ApiError(
        'conflict',
        'The workspace has changed since this was planned: look at a new plan',
      )
    default:
      return result satisfies never
  }
}

const mostIssues = 200
