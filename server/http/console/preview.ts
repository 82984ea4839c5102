/** A draft as its readers would see it, through no gate. */
import { Hono } from 'hono'
import { z } from 'zod'
import { formKinds, nudge } from '../../../shared/definition/nudge.ts'
import { findDefinition } from '../../store/workspace/queries/definitions.ts'
import { ApiError, invalid } from '../answer/api-error.ts'
import { issuePreviewCode } from '../key/preview-code.ts'
import type { MemberEnv } from '../router.ts'
import { validated } from './validated.ts'

const previewRequest = z.strictObject({
  nudge,
  account: z.string().nullable().default(null),
  user: z.string().nullable().default(null),
  locale: z.string().nullable().default(null),
  form: z.enum(formKinds).nullable().default(null),
  arm: z.string().max(64).nullable().default(null),
  page: z.string().max(2048).nullable().default(null),
  device: z.enum(['desktop', 'tablet', 'phone']).nullable().default(null),
})

export const preview = new Hono<MemberEnv>()
  .post('/', validated('json', previewRequest), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const result = await deps.pipeline.preview(workspace.id, {
      ...c.req.valid('json'),
      at: deps.now(),
    })
    if (result.kind === 'invalid') throw invalid(result.issues, 'There is nothing to preview yet')
    const { prompt, standing, values } = result
    return c.json({ prompt, standing, values })
  })
  /** For the pages of the workspace's own site: the draft as it is saved now. */
  .get('/link/:key', async (c) => {
    const { id, db } = c.get('workspace')
    const nudge = c.req.param('key')
    const found = await findDefinition(db, 'nudge', nudge)
    if (!found) throw new ApiError('not_found', 'There is no such nudge')
    const { revision } = found
    const person = c.get('person').id
    return c.json(issuePreviewCode(c.get('deps'), id, { nudge, revision, person }))
  })
