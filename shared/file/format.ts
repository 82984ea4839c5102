/**
 * Everything that is authored in a workspace as one text: `brim.json`, made to live in a repository.
 * The same definitions are the same bytes, whoever writes them and when. No secret is in it.
 */
import type { DefinitionBody, DefinitionKind } from '../definition/definition.ts'

/** Grows when a file of before could be read otherwise. */
export const fileFormat = 1
export const fileName = 'brim.json'
/** Where every server has the JSON Schema of the file, for editors. */
export const schemaPath = '/brim.schema.json'
/** Bytes of one file. */
export const mostFileBytes = 2_000_000
/** Definitions of one file: while they are looked at, nothing else of the workspace is written. */
export const mostFileEntries = 2_000

/** Of each kind, by key. `metered`, as in the API, since meters that a SaaS reads need no definition. */
export const sections = {
  metered: 'meter',
  nudges: 'nudge',
  offers: 'offer',
  plans: 'plan',
  plays: 'play',
  triggers: 'trigger',
} as const satisfies Record<string, DefinitionKind>
export type Section = keyof typeof sections

export const sectionNames = Object.keys(sections) as Section[]
export const sectionOf = (kind: DefinitionKind): Section =>
  sectionNames.find((name) => sections[name] === kind) as Section

export type FileEntry<K extends DefinitionKind = DefinitionKind> = {
  kind: K
  key: string
  body: DefinitionBody<K>
  /** Published, and switched off. */
  isPaused: boolean
}

type Written = { kind: DefinitionKind; body: DefinitionBody; isPaused: boolean }

export function printFile(entries: readonly Written[], schema: string): string {
  const whole: Record<string, unknown> = { $schema: schema, format: fileFormat }
  for (const section of sectionNames) {
    const mine = entries.filter((one) => one.kind === sections[section])
    whole[section] = Object.fromEntries(
      mine.map(({ body: { key, ...rest }, isPaused }) => [
        key,
        isPaused ? { ...rest, paused: true } : rest,
      ]),
    )
  }
  return `${JSON.stringify(sorted(whole), null, 2)}\n`
}

/** Names in the order of their characters' codes, at every depth; lists as they are. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, sorted((value as Json)[name])]))
}

type Json = Record<string, unknown>
