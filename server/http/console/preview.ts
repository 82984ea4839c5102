/** A draft as its readers would see it, through no gate. */
import { Hono } from 'hono'
import { z } from 'zod'
import { nudge } from '../../../shared/nudge.ts'
import { invalid } from '../api-error.ts'
import type { MemberEnv } from '../router.ts'
import { validated } from './validated.ts'

const previewRequest = z.strictObject({
  nudge,
  account: z.string().nullable().default(null),
  user: z.string().nullable().default(null),
  locale: z.string().nullable().default(null),
})

export const preview = new Hono<MemberEnv>().post(
  '/',
  validated('json', previewRequest),
  async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const result = await deps.pipeline.preview(workspace.id, {
      ...c.req.valid('json'),
      at: deps.now(),
    })
    if (result.kind === 'invalid') throw invalid(result.issues, 'There is nothing to preview yet')
    return c.json({ prompt: result.prompt })
  },
)
