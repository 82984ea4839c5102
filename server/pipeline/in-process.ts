/** The pipeline in this thread: the worker's heart, and what tests use. */
import type { LiveMessage } from '../../shared/live.ts'
import type { Store } from '../store/open.ts'
import { save, setStatus } from './authoring.ts'
import { hasDue, leaseDeliveries, retryDelivery, settleDelivery } from './outbox.ts'
import type { Pipeline } from './pipeline.ts'
import { preview } from './preview.ts'
import { recordRefused } from './refused.ts'
import { saveSettings } from './settings.ts'
import { sweep } from './sweep.ts'
import { keepWebhook, readWebhook, rotateWebhook } from './webhook.ts'
import { createWriter, type Writer } from './writer.ts'

export type PipelineOptions = {
  /** Opens the database of a workspace; called once for each, when it is first needed. */
  open(workspace: string): Promise<Store>
  newId(prefix: string): string
}

type Opened = { store: Store; writer: Writer }

export function createPipeline({ open, newId }: PipelineOptions): Pipeline {
  const listeners = new Set<(workspace: string, messages: LiveMessage[]) => void>()
  const workspaces = new Map<string, Promise<Opened>>()

  const at = (workspace: string): Promise<Opened> => {
    const known = workspaces.get(workspace)
    if (known) return known
    const opening = open(workspace).then((store) => ({
      store,
      writer: createWriter({
        client: store.client,
        newId,
        onCommit: (messages) => {
          for (const listener of listeners) listener(workspace, messages)
        },
      }),
    }))
    workspaces.set(workspace, opening)
    // A database that could not be opened is tried again with the next call.
    opening.catch(() => workspaces.delete(workspace))
    return opening
  }

  return {
    submit: async (workspace, work) => (await at(workspace)).writer.submit(work),
    save: async (workspace, request) =>
      (await at(workspace)).writer.exclusively((transaction) => save(transaction, request)),
    setStatus: async (workspace, request) =>
      (await at(workspace)).writer.exclusively((transaction) => setStatus(transaction, request)),
    saveSettings: async (workspace, patch) =>
      (await at(workspace)).writer.exclusively((transaction) => saveSettings(transaction, patch)),
    preview: async (workspace, request) => {
      const { store, writer } = await at(workspace)
      return preview(store.client, await writer.definitions(), request)
    },
    sweep: async (workspace, sweepAt) => {
      const { store, writer } = await at(workspace)
      return sweep(store.client, writer, sweepAt)
    },
    recordRefused: async (workspace, refused) =>
      (await at(workspace)).writer.exclusively((transaction) =>
        recordRefused(transaction, refused),
      ),
    webhook: async (workspace, askedAt) => {
      const { store, writer } = await at(workspace)
      const known = await readWebhook(store.client, askedAt)
      return known ?? writer.exclusively((transaction) => keepWebhook(transaction, askedAt))
    },
    rotateWebhook: async (workspace, rotatedAt) =>
      (await at(workspace)).writer.exclusively((transaction) =>
        rotateWebhook(transaction, rotatedAt),
      ),
    leaseDeliveries: async (workspace, leasedAt) => {
      const { store, writer } = await at(workspace)
      if (!(await hasDue(store.client, leasedAt))) return null
      return writer.exclusively((transaction) => leaseDeliveries(transaction, leasedAt))
    },
    settleDelivery: async (workspace, settlement) =>
      (await at(workspace)).writer.exclusively((transaction) =>
        settleDelivery(transaction, settlement),
      ),
    retryDelivery: async (workspace, id, retriedAt) =>
      (await at(workspace)).writer.exclusively((transaction) =>
        retryDelivery(transaction, id, retriedAt),
      ),
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      for (const opening of workspaces.values()) {
        const { store, writer } = await opening
        await writer.idle()
        store.close()
      }
      workspaces.clear()
    },
  }
}
