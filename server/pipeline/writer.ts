/**
 * The one writer of a workspace. Work that arrives while a transaction runs shares the next one
 * (group commit), so the price of a durable commit is paid once for many. Answers go out after it.
 */
import type { LiveMessage } from '../../shared/protocol/live.ts'
import type { Connection, Runner, Statement, Transaction } from '../store/connection.ts'
import { codeOf, faultOf } from '../store/fault.ts'
import { untilFree } from '../store/until-free.ts'
import { type Definitions, loadDefinitions, revisionSql } from './definition/definitions.ts'
import { sizeOfGroup, startOf } from './group/group.ts'
import { performGroup } from './group/perform.ts'
import type { State } from './group/state.ts'
import { messagesOf } from './group/told.ts'
import { hasChanges, statementsOf, writeState } from './group/write.ts'
import { PipelineUnavailable } from './pipeline.ts'
import { findDue } from './sweep/sweep.ts'
import { groupOf, type PipelineStats } from './thread/stats.ts'
import type { Done, Work } from './work.ts'

/** Rounds of looks in one transaction: a database server takes it back after five seconds. */
const mostRounds = 100
/** Looks in one transaction: after a long sleep what comes in does not wait for all of them. */
const mostLooks = 2000

export type Writer = {
  submit(work: Work): Promise<Done>
  /** Looks at what has come due, once. Answers how much that was. */
  sweep(at: number): Promise<number>
  /** Runs alone, in a transaction of its own; what is published is loaded anew after it. */
  exclusively<T>(run: (transaction: Transaction) => Promise<T>): Promise<T>
  /**
   * The same between two groups, for what changes nothing published or raises its revision.
   * `published`: as it is in the transaction, loaded where it has changed since it was; to be asked
   * before anything is changed.
   */
  between<T>(
    run: (transaction: Transaction, published: () => Promise<Definitions>) => Promise<T>,
  ): Promise<T>
  /** Reads between two groups: what is committed, and nothing else. */
  read<T>(run: (connection: Connection, definitions: Definitions) => Promise<T>): Promise<T>
  /** Resolves when everything submitted is done; nothing more may be. The connection stays open. */
  close(): Promise<void>
}

export type WriterOptions = {
  connection: Connection
  newId(prefix: string): string
  onCommit(messages: LiveMessage[]): void
  stats?: PipelineStats | undefined
}

type Waiting = { work: Work; resolve(done: Done): void; reject(error: unknown): void }
type Job = { run(): Promise<void> }

export function createWriter({ connection, newId, onCommit, stats }: WriterOptions): Writer {
  let definitions: Definitions | undefined
  let running: Promise<void> | undefined
  const works: Waiting[] = []
  const jobs: Job[] = []
  const stopWatching = stats?.watchQueue(() => works.length)

  const start = () => {
    running ??= drain()
  }

  const drain = async () => {
    while (jobs.length > 0 || works.length > 0) {
      // A macrotask: lets what has already arrived join the group, and native finalisers run.
      await new Promise((resolve) => setImmediate(resolve))
      await jobs.shift()?.run()
      const size = sizeOfGroup(works)
      if (size > 0) await commitGroup(works.splice(0, size))
    }
    // In the same step as the last look at the queues: whoever comes next must start anew.
    running = undefined
  }

  const commitGroup = async (group: Waiting[]) => {
    try {
      const dones = await commit(group.map((one) => one.work))
      group.forEach((one, i) => {
        one.resolve(dones[i] as Done)
      })
    } catch (error) {
      const reason = unavailable(error)
      if (group.length === 1 || reason instanceof PipelineUnavailable) {
        stats?.failed(group.length)
        for (const one of group) one.reject(reason)
        return
      }
      // One bad piece of work must not fail its neighbours: each on its own.
      for (const one of group) await commitGroup([one])
    }
  }

  const commit = async (group: Work[]): Promise<Done[]> => {
    // What came due before it is looked at first, so that it sees nothing of what comes now.
    const moment = Math.min(...group.map(startOf))
    const startedAt = performance.now()
    const performUpTo = (lookedUpTo: number) =>
      attempt(() =>
        inTransaction(connection, async (transaction, last) => {
          const performed = await perform(transaction, group, lookedUpTo)
          if (performed.kind === 'performed') last.push(...statementsOf(performed.state))
          return performed
        }),
      )
    const first = await performUpTo(moment)
    if (first.kind === 'late') await lookAtDue(moment)
    // Once: after a long sleep what comes in does not wait for all there is to look at.
    const performed = first.kind === 'late' ? await performUpTo(Number.NEGATIVE_INFINITY) : first
    if (performed.kind === 'late') throw new Error('Nothing was to be looked at')
    stats?.committed(groupOf(group, performed.dones, performance.now() - startedAt))
    tell([performed.state])
    return performed.dones
  }

  /** With the definitions as they are in this very transaction. */
  const perform = async (transaction: Transaction, group: Work[], lookedUpTo: number) => {
    for (;;) {
      definitions ??= await loadDefinitions(transaction)
      const performed = await performGroup(transaction, {
        works: group,
        definitions,
        lookedUpTo,
        newId,
      })
      if (performed.kind !== 'outdated') return performed
      definitions = undefined
    }
  }

  const published = async (runner: Runner): Promise<Definitions> => {
    const { rows } = await runner.execute(revisionSql)
    if (definitions?.revision !== Number(rows[0]?.value ?? 0)) definitions = undefined
    definitions ??= await loadDefinitions(runner)
    return definitions
  }

  const tell = (states: State[]) => {
    for (const { out } of states) stats?.wrote(out)
    const messages = states.flatMap(messagesOf)
    if (messages.length > 0) onCommit(messages)
  }

  const lookAtDue = async (moment: number): Promise<number> => {
    const { looks, states } = await attempt(() =>
      inTransaction(connection, async (transaction) => {
        const states: State[] = []
        let looks = 0
        for (let round = 0; round < mostRounds && looks < mostLooks; round++) {
          const due = await findDue(transaction, moment)
          if (due.length === 0) break
          const look = { at: moment, inputs: [], due }
          const performed = await perform(transaction, [look], Number.NEGATIVE_INFINITY)
          if (performed.kind !== 'performed') break
          if (hasChanges(performed.state.out)) await writeState(transaction, performed.state)
          states.push(performed.state)
          looks += due.length
        }
        return { looks, states }
      }),
    )
    tell(states)
    return looks
  }

  const attempt = <T>(run: () => Promise<T>): Promise<T> => untilFree(() => run().catch(recover))

  /** After a failed statement the connection cannot be trusted: libSQL may acknowledge and lose. */
  const recover = async (error: unknown): Promise<never> => {
    await connection.reconnect()
    throw error
  }

  const enqueue = <T>(run: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      jobs.push({
        run: () => run().then(resolve, (error: unknown) => reject(unavailable(error))),
      })
      start()
    })

  return {
    submit: (work) =>
      new Promise((resolve, reject) => {
        works.push({ work, resolve, reject })
        start()
      }),
    sweep: (at) => enqueue(() => lookAtDue(at)),
    exclusively: (run) =>
      enqueue(() => attempt(() => inTransaction(connection, run))).finally(() => {
        definitions = undefined
      }),
    between: (run) =>
      enqueue(() =>
        attempt(() =>
          inTransaction(connection, (transaction) =>
            run(transaction, () => published(transaction)),
          ),
        ),
      ),
    read: (run) => enqueue(() => attempt(async () => run(connection, await published(connection)))),
    close: async () => {
      while (running) await running
      stopWatching?.()
    },
  }
}

/** `last`: statements that go with the commit. */
async function inTransaction<T>(
  connection: Connection,
  run: (transaction: Transaction, last: Statement[]) => Promise<T>,
): Promise<T> {
  const transaction = await connection.begin()
  try {
    const last: Statement[] = []
    const result = await run(transaction, last)
    await transaction.commit(last)
    return result
  } finally {
    transaction.close()
  }
}

/** A database that fails is "try again"; anything else is a bug and stays what it is. */
function unavailable(error: unknown): unknown {
  const fault = faultOf(error)
  // What the database refuses to hold it will refuse again.
  return fault === undefined || fault === 'refused'
    ? error
    : new PipelineUnavailable(`The database did not take it: ${codeOf(error)}`, { cause: error })
}
