/** Accounts in the order that somebody asks for, each with its readiness and the reasons for it. */
import type { Readiness } from '../../shared/account/readiness.ts'
import type { Deps } from '../deps.ts'
import type { RankedAccount, RankedQuery } from '../store/workspace/queries/ranked-accounts.ts'
import { ApiError } from './answer/api-error.ts'

export type ReadyAccount = RankedAccount & { readiness: Readiness }

/** A ranking of many accounts takes less. */
const retryAfterS = 1

export async function rankReady(
  { rank, readiness }: Deps,
  workspace: string,
  asked: RankedQuery,
): Promise<{ accounts: ReadyAccount[]; total: number }> {
  const ranked = await rank(workspace, asked)
  if (ranked === 'busy') throw busy()
  const { accounts, total } = ranked
  const ids = accounts.map((one) => one.id)
  const explained = await explainReady({ readiness }, workspace, ids, asked.now)
  const ready = accounts.flatMap((one) => {
    const known = explained.get(one.id)
    return known ? [{ ...one, readiness: known }] : []
  })
  // What is told is as of now, the order a little older: within a page the two agree.
  if (asked.filters.order === 'ready') ready.sort((a, b) => b.readiness.score - a.readiness.score)
  return { accounts: ready, total }
}

export async function explainReady(
  { readiness }: Pick<Deps, 'readiness'>,
  workspace: string,
  accounts: string[],
  now: number,
): Promise<Map<string, Readiness>> {
  const explained = await readiness.explain(workspace, accounts, now)
  if (explained === 'busy') throw busy()
  return explained
}

const busy = () =>
  new ApiError('rate_limited', 'Accounts are being ranked for many', { retryAfterS })
