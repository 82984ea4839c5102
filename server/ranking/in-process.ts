/** The ranking of accounts in this thread: the worker's heart, and what tests use. */
import type { Store } from '../store/open.ts'
import {
  type RankedQuery,
  type Ranking,
  rankAccounts,
} from '../store/workspace/queries/ranked-accounts.ts'
import { looking } from '../thread/ask.ts'
import type { Ask } from '../thread/protocol.ts'

export type Rank = Ask<RankedQuery, Ranking>

export function rankingHere(open: (workspace: string) => Promise<Store>): Rank {
  return looking(open, ({ db }, asked) => rankAccounts(db, asked))
}
