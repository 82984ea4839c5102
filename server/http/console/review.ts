/** What is to be said of a draft before it goes live, and everything that waits for its time. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { LintResponse } from '../../../shared/definition/lint.ts'
import { nudge } from '../../../shared/definition/nudge.ts'
import { readDefinition } from '../definition.ts'
import { readJson } from '../request/body.ts'
import type { MemberEnv } from '../router.ts'
import { publicationsOf } from '../versions.ts'
import { parseKind } from './definitions.ts'
import { forecastOf } from './forecast.ts'
import { validated } from './validated.ts'

const draft = z.strictObject({ nudge })

export const review = new Hono<MemberEnv>()
  .post('/definitions/:kind/lint', async (c) => {
    const deps = c.get('deps')
    const kind = parseKind(c.req.param('kind'))
    const body = readDefinition(kind, await readJson(c))
    const findings = await deps.pipeline.lint(c.get('workspace').id, { kind, body }, deps.now())
    return c.json<LintResponse>({ findings })
  })
  .post('/forecast', validated('json', draft), async (c) => {
    const stop = c.req.raw.signal
    const where = { deps: c.get('deps'), workspace: c.get('workspace') }
    return c.json(await forecastOf(where, c.req.valid('json').nudge, stop))
  })
  .get('/publications', async (c) =>
    c.json(await publicationsOf({ deps: c.get('deps'), workspace: c.get('workspace') })),
  )
