/** The audit log of a workspace as one: what its own database tells, and what the control database does. */
import { z } from 'zod'
import type { AuditEntry, AuditFilters, AuditPage } from '../../shared/audit/entry.ts'
import type { Deps } from '../deps.ts'
import { listControlAudit, listWorkspaceAudit, type Placed } from '../store/audit-log.ts'
import { invalid } from './answer/api-error.ts'
import type { Workspace } from './router.ts'

type Where = { deps: Deps; workspace: Workspace }

/** The last that was told of each of the two. Absent: nothing yet. */
const position = z.strictObject({ w: z.number().int().optional(), c: z.number().int().optional() })
type Position = z.infer<typeof position>

/** Newest first. In each database the order of its commits holds, whatever its clock said. */
export async function readAudit(
  where: Where,
  { before, limit, ...filters }: AuditFilters & { before?: string | undefined; limit: number },
): Promise<AuditPage> {
  const from = before === undefined ? {} : readPosition(before)
  const { entries, next } = await readPage(where, { filters, from, limit })
  return { entries, before: next && writePosition(next) }
}

/** All of them, a page at a time in memory. */
export async function* walkAudit(
  where: Where,
  filters: AuditFilters,
  limit = 500,
): AsyncGenerator<AuditEntry> {
  let from: Position | null = {}
  while (from) {
    const page: Page = await readPage(where, { filters, from, limit })
    yield* page.entries
    from = page.next
  }
}

type Page = { entries: AuditEntry[]; next: Position | null }

async function readPage(
  { deps, workspace }: Where,
  { filters, from, limit }: { filters: AuditFilters; from: Position; limit: number },
): Promise<Page> {
  // One more than asked for tells whether there is another page.
  const some = limit + 1
  const [w, c] = await Promise.all([
    listWorkspaceAudit(workspace.db, { ...filters, before: from.w, limit: some }),
    listControlAudit(deps.control.db, workspace.id, { ...filters, before: from.c, limit: some }),
  ])
  const entries: AuditEntry[] = []
  const next: Position = { ...from }
  const take = (of: 'w' | 'c', list: Placed[]) => {
    const one = list.shift()
    if (!one) return
    entries.push(one.entry)
    next[of] = one.seq
  }
  while (entries.length < limit && w.length + c.length > 0) {
    const [ofWorkspace, ofControl] = [w[0]?.entry.at, c[0]?.entry.at]
    const isWorkspaces = (ofWorkspace ?? -1) >= (ofControl ?? -1)
    if (isWorkspaces && ofWorkspace !== undefined) take('w', w)
    else take('c', c)
  }
  return { entries, next: w.length + c.length > 0 ? next : null }
}

const writePosition = (at: Position) => Buffer.from(JSON.stringify(at)).toString('base64url')

function readPosition(text: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw invalid([{ path: 'before', message: 'Is not where a page ended' }])
  }
}
