/** Who is being erased now: what each step of it works with. */
import { createHmac } from 'node:crypto'
import type { Counter } from '../../engine/counter.ts'
import type { Transaction } from '../../store/connection.ts'
import { type Definitions, loadDefinitions } from '../definitions.ts'
import { compileMarks } from './marks.ts'
import type { Scrubbing } from './scrub.ts'

/** Erased together in one pass over the tables: what each costs more is small. */
export const mostAtOnce = 100

export type Erasing = Scrubbing & {
  definitions: Definitions
  /** Pseudonyms by id. */
  accounts: ReadonlyMap<string, string>
  users: ReadonlyMap<string, string>
  /** By the number of the measure. */
  countersById: ReadonlyMap<number, Counter>
}

/** `hashes`: of whom this pass is; `key`: of its tokens, forgotten with it. */
export type Pass = { hashes: string[]; key: string }

export async function loadErasing(
  transaction: Transaction,
  { hashes, key }: Pass,
): Promise<Erasing> {
  const found = await transaction.execute({
    sql: `SELECT kind, subject, pseudonym, marks FROM erasures
          WHERE subject IS NOT NULL AND hash IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(hashes)],
  })
  const of = (kind: string) =>
    new Map(
      found.rows
        .filter((row) => row.kind === kind)
        .map((row) => [String(row.subject), String(row.pseudonym)] as const),
    )
  const accounts = of('account')
  const users = of('user')
  const told = found.rows.flatMap((row) => JSON.parse(String(row.marks)) as string[])
  const definitions = await loadDefinitions(transaction)
  const { counters } = definitions.catalogue
  const all = [...counters.values()].flat()
  return {
    definitions,
    accounts,
    users,
    marks: compileMarks([...accounts.keys(), ...users.keys(), ...told]),
    tokenOf: (value) =>
      `erased_${createHmac('sha256', key).update(value).digest('base64url').slice(0, 16)}`,
    counters: (event) => counters.get(event) ?? [],
    countersById: new Map(
      all.flatMap((one) => {
        const id = definitions.measureIds.get(one.key)
        return id === undefined ? [] : [[id, one] as const]
      }),
    ),
  }
}

/** For `json_each`: `value ->> 0` is an id, `value ->> 1` what stands for it. */
export function pairs(pseudonyms: ReadonlyMap<string, string>): string {
  return JSON.stringify([...pseudonyms])
}
