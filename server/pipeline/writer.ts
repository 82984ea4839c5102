/**
 * The one writer of a workspace. Work that arrives while a transaction runs shares the next one
 * (group commit), so the price of a durable commit is paid once for many. Answers go out after it.
 */
import type { Client, Transaction } from '@libsql/client'
import { minuteMs } from '../../shared/duration.ts'
import type { LiveMessage } from '../../shared/live.ts'
import { bucketAt } from '../engine/window.ts'
import { wakeupPlace } from '../engine/world.ts'
import { answer } from './answer.ts'
import { applyInput } from './apply.ts'
import { type Definitions, loadDefinitions } from './definitions.ts'
import { askedByErased, refusedAsErased } from './erasure/tombstones.ts'
import { factsFrom } from './facts.ts'
import { loadState } from './load.ts'
import { needsOf } from './needs.ts'
import { type Done, type Due, PipelineUnavailable, type Work } from './pipeline.ts'
import { type Context, evaluate } from './record.ts'
import type { State } from './state.ts'
import { findDue, findNextDue } from './sweep.ts'
import { endDueTrial } from './trials.ts'
import { hasChanges, writeState } from './write.ts'

/** Inputs in one transaction: enough to share the commit, few enough to keep the wait short. */
const mostInputs = 500
/** Work that may wait. Beyond it new work is refused at once rather than late. */
const mostWaiting = 5000

/** Looks in one transaction: after a long sleep what comes in does not wait for all of them. */
const mostLooks = 2000

export type Writer = {
  submit(work: Work): Promise<Done>
  /** Looks at what has come due, once. Answers how much that was. */
  sweep(at: number): Promise<number>
  /** Runs alone, in a transaction of its own; what is published is loaded anew after it. */
  exclusively<T>(run: (transaction: Transaction) => Promise<T>): Promise<T>
  /** The same between two groups, for what changes nothing published or raises its revision. */
  between<T>(run: (transaction: Transaction) => Promise<T>): Promise<T>
  /** The same without a transaction, for what cannot run in one. */
  alone<T>(run: (client: Client) => Promise<T>): Promise<T>
  definitions(): Promise<Definitions>
  /** Resolves when everything submitted is done. */
  idle(): Promise<void>
}

export type WriterOptions = {
  client: Client
  newId(prefix: string): string
  onCommit(messages: LiveMessage[]): void
}

type Waiting = { work: Work; resolve(done: Done): void; reject(error: unknown): void }
type Job = { run(): Promise<void> }

export function createWriter({ client, newId, onCommit }: WriterOptions): Writer {
  let definitions: Definitions | undefined
  let running: Promise<void> | undefined
  /** The earliest wake-up; `undefined` where it has to be looked up. */
  let nextDue: number | undefined
  const works: Waiting[] = []
  const jobs: Job[] = []

  const start = () => {
    running ??= drain()
  }

  const drain = async () => {
    while (jobs.length > 0 || works.length > 0) {
      // A macrotask: lets what has already arrived join the group, and native finalisers run.
      await new Promise((resolve) => setImmediate(resolve))
      await jobs.shift()?.run()
      if (works.length > 0) await commitGroup(takeGroup(works))
    }
    // In the same step as the last look at the queues: whoever comes next must start anew.
    running = undefined
  }

  const commitGroup = async (group: Waiting[]) => {
    try {
      await catchUp(Math.min(...group.map((one) => startOf(one.work))))
      const dones = await attempt(() => commit(group.map((one) => one.work)))
      group.forEach((one, i) => {
        one.resolve(dones[i] as Done)
      })
    } catch (error) {
      const reason = unavailable(error)
      if (group.length === 1 || reason instanceof PipelineUnavailable) {
        for (const one of group) one.reject(reason)
        return
      }
      // One bad piece of work must not fail its neighbours: each on its own.
      for (const one of group) await commitGroup([one])
    }
  }

  const commit = async (group: Work[]): Promise<Done[]> => {
    const { dones, state } = await inTransaction(client, (transaction) =>
      performIn(transaction, group),
    )
    committed([state])
    return dones
  }

  const performIn = async (transaction: Transaction, group: Work[]) => {
    const state = await load(transaction, group)
    const definitions = await current()
    const factsOf = factsFrom(state, definitions)
    const context = { state, definitions, factsOf, newId }
    const dones = group.map((work) => perform(context, work))
    if (hasChanges(state.out)) await writeState(transaction, state)
    return { dones, state }
  }

  const committed = (states: State[]) => {
    const dues = states.flatMap(({ out }) => [...out.wakeups.values()])
    if (nextDue !== undefined) nextDue = Math.min(nextDue, ...dues.filter((due) => due !== null))
    const messages = states.flatMap(messagesOf)
    if (messages.length > 0) onCommit(messages)
  }

  /** Looks at what came due before a moment, so that it sees nothing of what comes then. */
  const catchUp = async (moment: number) => {
    nextDue ??= await findNextDue(client)
    if (nextDue > moment) return
    await lookAtDue(moment)
    nextDue = await findNextDue(client)
  }

  const lookAtDue = async (moment: number): Promise<number> => {
    const { looks, states } = await attempt(() =>
      inTransaction(client, async (transaction) => {
        const states: State[] = []
        let looks = 0
        while (looks < mostLooks) {
          const due = await findDue(transaction, moment)
          if (due.length === 0) break
          const { state } = await performIn(transaction, [{ at: moment, inputs: [], due }])
          states.push(state)
          looks += due.length
        }
        return { looks, states }
      }),
    )
    committed(states)
    return looks
  }

  /** Another node may have published since: then what is needed must be told anew. */
  const load = async (transaction: Transaction, group: Work[]): Promise<State> => {
    const known = await current()
    const loaded = await loadState(transaction, needsOf(group, known), known)
    if (loaded.revision === known.revision) return loaded.state
    definitions = await loadDefinitions(transaction)
    const again = await loadState(transaction, needsOf(group, definitions), definitions)
    return again.state
  }

  const current = async () => {
    definitions ??= await loadDefinitions(client)
    return definitions
  }

  /** After a failed statement the connection cannot be trusted: libSQL may acknowledge and lose. */
  const attempt = async <T>(run: () => Promise<T>): Promise<T> => {
    for (const waitMs of [5, 25, 125]) {
      try {
        return await run()
      } catch (error) {
        await client.reconnect()
        if (!isBusy(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
    }
    return run().catch(async (error: unknown) => {
      await client.reconnect()
      throw error
    })
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
        if (works.length >= mostWaiting) {
          reject(new PipelineUnavailable('Too much work is waiting'))
          return
        }
        works.push({ work, resolve, reject })
        start()
      }),
    sweep: (at) => enqueue(() => lookAtDue(at)),
    exclusively: (run) =>
      enqueue(() => attempt(() => inTransaction(client, run))).finally(() => {
        definitions = undefined
        nextDue = undefined
      }),
    between: (run) =>
      enqueue(() => attempt(() => inTransaction(client, run))).finally(() => {
        nextDue = undefined
      }),
    alone: (run) => enqueue(() => attempt(() => run(client))),
    definitions: current,
    idle: async () => {
      while (running) await running
    },
  }
}

/** When the first of it came. */
function startOf({ at, inputs }: Work): number {
  return inputs.reduce((first, one) => Math.min(first, one.receivedAt), at)
}

/** What arrived in one minute, so that what comes due between two minutes can be looked at. */
function takeGroup(works: Waiting[]): Waiting[] {
  let inputs = 0
  const minuteOf = (one: Waiting) => bucketAt(startOf(one.work), minuteMs)
  const minute = works[0] && minuteOf(works[0])
  const end = works.findIndex((one) => {
    inputs += one.work.inputs.length + 1
    return inputs > mostInputs || minuteOf(one) !== minute
  })
  // At least one, however large.
  return works.splice(0, end < 0 ? works.length : Math.max(1, end))
}

function perform(context: Context, work: Work): Done {
  const done: Done = {
    accepted: 0,
    repeated: 0,
    refused: [],
    decisions: [],
    armed: [],
    placements: [],
  }
  work.inputs.forEach((input, index) => {
    const applied = applyInput(context, input)
    if (typeof applied === 'object') {
      const { refused: issues, ...why } = applied
      done.refused.push({ index, issues, ...why })
    } else done.accepted++
    if (applied === 'repeated') done.repeated++
  })
  for (const due of work.due ?? []) lookAt(context, due)
  for (const one of work.ends ?? []) endDueTrial(context, one, work.at)
  if (!work.question) return done
  const question = askedByErased(context.state, work.question)
  return { ...done, ...answer(context, question, work.at) }
}

function lookAt(context: Context, { trigger, account, user, at }: Due) {
  const { state, definitions } = context
  const compiled = definitions.catalogue.timeDriven.find((one) => one.trigger.key === trigger)
  if (compiled && !refusedAsErased(state, { account, user }))
    evaluate(context, compiled, { account, user, now: at })
  // Whatever came of it, this look has been made.
  const place = wakeupPlace(trigger, account, user)
  if ((state.wakeups.get(place) ?? 0) <= at) state.out.wakeups.set(place, null)
}

async function inTransaction<T>(
  client: Client,
  run: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = await client.transaction('write')
  try {
    // What is deleted is overwritten: erasing somebody takes that for granted. It is the connection's,
    // and the client has several.
    if (client.protocol === 'file') await transaction.execute('PRAGMA secure_delete = ON')
    const result = await run(transaction)
    await transaction.commit()
    return result
  } finally {
    transaction.close()
  }
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
}

/** A database that fails is "try again"; anything else is a bug and stays what it is. */
function unavailable(error: unknown): unknown {
  const { name, code } = error as { name?: unknown; code?: unknown }
  // What the database refuses to hold it will refuse again.
  const isRefused = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(String(code))
  return name?.toString().startsWith('Libsql') && !isRefused
    ? new PipelineUnavailable('The database did not take it', { cause: error })
    : error
}

function messagesOf({ out }: State): LiveMessage[] {
  return [
    // A firing is told as the signal that it is.
    ...out.events
      .filter((event) => event.name !== 'signal_fired')
      .map((event): LiveMessage => ({ type: 'event', event })),
    ...out.signals.map((signal): LiveMessage => ({ type: 'signal', signal })),
    ...out.decisions
      .filter(({ stored }) => !stored.armed)
      .map(
        ({ decision, stored }): LiveMessage => ({
          type: 'decision',
          decision: {
            id: stored.id,
            at: stored.createdAt,
            account: stored.account,
            user: stored.user,
            placement: stored.placement,
            nudge: stored.nudge,
            reason: decision.reason,
          },
        }),
      ),
  ]
}
