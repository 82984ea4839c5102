/** Statements of one look at the results: they are sent together, so that all of them see the same moment. */
import type { Client, Row } from '@libsql/client'

export type Arguments = Record<string, string | number>
export type Statement = { sql: string; args: Arguments }

/** Statements, and what their rows say. */
export type Look<T> = { statements: Statement[]; take(answers: Row[][]): T }

export function look<T>(sql: string, args: Arguments, take: (rows: Row[]) => T): Look<T> {
  return { statements: [{ sql, args }], take: ([rows = []]) => take(rows) }
}

type Looks = Record<string, Look<unknown>>
type Taken<L extends Looks> = { [K in keyof L]: L[K] extends Look<infer T> ? T : never }

export function together<L extends Looks>(looks: L): Look<Taken<L>> {
  const all = Object.entries(looks)
  return {
    statements: all.flatMap(([, one]) => one.statements),
    take(answers) {
      const left = [...answers]
      const taken = all.map(([name, one]) => [
        name,
        one.take(left.splice(0, one.statements.length)),
      ])
      return Object.fromEntries(taken) as Taken<L>
    },
  }
}

/** Asks all of it in one transaction. */
export async function lookAt<T>(client: Client, { statements, take }: Look<T>): Promise<T> {
  const answers = await client.batch(statements, 'read')
  return take(answers.map(({ rows }) => rows))
}

/** Which showings are counted. */
export type Showings = {
  /** Epoch ms; `end` is not in it. */
  start: number
  end: number
  nudge: string | undefined
}

export function whichOf({ start, end, nudge }: Showings): { which: string; args: Arguments } {
  const which = `i.at >= :start AND i.at < :end${nudge === undefined ? '' : ' AND i.nudge = :nudge'}`
  return { which, args: { start, end, ...(nudge === undefined ? {} : { nudge }) } }
}
