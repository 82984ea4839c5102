/** All definitions as one file: out, what an import would change, and in. */
import { Hono } from 'hono'
import { exportQuery, importQuery, planQuery, readFileText, sendFile, takeFile } from '../definitions-file.ts'
import type { MemberEnv } from '../router.ts'
import { validated } from './validated.ts'

export const file = new Hono<MemberEnv>()
  .get('/', validated('query', exportQuery), (c) => sendFile(c, c.req.valid('query')))
  .post('/plan', validated('query', planQuery), async (c) => {
    const text = await readFileText(c)
    const by = c.get('person').id
    return c.json(await takeFile(c, { ...c.req.valid('query'), text, by, dryRun: true }))
  })
  .put('/', validated('query', importQuery), async (c) => {
    const text = await readFileText(c)
    const by = c.get('person').id
    return c.json(await takeFile(c, { ...c.req.valid('query'), text, by, dryRun: false }))
  })
