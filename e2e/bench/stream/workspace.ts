/** A workspace on a real file, with the pipeline in this process. */

import type { Client } from '@libsql/client'
import { createPipeline } from '../../../server/pipeline/in-process.ts'
import type { Input } from '../../../server/pipeline/input.ts'
import type { Pipeline } from '../../../server/pipeline/pipeline.ts'
import type { Done, Question } from '../../../server/pipeline/work.ts'
import { newId } from '../../../server/store/new-id.ts'
import { openWorkspaceConnection, openWorkspaceStore } from '../../../server/store/open.ts'
import { brim } from '../../../shared/audit/actor.ts'
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'

export type Workspace = {
  /** Live without any check, and without counting a log: there is none yet. */
  install(kind: DefinitionKind, bodies: readonly DefinitionBody[]): Promise<void>
  submit(at: number, inputs: Input[], question?: Question): Promise<Done>
  client: Client
  close(): Promise<void>
}

export const openWorkspace = async (folder: string, id: string): Promise<Workspace> => {
  const location = { kind: 'files', folder } as const
  const store = await openWorkspaceStore(location, id)
  const open = () => openWorkspaceConnection(location, id)
  const pipeline: Pipeline = createPipeline({ open, newId, now: Date.now })
  // Nobody is held out by chance.
  await pipeline.saveSettings(id, { holdout: 0 })
  return {
    async install(kind, bodies) {
      const [last, ...others] = bodies.toReversed()
      if (!last) return
      const rows = others.map((body) => [kind, body.key, JSON.stringify(body)])
      await store.client.execute({
        sql: `INSERT INTO definitions
                (kind, key, status, revision, version, draft, published, updated_at, published_at)
              SELECT value ->> 0, value ->> 1, 'live', 1, 1, value ->> 2, value ->> 2, 0, 0
              FROM json_each(?)`,
        args: [JSON.stringify(rows)],
      })
      // The last is published in earnest: with it what all of them count gets its place.
      const request = { kind, body: last, publish: true, by: brim, at: 0 }
      const saved = await pipeline.save(id, request)
      if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved))
    },
    submit: (at, inputs, question) =>
      pipeline.submit(id, { at, inputs, ...(question ? { question } : {}) }),
    client: store.client,
    async close() {
      await pipeline.close()
      store.close()
    },
  }
}
