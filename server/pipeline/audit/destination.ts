/** What the audit log tells of destinations: never what opens them, and of addresses only where they lead. */
import type { AuditAction } from '../../../shared/audit/action.ts'
import type { Actor } from '../../../shared/audit/actor.ts'
import type { AuditState, NewAuditEntry } from '../../../shared/audit/entry.ts'
import type { Row } from '../../store/connection.ts'

type Doing = { by: Actor; at: number }

export function destinationEntry(
  action: AuditAction,
  { by, at }: Doing,
  { before, after }: { before: Row | undefined; after: Row | undefined },
): NewAuditEntry {
  const row = after ?? before
  return {
    at,
    by,
    action,
    subject: { kind: 'destination', key: String(row?.id), name: String(row?.name) },
    before: stateOf(before),
    after: after ? { ...stateOf(after), ...hiddenChanges(before, after) } : null,
  }
}

/** Whether anything of what people set up is different, told or not. */
export function isOtherDestination(before: Row | undefined, after: Row | undefined): boolean {
  const columns = ['name', 'state', 'hears', 'settings', 'credentials'] as const
  return columns.some((column) => before?.[column] !== after?.[column])
}

/** That something is another of which it is not told what it is. */
function hiddenChanges(before: Row | undefined, after: Row) {
  if (!before) return {}
  const url = (row: Row) => (JSON.parse(String(row.settings)) as { url?: unknown }).url
  return {
    ...(before.credentials !== after.credentials && { newCredentials: true }),
    ...(url(before) !== url(after) && { newAddress: true }),
  }
}

function stateOf(row: Row | undefined): AuditState {
  if (!row) return null
  const settings = JSON.parse(String(row.settings)) as Record<string, unknown>
  const { url, ...rest } = settings
  return {
    kind: row.kind,
    name: row.name,
    state: row.state,
    hears: JSON.parse(String(row.hears)),
    // The address may be all that a receiver goes by: where it leads is told, and not the way in.
    settings: typeof url === 'string' ? { ...rest, url: new URL(url).origin } : rest,
    hasCredentials: row.credentials !== null,
  }
}
