/** `brim.json` on its way out and in, for the API and the console alike. */
import type { Context } from 'hono'
import { z } from 'zod'
import { fileName, mostFileBytes, schemaPath } from '../../shared/file/format.ts'
import type { ImportPlan } from '../../shared/file/plan.ts'
import { notText, textOf } from '../../shared/file/text-of.ts'
import type { Deps } from '../deps.ts'
import type { ExportRequest, ImportRequest } from '../pipeline/definition/requests.ts'
import { ApiError, invalid } from './answer/api-error.ts'
import { readUnpacked } from './request/body.ts'

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

/** Of an answer that is to be kept as a file. */
export const fileHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Disposition': `attachment; filename="${fileName}"`,
}

/** `address`: of the request, where the operator has not said where this Brim is. */
export function writeFile(
  deps: Deps,
  workspace: string,
  { state, address }: { state: ExportRequest['state']; address: string },
): Promise<string> {
  const schema = (deps.url ?? new URL(address).origin) + schemaPath
  return deps.pipeline.exportFile(workspace, { state, schema })
}

export async function readFileText(c: Context): Promise<string> {
  const text = textOf(await readUnpacked(c, mostFileBytes))
  if (text === undefined) throw invalid([{ path: '', message: notText }], 'Nothing was changed')
  return text
}

type Asked = Omit<ImportRequest, 'at' | 'base'> & { base?: string | undefined }

/** The plan, carried out unless it is only asked for; throws what has to be told otherwise. */
export async function takeFile(
  deps: Deps,
  workspace: string,
  { base, ...asked }: Asked,
): Promise<ImportPlan> {
  const request = { ...asked, base: base ?? null, at: deps.now() }
  const result = await deps.pipeline.importFile(workspace, request)
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
