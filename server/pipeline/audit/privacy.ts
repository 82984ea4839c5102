/** What the audit log tells of what is done with somebody's data: to whom, by their id, and nothing of it. */
import type { AuditAction } from '../../../shared/audit/action.ts'
import type { NewAuditEntry } from '../../../shared/audit/entry.ts'
import type { ErasureRequest } from '../erasure/request.ts'

export const privacyEntry = (
  action: Extract<AuditAction, 'data_exported' | 'data_erased' | 'erasure_lifted'>,
  { kind, id, by, at }: ErasureRequest,
): NewAuditEntry => ({
  at,
  by,
  action,
  subject: { kind, key: id, name: null },
  before: null,
  after: null,
})
