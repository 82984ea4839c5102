/** For operators and for people who read. */
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { schemaPath } from '../../../shared/file/format.ts'
import { fileSchema } from '../../../shared/file/schema.ts'
import { limitAddress } from '../request/limit-address.ts'
import type { AppEnv } from '../router.ts'
import { docsPage } from './docs/page.ts'
import { style } from './docs/style.ts'
import { openApiDocument } from './document.ts'
import { health } from './health.ts'
import { metrics } from './metrics.ts'

let schema: object | undefined

const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const opsRoutes = new Hono<AppEnv>()
  .get('/', (c) => c.redirect('/console/'))
  // Documents of up to a megabyte, which pack to a tenth.
  .use('/openapi.json', limitAddress, compress())
  .use('/docs', limitAddress, compress())
  .use(schemaPath, limitAddress, compress())
  .get('/openapi.json', (c) => {
    c.header('Access-Control-Allow-Origin', '*')
    return c.json(openApiDocument())
  })
  /** What editors check `brim.json` by. */
  .get(schemaPath, (c) => {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cache-Control', 'public, max-age=3600')
    schema ??= fileSchema()
    return c.json(schema)
  })
  .get('/docs', (c) => {
    c.header('Content-Security-Policy', policy)
    return c.html(docsPage(openApiDocument(), c.get('deps').url ?? new URL(c.req.url).origin))
  })
  .get('/docs/style.css', (c) => {
    c.header('Content-Type', 'text/css; charset=utf-8')
    c.header('Cache-Control', 'public, max-age=300')
    return c.body(style)
  })
  .route('/', health)
  .route('/', metrics)
