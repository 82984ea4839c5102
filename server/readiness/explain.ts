/** Why some accounts stand where they do, as of now; in the order in which they are asked for. */
import type { Client } from '@libsql/client'
import type { Readiness } from '../../shared/account/readiness.ts'
import { readinessOf } from '../engine/readiness/score.ts'
import { readModel } from './published.ts'
import { readFacts } from './read-facts.ts'

/** One that is not known is not in it. */
export async function explain(
  client: Client,
  accounts: readonly string[],
  now: number,
): Promise<Map<string, Readiness>> {
  if (accounts.length === 0) return new Map()
  const { model } = await readModel(client)
  const facts = await readFacts(client, accounts, now)
  return new Map(facts.map((one) => [one.account, readinessOf({ facts: one, model, now })]))
}
