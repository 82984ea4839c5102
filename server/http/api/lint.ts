/** What is to be said of a draft of whatever kind before it goes live, for those who author by program. */
import { createRoute } from '@hono/zod-openapi'
import { type DefinitionKind, definitionSchemas } from '../../../shared/definition/definition.ts'
import { lintResponse } from '../../../shared/definition/lint.ts'
import { readDefinition } from '../definition.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { readJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { readErrors } from './definitions.ts'
import { requireScope } from './secret-key.ts'

/** Of a nudge its own faults, of anything else what becomes of the nudges that stand on it. */
const ofOthers =
  'What becomes of the live nudges that stand on it: prices that are no more, words that are too long, experiments that run. It can be published over all of it.'
const says: Readonly<Record<DefinitionKind, string>> = {
  nudge:
    'What would keep it from being published, and what its author should know: prices that no plan has, deadlines that are none, words without room.',
  trigger: ofOthers,
  offer: ofOthers,
  plan: ofOthers,
  meter: ofOthers,
  play: 'What its author should know: triggers that rest, owners whom nobody can tell, plays before it that take its signals. It can be published over all of it.',
}

export function lintOf(kind: DefinitionKind) {
  const router = createPublicRouter<KeyEnv>()
  router.openAPIRegistry.registerPath(
    createRoute({
      method: 'post',
      path: '/lint',
      tags: [`${kind[0]?.toUpperCase()}${kind.slice(1)}s`],
      security: [{ secretKey: [] }],
      summary: `Look over ${kind === 'offer' ? 'an' : 'a'} ${kind} before it goes live`,
      description: `${says[kind]} Nothing is written.`,
      request: { body: bodyOf(definitionSchemas[kind]) },
      responses: answers(200, lintResponse, ...bodyErrors, ...readErrors),
    }),
  )
  return router.post('/lint', requireScope('read'), async (c) => {
    const deps = c.get('deps')
    const body = readDefinition(kind, await readJson(c))
    const findings = await deps.pipeline.lint(c.get('workspace').id, { kind, body }, deps.now())
    return c.json({ findings })
  })
}
