// Reads the import statements of sources and judges them by a table of who may import whom.
import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path/posix'
import { parseSync } from 'vite'

export type Source = { path: string; text: string }
export type Import = { from: string; to: string; kind: 'value' | 'type' | 'lazy' }

/**
 * Targets are paths of the project, `npm:` packages and `node:` modules; a name covers what is
 * inside of it, `*` any ending. What may be imported as a value may be imported as a type too.
 * Without `values` everything may be imported that `never` doesn't forbid as a value.
 */
export type Row = {
  of: string[]
  values?: string[]
  types?: string[]
  never?: string[]
  why: string
}

const covers = (name: string) => (target: string) =>
  name.endsWith('*')
    ? target.startsWith(name.slice(0, -1))
    : target === name || target.startsWith(`${name}/`) || target.startsWith(`${name}.`)

const isIn = (names: string[], target: string) => names.some((name) => covers(name)(target))

const targetOf = (from: string, specifier: string): string => {
  const path = specifier.replace(/\?.*$/, '')
  if (path.startsWith('.')) return normalize(join(dirname(from), path))
  if (path.startsWith('node:')) return path
  return builtinModules.includes(path) ? `node:${path}` : `npm:${path}`
}

export const importsOf = ({ path, text }: Source): Import[] => {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} can't be parsed: ${errors[0]?.message}`)
  const to = (specifier: string) => ({ from: path, to: targetOf(path, specifier) })
  const kind = (entries: { isType: boolean }[]) =>
    entries.length > 0 && entries.every((entry) => entry.isType) ? 'type' : 'value'
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      ...to(moduleRequest.value),
      kind: kind(entries) as Import['kind'],
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.moduleRequest
          ? [{ ...to(entry.moduleRequest.value), kind: kind([entry]) as Import['kind'] }]
          : [],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const literal = /^(['"`])(.+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
      return literal?.[2] ? [{ ...to(literal[2]), kind: 'lazy' as const }] : []
    }),
  ]
}

const isRefused = (row: Row, { to, kind }: Import): boolean => {
  if (kind === 'value' && isIn(row.never ?? [], to)) return true
  if (!row.values || isIn(row.values, to)) return false
  return kind !== 'type' || !isIn(row.types ?? [], to)
}

export const judge = (row: Row, imports: Import[]): string[] =>
  imports
    .filter((it) => isIn(row.of, it.from) && isRefused(row, it))
    .map((it) => `${it.from} imports ${it.kind} ${it.to}`)

/** Cycles of static value imports: the ones that can meet a half-loaded module. */
export const findCycles = (imports: Import[]): string[] => {
  const next = new Map<string, string[]>()
  for (const { from, to, kind } of imports) {
    if (kind === 'value') next.set(from, [...(next.get(from) ?? []), to])
  }
  const cycles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, trail: string[]) => {
    const start = trail.indexOf(file)
    if (start >= 0) cycles.push([...trail.slice(start), file].join(' -> '))
    if (start >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...trail, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return cycles
}
