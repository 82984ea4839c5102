/** The pipeline in this thread: the worker's heart, and what tests use. */
import { Registry } from 'prom-client'
import type { LiveMessage } from '../../shared/live.ts'
import type { Connection, Transaction } from '../store/connection.ts'
import { check, save, setStatus } from './authoring.ts'
import { backfill, pageEntries } from './backfill.ts'
import { type After, afterTimeout, type Background, createBackground } from './background.ts'
import { erasePiece, finishPass, hasErasures, pieceRows } from './erasure/erase.ts'
import { liftErasure, requestErasure } from './erasure/request.ts'
import { answerKey, holdKey } from './idempotency.ts'
import { leaseDeliveries, readOutbox, retryDelivery, settleDelivery } from './outbox.ts'
import type { Pipeline } from './pipeline.ts'
import { preview } from './preview.ts'
import { recordRefused } from './refused.ts'
import { retire } from './retention.ts'
import { saveSettings } from './settings.ts'
import { createPipelineStats } from './stats.ts'
import { sweepTrials } from './sweep-trials.ts'
import { keepWebhook, readWebhook, rotateWebhook } from './webhook.ts'
import { createWriter, type Writer } from './writer.ts'

export type PipelineOptions = {
  /** Opens the database of a workspace; called once for each, when it is first needed. */
  open(workspace: string): Promise<Connection>
  newId(prefix: string): string
  now(): number
  /** Where it counts what it does; without one, in a registry of its own. */
  registry?: Registry
  /** Entries of the log that are counted for new triggers between two groups. */
  backfillEntries?: number
  /** Rows that one piece of an erasure looks at. */
  erasureRows?: number
  /** Without: the real timer. */
  after?: After
}

type Opened = {
  connection: Connection
  writer: Writer
  /** Counts what is new from the log. */
  filling: Background
  /** Erases who waits for it. */
  erasing: Background
}

export function createPipeline(options: PipelineOptions): Pipeline {
  const { open, newId, now, backfillEntries = pageEntries, erasureRows = pieceRows } = options
  const { registry = new Registry(), after = afterTimeout } = options
  const stats = createPipelineStats(registry, now)
  const listeners = new Set<(workspace: string, messages: LiveMessage[]) => void>()
  const workspaces = new Map<string, Promise<Opened>>()
  let isClosing = false

  const at = (workspace: string): Promise<Opened> => {
    const known = workspaces.get(workspace)
    if (known) return known
    const opening = open(workspace).then((connection): Opened => {
      const writer = createWriter({
        connection,
        newId,
        stats,
        onCommit: (messages) => {
          for (const listener of listeners) listener(workspace, messages)
        },
      })
      const filling = createBackground(() => fill(writer), after)
      const erasing = createBackground(() => clear(writer), after)
      // What a stop has interrupted goes on.
      filling.start()
      erasing.start()
      return { connection, writer, filling, erasing }
    })
    workspaces.set(workspace, opening)
    // A database that could not be opened is tried again with the next call.
    opening.catch(() => workspaces.delete(workspace))
    return opening
  }

  const fill = async (writer: Writer): Promise<void> => {
    const page = (transaction: Transaction) => backfill(transaction, now(), backfillEntries)
    while (!isClosing && (await writer.between(page)));
  }

  const clear = async (writer: Writer): Promise<void> => {
    while (!isClosing && (await writer.read(hasErasures))) {
      const piece = await writer.between((transaction) => erasePiece(transaction, erasureRows))
      if (piece !== 'swept') continue
      if (!(await writer.read((connection) => connection.emptyLog()))) {
        throw new Error('Somebody reads from the log')
      }
      await writer.between((transaction) => finishPass(transaction, now()))
    }
  }

  /** Changes what is live. */
  const release = async <T>(
    workspace: string,
    run: (transaction: Transaction) => Promise<T>,
  ): Promise<T> => {
    const opened = await at(workspace)
    const result = await opened.writer.exclusively(run)
    opened.filling.start()
    return result
  }

  return {
    submit: async (workspace, work) => (await at(workspace)).writer.submit(work),
    save: (workspace, request) =>
      release(workspace, (transaction) => save(transaction, request, backfillEntries)),
    setStatus: (workspace, request) =>
      release(workspace, (transaction) => setStatus(transaction, request, backfillEntries)),
    check: async (workspace, kind, body) =>
      (await at(workspace)).writer.read((connection) => check(connection, kind, body)),
    saveSettings: async (workspace, patch) =>
      (await at(workspace)).writer.exclusively((transaction) => saveSettings(transaction, patch)),
    preview: async (workspace, request) =>
      (await at(workspace)).writer.read((connection, definitions) =>
        preview(connection, definitions, request),
      ),
    sweep: async (workspace, sweepAt) => {
      const opened = await at(workspace)
      const { writer } = opened
      opened.filling.start()
      opened.erasing.start()
      const ended = await sweepTrials(writer, sweepAt)
      return ended + (await writer.sweep(sweepAt))
    },
    retire: async (workspace, retiredAt) => {
      const { writer } = await at(workspace)
      let removed = 0
      while (!isClosing) {
        const piece = await writer.between((transaction) => retire(transaction, retiredAt))
        removed += piece.removed
        if (piece.isLast) break
      }
      return removed
    },
    erase: async (workspace, request) => {
      const opened = await at(workspace)
      await opened.writer.exclusively((transaction) => requestErasure(transaction, request))
      opened.erasing.start()
    },
    liftErasure: async (workspace, subject) =>
      (await at(workspace)).writer.between((transaction) => liftErasure(transaction, subject)),
    holdKey: async (workspace, write) =>
      (await at(workspace)).writer.between((transaction) => holdKey(transaction, write)),
    answerKey: async (workspace, held, answer) =>
      (await at(workspace)).writer.between((transaction) => answerKey(transaction, held, answer)),
    recordRefused: async (workspace, refused) =>
      (await at(workspace)).writer.between((transaction) => recordRefused(transaction, refused)),
    webhook: async (workspace, askedAt) => {
      const { writer } = await at(workspace)
      const known = await writer.read((connection) => readWebhook(connection, askedAt))
      return known ?? writer.exclusively((transaction) => keepWebhook(transaction, askedAt))
    },
    rotateWebhook: async (workspace, rotatedAt) =>
      (await at(workspace)).writer.between((transaction) => rotateWebhook(transaction, rotatedAt)),
    leaseDeliveries: async (workspace, leasedAt) => {
      const { writer } = await at(workspace)
      const outbox = await writer.read((connection) => readOutbox(connection, leasedAt))
      stats.saw(workspace, outbox)
      if (!outbox.hasDue) return null
      return writer.between((transaction) => leaseDeliveries(transaction, leasedAt))
    },
    settleDelivery: async (workspace, settlement) => {
      await (await at(workspace)).writer.between((transaction) =>
        settleDelivery(transaction, settlement),
      )
      stats.settled(settlement.outcome.kind)
    },
    retryDelivery: async (workspace, id, retriedAt) =>
      (await at(workspace)).writer.between((transaction) =>
        retryDelivery(transaction, id, retriedAt),
      ),
    ping: async () => {},
    metrics: () => registry.metrics(),
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      isClosing = true
      for (const opening of workspaces.values()) {
        const { connection, writer, filling, erasing } = await opening
        await filling.stop()
        await erasing.stop()
        await writer.idle()
        connection.close()
      }
      workspaces.clear()
    },
  }
}
