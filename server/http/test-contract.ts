/** The OpenAPI document as tests use it: its operations, and whether an answer is one of theirs. */
import { z } from 'zod'
import { examples } from './ops/docs/examples.ts'
import { openApiDocument } from './ops/document.ts'

export type Operation = {
  method: string
  path: string
  hasBody: boolean
  /** Whether this may be answered, by status; of an answer in lines, each line. */
  answers: ReadonlyMap<number, { type: string; schema: z.ZodType }>
}

type Ref = { $ref?: string; anyOf?: Ref[] }

type Described = {
  requestBody?: { content: Record<string, { schema: Ref }> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

const document = openApiDocument()
const paths = (document.paths ?? {}) as Record<string, Record<string, Described>>

/**
 * With references to its own definitions, which is what the reader of schemas follows. It reads no
 * pattern as Unicode, as the standard has it: those that need it are left out.
 */
const inItself = (schema: object) =>
  JSON.parse(
    JSON.stringify(schema, (name, value) =>
      name === 'pattern' && String(value).includes('\\p') ? undefined : value,
    ).replaceAll('#/components/schemas/', '#/$defs/'),
  )
const definitions = inItself(document.components?.schemas ?? {})

/** By its text: most answers are one of a few. */
const read = new Map<string, z.ZodType>()

function readSchema(schema: object): z.ZodType {
  const text = JSON.stringify(schema)
  const known = read.get(text) ?? z.fromJSONSchema({ ...inItself(schema), $defs: definitions })
  read.set(text, known)
  return known
}

export function operations(): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      method: method.toUpperCase(),
      path,
      hasBody: one.requestBody !== undefined,
      answers: new Map(
        Object.entries(one.responses).flatMap(([status, { content = {} }]) =>
          Object.entries(content).map(([type, { schema }]) => [
            Number(status),
            { type, schema: readSchema(schema) },
          ]),
        ),
      ),
    })),
  )
}

/** What of an answer the document does not tell of; nothing where it is one of its own. */
export async function faultsOf(operation: Operation, response: Response): Promise<string[]> {
  const { method, path, answers } = operation
  const where = `${method} ${path} ${response.status}`
  const told = answers.get(response.status)
  if (!told) return [`${where} is not in the document`]
  const text = await response.clone().text()
  const lines = told.type === 'application/json' ? [text] : text.trimEnd().split('\n')
  return lines.flatMap((line) => {
    const parsed = told.schema.safeParse(JSON.parse(line))
    return parsed.success ? [] : [`${where}: ${parsed.error.message} in ${line.slice(0, 500)}`]
  })
}

/** A good body for each operation that has one. */
export function exampleOf({ method, path }: Pick<Operation, 'method' | 'path'>): unknown {
  const schema =
    paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema
  const ref = schema?.$ref ?? schema?.anyOf?.[0]?.$ref ?? ''
  return examples[ref.slice(ref.lastIndexOf('/') + 1)]
}
