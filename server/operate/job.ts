/** Work that takes long: done in a thread of its own while a server runs, else by whoever asks. */
import type { StoreLocation } from '../store/location.ts'
import { openWorkspaceReader } from '../store/open.ts'
import { type BackupJob, backUp } from './backup/back-up.ts'
import { type ExportJob, exportWorkspace } from './export/export-workspace.ts'

export type Job =
  | ({ kind: 'backup' } & BackupJob)
  | ({ kind: 'export'; location: StoreLocation } & ExportJob)

/** The lines of its answer, as JSON. */
export async function* runJob(job: Job, now: () => number): AsyncGenerator<string> {
  switch (job.kind) {
    case 'backup':
      for await (const line of backUp(job, now)) yield JSON.stringify(line)
      return
    case 'export': {
      const store = await openWorkspaceReader(job.location, job.workspace.id)
      try {
        for await (const line of exportWorkspace(store, job, now)) yield JSON.stringify(line)
      } finally {
        store.close()
      }
      return
    }
    default:
      job satisfies never
  }
}
