/** The API for people: one page, made of the OpenAPI document, without a script. */
import { html } from 'hono/html'
import type { OpenApiDocument } from '../document.ts'
import { examples } from './examples.ts'
import { nameOf, partsOf, type Schema, typeOf } from './schema.ts'

type Content = { description?: string; content?: Record<string, { schema?: Schema }> }
type Parameter = { name: string; in: string; required?: boolean; schema: Schema }
type Operation = {
  operationId: string
  method: string
  path: string
  tags: string[]
  summary: string
  description?: string
  security?: unknown[]
  parameters?: Parameter[]
  requestBody?: Content
  responses: Record<string, Content>
}

export function docsPage(document: OpenApiDocument, origin: string) {
  const operations = operationsOf(document)
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>)
  const sections = (document.tags ?? []).map((tag) => ({
    ...tag,
    id: `tag-${tag.name.toLowerCase().replaceAll(' ', '-')}`,
    operations: operations.filter((one) => one.tags.includes(tag.name)),
  }))
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Brim API</title>
    <link rel="stylesheet" href="/docs/style.css">
  </head>
  <body>
    <a class="skip" href="#content">Skip to the content</a>
    <nav aria-label="Operations">
      <p class="brand"><a href="/docs">Brim <span>API</span></a></p>
      <ul>
        <li><a href="#start">Getting in</a></li>
        <li><a href="#errors">Errors</a></li>
      </ul>
      ${sections.map(
        (section) => html`<h2>${section.name}</h2>
      <ul>${section.operations.map(
        (one) =>
          html`<li><a href="#${one.operationId}"><span class="verb ${one.method}">${one.method}</span>${one.summary}</a></li>`,
      )}</ul>`,
      )}
      <h2>Schemas</h2>
      <ul>${schemas.map(([name]) => html`<li><a href="#schema-${name}">${name}</a></li>`)}</ul>
    </nav>
    <main id="content">
      <header>
        <h1>Brim API</h1>
        <p class="lead">${words(document.info.description ?? '')}</p>
        <p>Machine-readable: <a href="/openapi.json">openapi.json</a> (OpenAPI ${document.openapi})</p>
      </header>
      ${gettingIn(origin)}
      ${errors(schemas)}
      ${sections.map(
        (section) => html`<section id="${section.id}" aria-labelledby="${section.id}-title">
        <h2 id="${section.id}-title">${section.name}</h2>
        <p>${section.description}</p>
        ${section.operations.map((one) => operation(one, { origin, schemas: new Map(schemas) }))}
      </section>`,
      )}
      <section aria-labelledby="schemas-title">
        <h2 id="schemas-title">Schemas</h2>
        ${schemas.map(
          ([name, schema]) => html`<article id="schema-${name}">
          <h3>${name} <span class="type">${schema.properties ? '' : typeOf(schema)}</span></h3>
          ${schema.description ? html`<p>${schema.description}</p>` : ''}
          ${partsOf(schema)}
        </article>`,
        )}
      </section>
    </main>
  </body>
</html>`
}

function gettingIn(origin: string) {
  const call = [`curl ${origin}/v1/nudges \\`, "  -H 'Authorization: Bearer sk_…'"].join('\n')
  return html`<section id="start" aria-labelledby="start-title">
    <h2 id="start-title">Getting in</h2>
    <p>A <strong>secret key</strong> (<code>sk_…</code>) is for your backend. Make one in the <a href="/console/">console</a> under Set up, keep it out of browsers, and send it with every call:</p>
    <pre><code>${call}</code></pre>
    <p>A <strong>publishable key</strong> (<code>pk_…</code>) is for the script tag. It is no secret: it works only on pages of the origins that it lists.</p>
    <p>Send a <code>messageId</code> with whatever you may have to send again: the second time it is accepted and changes nothing.</p>
  </section>`
}

function errors(schemas: [string, Schema][]) {
  const envelope = schemas.find(([name]) => name === 'Error')?.[1]
  const codes = envelope?.properties?.error?.properties?.code?.enum ?? []
  const sample = {
    error: { code: 'invalid', message: '…', issues: [{ path: 'when.all.0.gte', message: '…' }] },
  }
  return html`<section id="errors" aria-labelledby="errors-title">
    <h2 id="errors-title">Errors</h2>
    <p>Every error has this form. Go by <code>code</code>, never by the message.</p>
    <pre><code>${JSON.stringify(sample, null, 2)}</code></pre>
    <p class="codes">${codes.map((code) => html`<code>${String(code)}</code> `)}</p>
    <p>With <code>rate_limited</code> and <code>unavailable</code> goes a <code>Retry-After</code>: after so many seconds send the same again. Unless the message says otherwise nothing was written, and with the same message ids nothing counts twice.</p>
  </section>`
}

type Around = { origin: string; schemas: ReadonlyMap<string, Schema> }

function operation(one: Operation, { origin, schemas }: Around) {
  const body = one.requestBody?.content?.['application/json']?.schema
  const [done, ...faults] = Object.entries(one.responses)
  const answer = Object.values(done?.[1].content ?? {})[0]?.schema
  return html`<article id="${one.operationId}" class="operation">
    <h3>${one.summary}</h3>
    <p class="line"><span class="verb ${one.method}">${one.method}</span> <code>${one.path}</code></p>
    ${one.description ? html`<p>${words(one.description)}</p>` : ''}
    <div class="columns">
      <div>
        ${one.parameters?.length ? html`<h4>Parameters</h4>${parameters(one.parameters)}` : ''}
        ${body ? html`<h4>Body</h4><p class="type">${typeOf(body)}</p>${fields(body, schemas)}` : ''}
        <h4>Answer</h4>
        <p class="type">${done?.[0]} ${answer ? typeOf(answer) : ''}</p>
        ${answer ? fields(answer, schemas) : ''}
        <h4>Errors</h4>
        <ul class="faults">${faults.map(
          ([status, fault]) =>
            html`<li><code>${status}</code> ${words(fault.description ?? '')}</li>`,
        )}</ul>
      </div>
      <div class="example"><h4>Example</h4><pre><code>${curl(one, body, origin)}</code></pre></div>
    </div>
  </article>`
}

/** The fields of a body, folded up: the page is read for its operations first. */
function fields(schema: Schema, schemas: Around['schemas']) {
  const whole = schema.$ref ? (schemas.get(nameOf(schema.$ref)) ?? schema) : schema
  return html`<details><summary>Fields</summary>${partsOf(whole)}</details>`
}

function parameters(all: Parameter[]) {
  return html`<ul class="parts">${all.map(
    (one) =>
      html`<li><code class="name">${one.name}</code> <span class="type">${typeOf(one.schema)}, in the ${one.in}</span>${
        one.required ? html` <span class="needed">needed</span>` : ''
      }</li>`,
  )}</ul>`
}

function curl(one: Operation, body: Schema | undefined, origin: string): string {
  const path = one.path
    .replace('{id}', one.path.includes('users') ? 'mara' : 'acme')
    .replace('{key}', 'export-wall')
  const isForPages = one.path.startsWith('/b/')
  const ref = body?.$ref ?? body?.anyOf?.[0]?.$ref
  const example = ref ? examples[nameOf(ref)] : undefined
  const verb =
    one.method === 'get' || (one.method === 'post' && example)
      ? ''
      : `-X ${one.method.toUpperCase()} `
  return [
    `curl ${verb}${origin}${path}`,
    isForPages ? "  -H 'Origin: https://app.example.com'" : "  -H 'Authorization: Bearer sk_…'",
    ...(example && !isForPages ? ["  -H 'Content-Type: application/json'"] : []),
    ...(example ? [`  -d '${JSON.stringify(example, null, 2).replaceAll("'", "'\\''")}'`] : []),
  ].join(' \\\n')
}

/** Text with `code` in it. */
function words(text: string) {
  return html`${text.split('`').map((part, i) => (i % 2 ? html`<code>${part}</code>` : part))}`
}

function operationsOf(document: OpenApiDocument): Operation[] {
  const paths = (document.paths ?? {}) as Record<
    string,
    Record<string, Omit<Operation, 'method' | 'path'>>
  >
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, method, path })),
  )
}
