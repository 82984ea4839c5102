/** The audit log: a page of it, and all of it as a file. */
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import { auditFilters } from '../../../shared/audit/entry.ts'
import { describeError } from '../answer/describe-error.ts'
import { readAudit, walkAudit } from '../audit.ts'
import { auditFile, auditFormats, auditTypes } from '../audit-file.ts'
import type { MemberEnv } from '../router.ts'
import { limitOf } from './limit.ts'
import { validated } from './validated.ts'

const pageQuery = auditFilters.extend({
  before: z.string().max(200).optional(),
  limit: limitOf(50),
})
const fileQuery = auditFilters.extend({ format: z.enum(auditFormats).default('csv') })

export const audit = new Hono<MemberEnv>()
  .get('/', validated('query', pageQuery), async (c) => {
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    return c.json(await readAudit(where, c.req.valid('query')))
  })
  .get('/export', validated('query', fileQuery), (c) => {
    const { deps, workspace, requestId } = c.var
    const { format, ...filters } = c.req.valid('query')
    c.header('Content-Type', auditTypes[format])
    c.header('Content-Disposition', `attachment; filename="audit.${format}"`)
    c.header('X-Accel-Buffering', 'no')
    return stream(
      c,
      async (out) => {
        let isAborted = false
        out.onAbort(() => {
          isAborted = true
        })
        for await (const piece of auditFile(format, walkAudit({ deps, workspace }, filters))) {
          if (isAborted) break
          await out.write(piece)
        }
      },
      async (error) =>
        deps.log.error({ requestId, ...describeError(error) }, 'an export broke off'),
    )
  })
