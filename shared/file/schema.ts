/** The JSON Schema of `brim.json`: what editors complete and check by. */
import { z } from 'zod'
import { definitionSchemas } from '../definition/definition.ts'
import { fileFormat, sectionNames, sections } from './format.ts'

type Schema = Record<string, unknown> & {
  properties?: Record<string, unknown>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  $defs?: Record<string, Schema>
  $ref?: string
}

export function fileSchema(): object {
  const all = Object.values(definitionSchemas).map((one) =>
    z.toJSONSchema(one, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' }),
  ) as Schema[]
  const kinds = Object.keys(definitionSchemas)
  const $defs: Record<string, Schema> = Object.assign({}, ...all.map((one) => one.$defs ?? {}))
  const entries = Object.fromEntries(
    all.map(({ $defs: _own, $schema: _version, ...one }, i) => [
      `${kinds[i]}Entry`,
      keyless(inlined(one, $defs)),
    ]),
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Definitions of Brim',
    description:
      'Triggers, nudges, plays, offers, plans and metered meters of a workspace, by their keys.',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      format: { const: fileFormat, description: 'The format of this file' },
      ...Object.fromEntries(
        sectionNames.map((section) => [
          section,
          {
            type: 'object',
            propertyNames: { pattern: '^[a-z0-9][a-z0-9_-]{0,63}$' },
            additionalProperties: { $ref: `#/$defs/${sections[section]}Entry` },
          },
        ]),
      ),
    },
    required: ['format'],
    additionalProperties: false,
    $defs: { ...$defs, ...entries },
  }
}

/** A schema that has a name stands among the definitions, and the root only refers to it. */
function inlined(schema: Schema, $defs: Record<string, Schema>): Schema {
  const [, name] = /^#\/\$defs\/(.+)$/.exec(schema.$ref ?? '') ?? []
  return name === undefined ? schema : ($defs[name] ?? schema)
}

/** In the file the key is the name of the entry; what is published may be switched off there. */
function keyless(schema: Schema): Schema {
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) return { ...schema, [schema.oneOf ? 'oneOf' : 'anyOf']: branches.map(keyless) }
  const { key: _key, ...properties } = schema.properties ?? {}
  return {
    ...schema,
    properties: {
      ...properties,
      paused: { type: 'boolean', description: 'Published, and switched off' },
    },
    required: (schema.required ?? []).filter((name) => name !== 'key'),
  }
}
