/** Results, for the API and the console alike. */
import type { Context } from 'hono'
import type { Results, ResultsQuery } from '../../shared/results/results.ts'
import { issuesOfPeriod, periodOf } from '../results/period.ts'
import { ApiError, invalid } from './answer/api-error.ts'
import type { AppEnv, Workspace } from './router.ts'

type Asked = AppEnv['Variables'] & { workspace: Workspace }

const retryAfterS = 2

export async function readResults<E extends { Variables: Asked }>(
  c: Context<E>,
  query: ResultsQuery,
): Promise<Results> {
  const { deps, workspace }: Asked = c.var
  const { nudge, by } = query
  const now = deps.now()
  const period = periodOf(query, now)
  const issues = issuesOfPeriod(period)
  if (issues.length > 0) throw invalid(issues)
  const results = await deps.results(workspace.id, { ...period, nudge, by, now })
  if (results === 'busy') {
    throw new ApiError('rate_limited', 'Many results are being counted', { retryAfterS })
  }
  if (!results) throw new ApiError('not_found', `There is no nudge "${nudge}"`)
  return results
}
