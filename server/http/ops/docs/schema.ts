/** A JSON schema, for people: names, types in words, what is needed. */
import { html } from 'hono/html'

export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  pattern?: string
  maxLength?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  format?: string
}

type Html = ReturnType<typeof html>

export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1)
}

/** What a value is, in one line. */
export function typeOf(schema: Schema): Html {
  if (schema.$ref) return html`<a href="#schema-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`
  const branches = schema.oneOf ?? schema.anyOf ?? schema.allOf
  if (branches) {
    const isShort = branches.every((one) => one.$ref || !one.properties)
    if (!isShort) return html`one of ${branches.length} forms`
    return html`${branches.map((one, i) => html`${i ? ' or ' : ''}${typeOf(one)}`)}`
  }
  if (schema.enum) {
    return html`${schema.enum.map((one, i) => html`${i ? ' | ' : ''}<code>${JSON.stringify(one)}</code>`)}`
  }
  if (schema.items) return html`list of ${typeOf(schema.items)}`
  if (typeof schema.additionalProperties === 'object') {
    return html`names to ${typeOf(schema.additionalProperties)}`
  }
  const words = [schema.type].flat().filter((one) => one !== undefined)
  return html`${words.join(' or ') || 'anything'}${schema.format ? ` (${schema.format})` : ''}`
}

const depthShown = 5

/** The parts of a value, where it has any. */
export function partsOf(schema: Schema, depth = 0): Html {
  if (schema.$ref || depth > depthShown) return html``
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) {
    const forms = branches.filter((one) => one.properties)
    return html`${forms.map((one) => html`<div class="form">${partsOf(one, depth + 1)}</div>`)}`
  }
  if (schema.items) return partsOf(schema.items, depth + 1)
  if (typeof schema.additionalProperties === 'object') {
    return partsOf(schema.additionalProperties, depth + 1)
  }
  const parts = Object.entries(schema.properties ?? {})
  if (parts.length === 0) return html``
  return html`<ul class="parts">${parts.map(([name, part]) => {
    const isNeeded = schema.required?.includes(name)
    return html`<li><code class="name">${name}</code> <span class="type">${typeOf(part)}</span>${
      isNeeded ? html` <span class="needed">needed</span>` : ''
    }${limitsOf(part)}${part.description ? html`<p>${part.description}</p>` : ''}${partsOf(part, depth + 1)}</li>`
  })}</ul>`
}

function limitsOf(schema: Schema): Html {
  const words = [
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
    schema.maxLength === undefined ? '' : `at most ${schema.maxLength} characters`,
    schema.maxItems === undefined ? '' : `at most ${schema.maxItems}`,
    schema.minimum === undefined ? '' : `from ${schema.minimum}`,
    schema.maximum === undefined ? '' : `to ${schema.maximum}`,
  ].filter((one) => one !== '')
  return words.length > 0 ? html` <span class="limits">${words.join(', ')}</span>` : html``
}
