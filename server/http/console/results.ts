/** What came of the prompts: for the page, and as a file for a spreadsheet. */
import { Hono } from 'hono'
import { z } from 'zod'
import { resultsQuery } from '../../../shared/results/results.ts'
import { readResults } from '../results.ts'
import { daysAsCsv, rowsAsCsv } from '../results-csv.ts'
import type { MemberEnv } from '../router.ts'
import { validated } from './validated.ts'

const csvQuery = resultsQuery.safeExtend({ of: z.enum(['rows', 'days']).default('rows') })

export const results = new Hono<MemberEnv>()
  .get('/', validated('query', resultsQuery), async (c) =>
    c.json(await readResults(c, c.req.valid('query'))),
  )
  .get('/csv', validated('query', csvQuery), async (c) => {
    const { of, ...query } = c.req.valid('query')
    const read = await readResults(c, query)
    const name = ['results', query.nudge, of, read.from, read.to].filter(Boolean).join('-')
    c.header('Content-Type', 'text/csv; charset=utf-8; header=present')
    c.header('Content-Disposition', `attachment; filename="${name}.csv"`)
    return c.body(of === 'days' ? daysAsCsv(read) : rowsAsCsv(read))
  })
