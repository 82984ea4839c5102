/** The pages that Brim serves itself: the console and, in demo mode, the demo and the gallery. */
import { type Context, Hono } from 'hono'
import type { AppEnv } from './router.ts'
import { type StaticFile, type StaticFiles, sendFile } from './static-files.ts'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]
/** In the preview of a nudge stands the picture that its author has chosen, wherever it is. */
const consolePolicy = [...policy, "require-trusted-types-for 'script'"]
  .map((rule) => (rule.startsWith('img-src') ? `${rule} https:` : rule))
  .join('; ')
const demoPolicy = policy.join('; ')

/** A page of the console that only its gallery holds in frames. */
const framePage = 'gallery/frame.html'
const framePolicy = consolePolicy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")

const immutable = 'public, max-age=31536000, immutable'

/** Every address without a file is one of the page's own: it gets the page. */
function pageRoutes(
  prefix: string,
  filesOf: (env: AppEnv['Variables']) => StaticFiles,
  csp: string,
) {
  return new Hono<AppEnv>().get('*', (c, next) => {
    const files = filesOf(c.var)
    const name = c.req.path.slice(prefix.length + 1)
    const file = files.get(name)
    if (file && name.startsWith('assets/')) return sendFile(c, file, immutable)
    if (name.startsWith('assets/') || name.startsWith('api/')) return next()
    const page = file ?? files.get('index.html')
    if (!page) return next()
    if (name !== framePage) return sendPage(c, page, csp)
    c.header('X-Frame-Options', 'SAMEORIGIN')
    return sendPage(c, page, framePolicy)
  })
}

function sendPage(c: Context, page: StaticFile, csp: string) {
  c.header('Content-Security-Policy', csp)
  c.header('Referrer-Policy', 'same-origin')
  return sendFile(c, page, 'no-cache')
}

export const consolePages = pageRoutes('/console', ({ deps }) => deps.files.console, consolePolicy)
export const demoPages = pageRoutes('/demo', ({ deps }) => deps.files.demo, demoPolicy)

/** The console's gallery, without a login. */
export const galleryPage = new Hono<AppEnv>().get('/', (c, next) => {
  const page = c.var.deps.files.console.get('gallery/page.html')
  return page ? sendPage(c, page, consolePolicy) : next()
})
