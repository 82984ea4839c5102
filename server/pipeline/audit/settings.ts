/** What the audit log tells of settings: all of them by name, so that a new one has to say how. */
import type { Actor } from '../../../shared/audit/actor.ts'
import type { NewAuditEntry } from '../../../shared/audit/entry.ts'
import { isSame } from '../../../shared/value/difference.ts'
import type { Settings } from '../../../shared/workspace/settings.ts'

const asItIs = <T>(value: T) => value

const told = {
  paused: asItIs,
  holdout: asItIs,
  consent: asItIs,
  buyerRoles: asItIs,
  budget: asItIs,
  capGroups: asItIs,
  defaults: asItIs,
  theme: asItIs,
  readiness: asItIs,
  sales: asItIs,
  keepEvents: asItIs,
} as const satisfies { [K in keyof Settings]: (value: Settings[K]) => unknown }

/** Only what is different; nothing where nothing is. */
export function settingsEntry(
  before: Settings,
  after: Settings,
  { by, at }: { by: Actor; at: number },
): NewAuditEntry | undefined {
  const names = (Object.keys(told) as (keyof Settings)[]).filter(
    (name) => !isSame(before[name], after[name]),
  )
  if (names.length === 0) return undefined
  const tell = (of: Settings) =>
    Object.fromEntries(
      names.map((name) => [name, (told[name] as (v: unknown) => unknown)(of[name])]),
    )
  return {
    at,
    by,
    action: names.every((name) => name === 'theme') ? 'theme_changed' : 'settings_changed',
    subject: { kind: 'settings', key: 'settings', name: null },
    before: tell(before),
    after: tell(after),
  }
}
