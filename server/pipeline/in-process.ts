/** The pipeline in this thread: the worker's heart, and what tests use. */
import type { Transaction } from '@libsql/client'
import type { LiveMessage } from '../../shared/live.ts'
import type { Store } from '../store/open.ts'
import { check, save, setStatus } from './authoring.ts'
import { backfill, pageEntries } from './backfill.ts'
import {
  emptyWriteAheadLog,
  erasePiece,
  finishPass,
  hasErasures,
  pieceRows,
} from './erasure/erase.ts'
import { liftErasure, requestErasure } from './erasure/request.ts'
import { answerKey, holdKey } from './idempotency.ts'
import { hasDue, leaseDeliveries, retryDelivery, settleDelivery } from './outbox.ts'
import type { Pipeline } from './pipeline.ts'
import { preview } from './preview.ts'
import { recordRefused } from './refused.ts'
import { retire } from './retention.ts'
import { saveSettings } from './settings.ts'
import { sweepTrials } from './sweep-trials.ts'
import { keepWebhook, readWebhook, rotateWebhook } from './webhook.ts'
import { createWriter, type Writer } from './writer.ts'

export type PipelineOptions = {
  /** Opens the database of a workspace; called once for each, when it is first needed. */
  open(workspace: string): Promise<Store>
  newId(prefix: string): string
  now(): number
  /** Entries of the log that are counted for new triggers between two groups. */
  backfillEntries?: number
  /** Rows that one piece of an erasure looks at. */
  erasureRows?: number
}

type Opened = {
  store: Store
  writer: Writer
  filling?: Promise<void> | undefined
  erasing?: Promise<void> | undefined
}

export function createPipeline(options: PipelineOptions): Pipeline {
  const { open, newId, now, backfillEntries = pageEntries, erasureRows = pieceRows } = options
  const listeners = new Set<(workspace: string, messages: LiveMessage[]) => void>()
  const workspaces = new Map<string, Promise<Opened>>()
  let isClosing = false

  const at = (workspace: string): Promise<Opened> => {
    const known = workspaces.get(workspace)
    if (known) return known
    const opening = open(workspace).then((store): Opened => {
      const writer = createWriter({
        client: store.client,
        newId,
        onCommit: (messages) => {
          for (const listener of listeners) listener(workspace, messages)
        },
      })
      const opened = { store, writer }
      // What a stop has interrupted goes on.
      fill(opened)
      clear(opened)
      return opened
    })
    workspaces.set(workspace, opening)
    // A database that could not be opened is tried again with the next call.
    opening.catch(() => workspaces.delete(workspace))
    return opening
  }

  /** Counts what is new from the log, in the background of what comes in. */
  const fill = (opened: Opened) => {
    const goOn = async (): Promise<void> => {
      const page = (transaction: Transaction) => backfill(transaction, now(), backfillEntries)
      while (!isClosing && (await opened.writer.between(page)));
    }
    // A page that fails is tried again with the next sweep.
    opened.filling ??= goOn()
      .catch(() => {})
      .finally(() => {
        opened.filling = undefined
      })
  }

  /** Erases who waits for it, in the background of what comes in. */
  const clear = (opened: Opened) => {
    const { store, writer } = opened
    const goOn = async () => {
      while (!isClosing && (await hasErasures(store.client))) {
        const piece = await writer.between((transaction) => erasePiece(transaction, erasureRows))
        if (piece !== 'swept') continue
        if (!(await writer.alone(emptyWriteAheadLog))) return
        await writer.between((transaction) => finishPass(transaction, now()))
      }
    }
    // What fails goes on with the next sweep.
    opened.erasing ??= goOn()
      .catch(() => {})
      .finally(() => {
        opened.erasing = undefined
      })
  }

  /** Changes what is live. */
  const release = async <T>(
    workspace: string,
    run: (transaction: Transaction) => Promise<T>,
  ): Promise<T> => {
    const opened = await at(workspace)
    const result = await opened.writer.exclusively(run)
    fill(opened)
    return result
  }

  return {
    submit: async (workspace, work) => (await at(workspace)).writer.submit(work),
    save: (workspace, request) =>
      release(workspace, (transaction) => save(transaction, request, backfillEntries)),
    setStatus: (workspace, request) =>
      release(workspace, (transaction) => setStatus(transaction, request, backfillEntries)),
    check: async (workspace, kind, body) => check((await at(workspace)).store.client, kind, body),
    saveSettings: async (workspace, patch) =>
      (await at(workspace)).writer.exclusively((transaction) => saveSettings(transaction, patch)),
    preview: async (workspace, request) => {
      const { store, writer } = await at(workspace)
      return preview(store.client, await writer.definitions(), request)
    },
    sweep: async (workspace, sweepAt) => {
      const opened = await at(workspace)
      const { store, writer } = opened
      fill(opened)
      clear(opened)
      const ended = await sweepTrials(store.client, writer, sweepAt)
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
      clear(opened)
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
      const { store, writer } = await at(workspace)
      const known = await readWebhook(store.client, askedAt)
      return known ?? writer.exclusively((transaction) => keepWebhook(transaction, askedAt))
    },
    rotateWebhook: async (workspace, rotatedAt) =>
      (await at(workspace)).writer.between((transaction) => rotateWebhook(transaction, rotatedAt)),
    leaseDeliveries: async (workspace, leasedAt) => {
      const { store, writer } = await at(workspace)
      if (!(await hasDue(store.client, leasedAt))) return null
      return writer.between((transaction) => leaseDeliveries(transaction, leasedAt))
    },
    settleDelivery: async (workspace, settlement) =>
      (await at(workspace)).writer.between((transaction) =>
        settleDelivery(transaction, settlement),
      ),
    retryDelivery: async (workspace, id, retriedAt) =>
      (await at(workspace)).writer.between((transaction) =>
        retryDelivery(transaction, id, retriedAt),
      ),
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      isClosing = true
      for (const opening of workspaces.values()) {
        const { store, writer, filling, erasing } = await opening
        await filling
        await erasing
        await writer.idle()
        store.close()
      }
      workspaces.clear()
    },
  }
}
