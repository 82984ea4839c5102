/** A destination as its form has it, and the request that it becomes. */
import type { Destination, DestinationBody } from '../../../../shared/destination/destination.ts'
import type { Hears } from '../../../../shared/destination/hears.ts'
import type { DestinationKind } from '../../../../shared/destination/kind.ts'
import { type FormField, formFields } from './fields.ts'

export type Draft = {
  kind: DestinationKind
  /** Empty of a new one: made of its name. */
  key: string
  name: string
  hears: Hears
  /** By path; a check is `true` or empty. */
  values: Readonly<Record<string, string>>
}

/** Sales wants to hear of whoever is ready. */
const usualHears: Hears = {
  families: [
    'paywall',
    'limit',
    'premium_engagement',
    'collaboration',
    'expansion_of_use',
    'support',
  ],
  triggers: [],
  events: [],
}

export function newDraft(kind: DestinationKind): Draft {
  const usual = formFields[kind].flatMap(({ path, usual }) => (usual ? [[path, usual]] : []))
  return { kind, key: '', name: '', hears: usualHears, values: Object.fromEntries(usual) }
}

export function draftOf({ kind, key, name, hears, settings }: Destination): Draft {
  const values = Object.entries(settings).map(([setting, value]) => [
    `settings.${setting}`,
    value === false ? '' : String(value),
  ])
  return { kind, key, name, hears, values: Object.fromEntries(values) }
}

export const isShown = ({ when }: FormField, { values }: Draft) =>
  !when || values[when.path] === when.is

/**
 * What is empty and has a usual value, or need not be said, is left out, and so are credentials that
 * are there already; the server says what else it misses.
 */
export function bodyOf(draft: Draft, isSet: boolean): DestinationBody {
  const parts: Record<string, Record<string, string | boolean>> = { settings: {} }
  for (const field of formFields[draft.kind]) {
    const value = draft.values[field.path]?.trim() ?? ''
    const [part = '', key = ''] = field.path.split('.')
    if (!isShown(field, draft)) continue
    const said = field.input.kind === 'check' ? value === 'true' : value
    const mayMiss = field.isOptional || field.usual !== undefined || (part !== 'settings' && isSet)
    if (said === '' && mayMiss) continue
    parts[part] = { ...parts[part], [key]: said }
  }
  const { kind, name, hears } = draft
  const key = draft.key.trim()
  const known = { kind, ...(key && { key }), name: name.trim(), hears }
  return { ...known, ...parts } as DestinationBody
}

/** Turns one of a list on or off. */
export const toggled = <T>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one]
