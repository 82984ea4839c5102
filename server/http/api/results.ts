/** What came of the prompts. */
import { createRoute } from '@hono/zod-openapi'
import { results as answer, resultsQuery } from '../../../shared/results/results.ts'
import { answers } from '../openapi.ts'
import { readResults } from '../results.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

export const results = createPublicRouter<KeyEnv>().openapi(
  createRoute({
    method: 'get',
    path: '/results',
    tags: ['Results'],
    security: [{ secretKey: [] }],
    middleware: requireScope('read'),
    summary: 'Read results',
    description:
      'What was shown in a period and what came of it, with 95 % intervals, day by day, and beside as many days before. Everything is counted on the day of its showing, however much later it came. Money is monthly revenue in integer minor units, by currency, of the conversions that name a decision. For one nudge with an experiment: its arms beside each other.',
    request: { query: resultsQuery },
    responses: answers(200, answer, 'invalid', 'unknown_key', 'forbidden', 'not_found'),
  }),
  async (c) => c.json(await readResults(c, c.req.valid('query')), 200),
)
