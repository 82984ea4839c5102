/** An export as lines of JSON, for the API and the console alike. */
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { Subject } from '../../shared/account/erasure.ts'
import type { Actor } from '../../shared/audit/actor.ts'
import { privacyEntry } from '../pipeline/audit/privacy.ts'
import { exportSubject } from '../store/workspace/queries/export.ts'
import { ApiError } from './answer/api-error.ts'
import { describeError } from './answer/describe-error.ts'
import type { AppEnv, Workspace } from './router.ts'

type Asked = AppEnv['Variables'] & { workspace: Workspace }

export async function streamExport<E extends { Variables: Asked }>(
  c: Context<E>,
  subject: Subject,
  by: Actor,
): Promise<Response> {
  const { deps, workspace, requestId }: Asked = c.var
  const lines = exportSubject(workspace.db, subject)
  const first = await lines.next()
  // Nothing but its end: nobody has ever told of them.
  if (first.value?.type === 'end')
    throw new ApiError('not_found', `There is no such ${subject.kind}`)
  // Before anything of them goes out.
  const at = deps.now()
  await deps.pipeline.recordAudit(
    workspace.id,
    privacyEntry('data_exported', { ...subject, by, at }),
  )
  c.header('Content-Type', 'application/x-ndjson')
  c.header('Content-Disposition', `attachment; filename="${subject.kind}.ndjson"`)
  c.header('X-Accel-Buffering', 'no')
  return stream(
    c,
    async (out) => {
      let isAborted = false
      out.onAbort(() => {
        isAborted = true
      })
      for (let line = first; !line.done && !isAborted; line = await lines.next()) {
        await out.write(`${JSON.stringify(line.value)}\n`)
      }
    },
    // The line `end` is missing, which tells whoever reads it.
    async (error) => deps.log.error({ requestId, ...describeError(error) }, 'an export broke off'),
  )
}
