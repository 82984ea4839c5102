/** What tests of erasing look at: every byte of the files, and a count of the log from its beginning. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkspaceStore } from '../../store/open.ts'
import { backfill } from '../group/backfill.ts'
import { noon, type testPipeline, workspace } from '../test-pipeline.ts'

type Test = Awaited<ReturnType<typeof testPipeline>>

export const countedTables = ['buckets', 'members', 'latest', 'firsts'] as const

/** Which of some texts stand anywhere in the files of the folder, in any case. */
export async function textsInFiles(folder: string, texts: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = (await readFile(join(entry.parentPath, entry.name))).toString('latin1')
    for (const text of texts) {
      const latin = Buffer.from(text).toString('latin1')
      if (bytes.toLowerCase().includes(latin.toLowerCase())) found.add(`${text} in ${entry.name}`)
    }
  }
  return [...found]
}

/** Everything that is counted, by whom; sums of fractions are the same but for their last digits. */
export async function counted({ rows }: Test): Promise<string[]> {
  const all: string[] = []
  for (const table of countedTables) {
    for (const row of await rows(`SELECT * FROM ${table}`)) {
      if (row.value !== 0) all.push(`${table} ${JSON.stringify(row)}`)
    }
  }
  return all.sort()
}

/** The same, of a copy in which all of the log has been counted anew. */
export async function recounted(test: Test): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'brim-recount-'))
  const location = { kind: 'files' as const, folder }
  const from = join(test.location.folder, 'workspaces')
  await mkdir(join(folder, 'workspaces'))
  for (const name of await readdir(from)) {
    await copyFile(join(from, name), join(folder, 'workspaces', name))
  }
  const store = await openWorkspaceStore(location, workspace)
  try {
    const transaction = await store.client.transaction('write')
    for (const table of countedTables) await transaction.execute(`DELETE FROM ${table}`)
    await transaction.execute(
      'UPDATE measures SET counted_to = 0, up_to = (SELECT coalesce(max(seq), 0) FROM events)',
    )
    while (await backfill(transaction, noon));
    await transaction.commit()
    const rows = async (sql: string) =>
      (await store.client.execute(sql)).rows.map((row) => ({ ...row }))
    return await counted({ ...test, rows })
  } finally {
    store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Waits until nobody waits to be erased any more. */
export async function erased(test: Test): Promise<void> {
  for (;;) {
    await test.pipeline().sweep(workspace, noon)
    const [open] = await test.rows('SELECT count(*) AS n FROM erasures WHERE finished_at IS NULL')
    if (open?.n === 0) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}
