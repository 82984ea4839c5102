/** What the audit log tells of alerts: that somebody has said whether one was worth it, by its play. */

import type { Actor } from '../../../shared/audit/actor.ts'
import type { AuditState, NewAuditEntry } from '../../../shared/audit/entry.ts'
import type { Worth } from '../../../shared/play/alert.ts'

type Judged = { alert: string; by: Actor; at: number; play: { key: string; name: string | null } }

/** `before`: null where nobody had said. */
export function judgedEntry(
  { alert, by, at, play }: Judged,
  before: Worth | null,
  after: Worth,
): NewAuditEntry {
  const stateOf = (worth: Worth): AuditState => ({ alert, worth })
  return {
    at,
    by,
    action: 'alert_judged',
    subject: { kind: 'play', ...play },
    before: before && stateOf(before),
    after: stateOf(after),
  }
}
