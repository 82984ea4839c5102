/** The OpenAPI document, made once of the routes themselves. */

import { idempotencyHeader, takesKey } from '../api/idempotency.ts'
import { apiRoutes } from '../api/routes.ts'
import { bodyErrors, errorsBy } from '../openapi.ts'
import { createPublicRouter } from '../router.ts'
import { widgetRoutes } from '../widget/routes.ts'
import { corrected } from './corrections.ts'

type Document = ReturnType<ReturnType<typeof createPublicRouter>['getOpenAPI31Document']>
export type OpenApiDocument = Document

let document: Document | undefined

export function openApiDocument(): Document {
  document ??= createDocument()
  return document
}

function createDocument(): Document {
  const all = createPublicRouter()
  all.openAPIRegistry.registerComponent('securitySchemes', 'secretKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'A secret key (`sk_…`), made in the console under Set up -> Keys',
  })
  all.route('/b', widgetRoutes)
  all.route('/v1', apiRoutes)
  const made = all.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Brim',
      version: '1',
      description:
        'Upgrade prompts at the moment an account fills its plan to the brim. Backends use a secret key under `/v1`, pages a publishable key under `/b`. Times are ISO 8601 in requests and epoch milliseconds in answers. Every error has the same envelope; its `code` is one of a closed list.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
      contact: { name: 'Whoever runs this Brim' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'Ingest', description: 'What happened, from a backend.' },
      { name: 'Accounts and users', description: 'Facts that a browser cannot overrule.' },
      { name: 'Privacy', description: 'What is stored of somebody: handed over, and erased.' },
      { name: 'Decisions', description: 'What to show, and why.' },
      { name: 'Triggers', description: 'When an account or a user is ready.' },
      { name: 'Nudges', description: 'What is shown, where, to whom, how often.' },
      { name: 'Results', description: 'What came of the prompts.' },
      { name: 'Readiness', description: 'Which accounts are ready for more, and why.' },
      { name: 'Offers', description: 'What a nudge proposes.' },
      { name: 'Plans', description: 'The price catalogue.' },
      { name: 'Meters', description: 'Usage against a limit that Brim reads itself, from events.' },
      { name: 'Definitions', description: 'All of these as one file, for your repository.' },
      { name: 'Plays', description: 'What a signal sets off, for accounts of one kind.' },
      {
        name: 'Alerts',
        description: 'What plays tell somebody at sales, and whether it was worth it.',
      },
      { name: 'Settings', description: 'What holds for the whole workspace.' },
      {
        name: 'Destinations',
        description: 'Whom Brim tells what happens: your backend, a channel, a CRM.',
      },
      { name: 'Sources', description: 'Tools that send on to Brim what they are sent.' },
      { name: 'Widget', description: 'What the script tag uses. The key travels in the body.' },
    ],
  })
  for (const [path, operations] of Object.entries(made.paths ?? {})) {
    for (const [method, operation] of Object.entries(operations)) {
      operation.operationId = idOf(operation.summary)
      if (path.startsWith('/v1/') && takesKey(method, path)) addKey(operation)
    }
  }
  return corrected(JSON.parse(JSON.stringify(made))) as unknown as Document
}

type Operation = { parameters?: object[]; responses: Record<string, object> }

/** What the middleware does on all of these, each operation tells of itself. */
function addKey(operation: Operation): void {
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      name: idempotencyHeader,
      in: 'header',
      required: false,
      description:
        'Of your choice, for one write: sent again within a day with the same key, it is done once and answered the same, with `Idempotent-Replayed: true`',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
      example: 'invoice-204',
    },
  ]
  for (const [status, description] of errorsBy([...bodyErrors, 'conflict', 'key_reused'])) {
    const schema = { $ref: '#/components/schemas/Error' }
    operation.responses[status] ??= { description, content: { 'application/json': { schema } } }
  }
}

/** "Read an account" becomes `readAccount`: what generated clients call their functions. */
function idOf(summary: string): string {
  const words = summary.replaceAll(/[^A-Za-z ]/g, '').split(' ')
  return words
    .filter((word) => !['a', 'an', 'what', 'of', 'is', 'and'].includes(word))
    .map((word, i) => (i === 0 ? word.toLowerCase() : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join('')
}
