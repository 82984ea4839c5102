/** The pipeline in this thread: the worker's heart, and what tests use. */
import type { LiveMessage } from '../../shared/live.ts'
import type { Store } from '../store/open.ts'
import { check, save, setStatus } from './authoring.ts'
import type { Pipeline } from './pipeline.ts'
import { preview } from './preview.ts'
import { recordRefused } from './refused.ts'
import { sweep } from './sweep.ts'
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
    check: async (workspace, kind, body) => check((await at(workspace)).store.client, kind, body),
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
