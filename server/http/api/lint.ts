/** What is to be said of a nudge before it goes live, for those who author by program. */
import { createRoute } from '@hono/zod-openapi'
import { lintResponse } from '../../../shared/lint.ts'
import { nudge } from '../../../shared/nudge.ts'
import { readJson } from '../body.ts'
import { readDefinition } from '../definition.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { readErrors } from './definitions.ts'
import { requireScope } from './secret-key.ts'

export const lint = createPublicRouter<KeyEnv>()
lint.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/nudges/lint',
    tags: ['Nudges'],
    security: [{ secretKey: [] }],
    summary: 'Look over a nudge before it goes live',
    description:
      'What would keep it from being published, and what its author should know: prices that no plan has, deadlines that are none, words without room. Nothing is written.',
    request: { body: bodyOf(nudge) },
    responses: answers(200, lintResponse, ...bodyErrors, ...readErrors),
  }),
)
lint.post('/nudges/lint', requireScope('read'), async (c) => {
  const deps = c.get('deps')
  const body = readDefinition('nudge', await readJson(c))
  const findings = await deps.pipeline.lint(
    c.get('workspace').id,
    { kind: 'nudge', body },
    deps.now(),
  )
  return c.json({ findings })
})
