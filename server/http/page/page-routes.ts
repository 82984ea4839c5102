/** The pages that Brim serves itself: the console and, in demo mode, the demo and the gallery. */
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../router.ts'
import { demoPolicy, sendConsolePage } from './page-policy.ts'
import { type StaticFile, type StaticFiles, sendFile } from './static-files.ts'

/** A page of the console that only its gallery holds in frames. */
const framePage = 'gallery/frame.html'

const immutable = 'public, max-age=31536000, immutable'

type Send = (c: Context, page: StaticFile, name: string) => Response | Promise<Response>

/** Every address without a file is one of the page's own: it gets the page. */
function pageRoutes(
  prefix: string,
  filesOf: (env: AppEnv['Variables']) => StaticFiles,
  send: Send,
) {
  return new Hono<AppEnv>().get('*', (c, next) => {
    const files = filesOf(c.var)
    const name = c.req.path.slice(prefix.length + 1)
    const file = files.get(name)
    if (file && name.startsWith('assets/')) return sendFile(c, file, immutable)
    if (name.startsWith('assets/') || name.startsWith('api/')) return next()
    const page = file ?? files.get('index.html')
    if (!page) return next()
    return isPage(page) ? send(c, page, name) : sendFile(c, page, 'no-cache')
  })
}

const isPage = ({ type }: StaticFile) => type.startsWith('text/html')

export const consolePages = pageRoutes(
  '/console',
  ({ deps }) => deps.files.console,
  (c, page, name) => {
    if (name !== framePage) return sendConsolePage(c, page)
    c.header('X-Frame-Options', 'SAMEORIGIN')
    return sendConsolePage(c, page, { ancestors: "'self'" })
  },
)

export const demoPages = pageRoutes(
  '/demo',
  ({ deps }) => deps.files.demo,
  (c, page) => {
    c.header('Content-Security-Policy', demoPolicy)
    c.header('Referrer-Policy', 'same-origin')
    return sendFile(c, page, 'no-cache')
  },
)

/** The console's gallery, without a login. */
export const galleryPage = new Hono<AppEnv>().get('/', (c, next) => {
  const page = c.var.deps.files.console.get('gallery/page.html')
  return page ? sendConsolePage(c, page) : next()
})
