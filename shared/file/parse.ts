/** JSON that knows where each of its values stands, so that a fault in a file is named by its line. */

export type Parsed =
  | { kind: 'parsed'; value: unknown; lineOf(path: readonly string[]): number }
  | { kind: 'malformed'; line: number; message: string }

/** Deeper than anything the contract knows; what is deeper would only exhaust the stack. */
const deepest = 50
/** More than a file of the largest size has where it is definitions: each of them takes its time to read. */
const mostValues = 200_000

type Node = { line: number; parts: Map<string, Node> }

class Malformed extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message)
  }
}

export function parseWithLines(text: string): Parsed {
  const reader = createReader(text)
  try {
    const { value, node } = reader.whole()
    return { kind: 'parsed', value, lineOf: (path) => nearest(node, path) }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return { kind: 'malformed', line: lineAt(text, error.at), message: error.message }
  }
}

/** The line of what the path names or, where it is missing, of what should have had it. */
function nearest(root: Node, path: readonly string[]): number {
  let node = root
  for (const part of path) {
    const next = node.parts.get(part)
    if (!next) break
    node = next
  }
  return node.line
}

function lineAt(text: string, end: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) line++
  return line
}

const literals = { true: true, false: false, null: null } as const
const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
/** From one quote to the next; what may stand between them JSON.parse knows. */
const string = /"(?:[^"\\\n]|\\.)*"/y
const halves = /\p{Surrogate}/gu

function createReader(text: string) {
  let at = 0
  let line = 1
  let values = 0

  const fail = (message: string): never => {
    throw new Malformed(at, message)
  }
  const skip = () => {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 10) line++
      else if (code !== 32 && code !== 9 && code !== 13 && code !== 0xfeff) return
    }
  }
  const found = () => (at < text.length ? `"${text[at]}"` : 'the end of the file')
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const [all] = pattern.exec(text) ?? []
    if (all !== undefined) at += all.length
    return all
  }
  const expect = (sign: string, where: string) => {
    if (text[at] !== sign) fail(`Expected "${sign}" ${where}, found ${found()}`)
    at++
    skip()
  }
  const readString = (): string => {
    const start = at
    const raw = take(string)
    try {
      // Half of a surrogate pair is no text that can be stored.
      return (JSON.parse(raw ?? '') as string).replace(halves, '\uFFFD')
    } catch {
      at = start
      return fail('A text that does not end, or with a sign in it that has to be escaped')
    }
  }

  const readObject = (depth: number, node: Node) => {
    const value: Record<string, unknown> = {}
    expect('{', 'here')
    while (text[at] !== '}') {
      const start = { at, line }
      if (text[at] !== '"') fail(`Expected a name in quotes, found ${found()}`)
      const name = readString()
      const isTwice = node.parts.has(name)
      if (isTwice || name === '__proto__') {
        at = start.at
        fail(isTwice ? `"${name}" stands here twice` : 'The name "__proto__" is reserved')
      }
      skip()
      expect(':', `after "${name}"`)
      const inner = readValue(depth + 1)
      value[name] = inner.value
      node.parts.set(name, { line: start.line, parts: inner.node.parts })
      if (text[at] !== ',') break
      expect(',', 'here')
      if (text[at] === '}') fail('A comma before "}"')
    }
    expect('}', 'or ","')
    return value
  }

  const readArray = (depth: number, node: Node) => {
    const value: unknown[] = []
    expect('[', 'here')
    while (text[at] !== ']') {
      const inner = readValue(depth + 1)
      node.parts.set(String(value.length), inner.node)
      value.push(inner.value)
      if (text[at] !== ',') break
      expect(',', 'here')
      if (text[at] === ']') fail('A comma before "]"')
    }
    expect(']', 'or ","')
    return value
  }

  const readScalar = (): unknown => {
    if (text[at] === '"') return readString()
    const digits = take(number)
    if (digits !== undefined) {
      const value = Number(digits)
      return Number.isFinite(value) ? value : fail('This number is too large')
    }
    for (const [word, value] of Object.entries(literals)) {
      if (!text.startsWith(word, at)) continue
      at += word.length
      return value
    }
    return fail(`Expected a value, found ${found()}`)
  }

  const readValue = (depth: number): { value: unknown; node: Node } => {
    if (depth > deepest) fail(`Nested more than ${deepest} levels deep`)
    if (++values > mostValues) fail(`More than ${mostValues} values: no definitions have as many`)
    const node: Node = { line, parts: new Map() }
    const first = text[at]
    const value =
      first === '{'
        ? readObject(depth, node)
        : first === '['
          ? readArray(depth, node)
          : readScalar()
    skip()
    return { value, node }
  }

  return {
    whole() {
      skip()
      const read = readValue(0)
      if (at < text.length) fail(`Expected the end of the file, found ${found()}`)
      return read
    },
  }
}
