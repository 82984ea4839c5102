/** All definitions as one file: out, what an import would change, and in. */

import { Hono } from 'hono'
import { personActor } from '../../../shared/audit/actor.ts'
import {
  exportQuery,
  fileHeaders,
  importQuery,
  planQuery,
  readFileText,
  takeFile,
  writeFile,
} from '../definitions-file.ts'
import type { MemberEnv } from '../router.ts'
import { validated } from './validated.ts'

export const file = new Hono<MemberEnv>()
  .get('/', validated('query', exportQuery), async (c) => {
    const { state } = c.req.valid('query')
    return c.body(
      await writeFile(c.get('deps'), c.get('workspace').id, { state, address: c.req.url }),
      200,
      fileHeaders,
    )
  })
  .post('/plan', validated('query', planQuery), async (c) => {
    const text = await readFileText(c)
    const asked = { ...c.req.valid('query'), text, by: personActor(c.get('person')), dryRun: true }
    return c.json(await takeFile(c.get('deps'), c.get('workspace').id, asked))
  })
  .put('/', validated('query', importQuery), async (c) => {
    const text = await readFileText(c)
    const asked = { ...c.req.valid('query'), text, by: personActor(c.get('person')), dryRun: false }
    return c.json(await takeFile(c.get('deps'), c.get('workspace').id, asked))
  })
