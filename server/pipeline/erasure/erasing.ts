/** Who is being erased now: what each step of it works with. */
import { createHmac } from 'node:crypto'
import type { Counter } from '../../engine/counter.ts'
import type { Transaction } from '../../store/connection.ts'
import { messageIdHash } from '../../store/workspace/erasure-hash.ts'
import { type Definitions, loadDefinitions } from '../definition/definitions.ts'
import { compileMarks } from './marks.ts'
import type { Scrubbing } from './scrub.ts'

/** Erased together in one pass over the tables: what each costs more is small. */
export const mostAtOnce = 2000

export type Erasing = Scrubbing & {
  definitions: Definitions
  /** Pseudonyms by id. */
  accounts: ReadonlyMap<string, string>
  users: ReadonlyMap<string, string>
  /** What stands for a message id of somebody else, so that what is sent again is recognised. */
  hashOf(messageId: string): string
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
  const authored = await loadAuthored(transaction)
  const { counters } = definitions.catalogue
  const all = [...counters.values()].flat()
  return {
    definitions,
    accounts,
    users,
    marks: compileMarks([...accounts.keys(), ...users.keys(), ...told], authored),
    tokenOf: (value) =>
      `erased_${createHmac('sha256', key).update(value).digest('base64url').slice(0, 16)}`,
    hashOf: (messageId) => messageIdHash(String(definitions.erasureSecret), messageId),
    counters: (event) => counters.get(event) ?? [],
    countersById: new Map(
      all.flatMap((one) => {
        const id = definitions.measureIds.get(one.key)
        return id === undefined ? [] : [[id, one] as const]
      }),
    ),
  }
}

/** Every text in a definition, and what it is known by: the words of the workspace and of nobody in it. */
async function loadAuthored(transaction: Transaction): Promise<Set<string>> {
  const { rows } = await transaction.execute(
    "SELECT key, draft, ifnull(published, 'null') AS published FROM definitions",
  )
  const texts = rows.flatMap(({ key, draft, published }) =>
    textsIn([key, JSON.parse(String(draft)), JSON.parse(String(published))]),
  )
  return new Set(texts.map((text) => text.toLowerCase()))
}

/** The names in it as well, of which limits of a plan are said. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => [name, ...textsIn(one)])
    : []
}

/** For `json_each`: `value ->> 0` is an id, `value ->> 1` what stands for it. */
export function pairs(pseudonyms: ReadonlyMap<string, string>): string {
  return JSON.stringify([...pseudonyms])
}

/** So few that a database finds them sooner than whatever may hold them is read. */
const fewNeedles = 20

/** Whether a column may tell of somebody: `:needles` are what `needlesOf` answers. */
export const isTold = (column: string) =>
  `(:needles IS NULL OR EXISTS (
     SELECT 1 FROM json_each(:needles) AS needle WHERE instr(${column}, needle.value) > 0))`

/** `null`: they are too many, and everything is read. */
export function needlesOf({ marks: { needles } }: Erasing): string | null {
  return needles.length > fewNeedles ? null : JSON.stringify(needles)
}
