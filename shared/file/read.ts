/** Reads `brim.json`: all of its faults at once, each with its path and its line. */
import { z } from 'zod'
import { type DefinitionKind, definitionSchemas } from '../definition/definition.ts'
import { type Issue, issuesOf } from '../protocol/error.ts'
import { key as keySchema } from '../value/key.ts'
import {
  type FileEntry,
  fileFormat,
  mostFileBytes,
  mostFileEntries,
  type Section,
  sectionNames,
  sectionOf,
  sections,
} from './format.ts'
import { parseWithLines } from './parse.ts'

/** A fault of one definition that its schema does not see. */
export type Checked = { kind: DefinitionKind; key: string; issues: Issue[] }

export type ReadFile =
  | {
      kind: 'read'
      entries: FileEntry[]
      /** Says of each fault where in the file it is. */
      place(checked: Checked): Issue[]
    }
  | { kind: 'invalid'; issues: Issue[] }

const root = z.looseObject({})
const entry = z.looseObject({ paused: z.boolean().optional() })
const known: readonly string[] = ['$schema', 'format', ...sectionNames]

export function readFile(text: string): ReadFile {
  if (text.length > mostFileBytes) {
    return fault('', 1, `The file is too large: at most ${mostFileBytes} bytes`)
  }
  const parsed = parseWithLines(text)
  if (parsed.kind === 'malformed') return fault('', parsed.line, parsed.message)
  const at = (path: string[], message: string): Issue => ({
    path: path.join('.'),
    message,
    line: parsed.lineOf(path),
  })
  const whole = root.safeParse(parsed.value)
  if (!whole.success || Array.isArray(parsed.value)) {
    return { kind: 'invalid', issues: [at([], 'Expected an object with "format" and definitions')] }
  }
  const { format } = whole.data
  if (format !== fileFormat) {
    const message =
      format === undefined
        ? `Which format is it? This Brim reads "format": ${fileFormat}`
        : `This Brim reads format ${fileFormat}, and not ${JSON.stringify(format)}`
    return { kind: 'invalid', issues: [at(['format'], message)] }
  }
  const issues = Object.keys(whole.data)
    .filter((name) => !known.includes(name))
    .map((name) => at([name], `Unknown key "${name}": it can be one of ${known.join(', ')}`))
  const count = sectionNames.reduce((sum, name) => sum + countIn(whole.data[name]), 0)
  if (count > mostFileEntries) {
    issues.push(
      at([], `There are ${count} definitions: at most ${mostFileEntries} are read at once`),
    )
    return { kind: 'invalid', issues }
  }
  const entries: FileEntry[] = []
  for (const section of sectionNames) {
    const given = whole.data[section] ?? {}
    if (typeof given !== 'object' || Array.isArray(given)) {
      issues.push(at([section], `Expected an object: the ${section} by their keys`))
      continue
    }
    for (const [key, body] of Object.entries(given)) {
      const read = readEntry(section, key, body)
      if ('issues' in read) issues.push(...read.issues.map((one) => at(one.path, one.message)))
      else entries.push(read)
    }
  }
  if (issues.length > 0) return { kind: 'invalid', issues }
  return {
    kind: 'read',
    entries,
    place: ({ kind, key, issues }) =>
      issues.map(({ path, message }) =>
        at([sectionOf(kind), key, ...(path === '' ? [] : path.split('.'))], message),
      ),
  }
}

const countIn = (section: unknown) =>
  typeof section === 'object' && section !== null ? Object.keys(section).length : 0

type Fault = { path: string[]; message: string }

function readEntry(section: Section, key: string, given: unknown): FileEntry | { issues: Fault[] } {
  const kind = sections[section]
  const path = [section, key]
  const of = (error: z.ZodError): { issues: Fault[] } => ({
    issues: issuesOf(error).map((one) => ({
      path: one.path === '' ? path : [...path, ...one.path.split('.')],
      message: one.message,
    })),
  })
  const isKey = keySchema.safeParse(key)
  if (!isKey.success) return of(isKey.error)
  const outer = entry.safeParse(given)
  if (!outer.success) return of(outer.error)
  const { paused, ...body } = outer.data
  if ('key' in body) {
    return { issues: [{ path: [...path, 'key'], message: 'The key stands before it already' }] }
  }
  const read = definitionSchemas[kind].safeParse({ ...body, key })
  if (!read.success) return of(read.error)
  return { kind, key, body: read.data, isPaused: paused === true }
}

function fault(path: string, line: number, message: string): ReadFile {
  return { kind: 'invalid', issues: [{ path, message, line }] }
}
