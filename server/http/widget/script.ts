/** The widget itself, for pages of any site. */

import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ApiError } from '../api-error.ts'
import type { AppEnv } from '../router.ts'
import { sendFile } from '../static-files.ts'
import { chunkPattern } from './keep-views.ts'

const latest = 'public, max-age=300, stale-while-revalidate=86400'
const immutable = 'public, max-age=31536000, immutable'

/** A page under any policy may load it, and see how long that took. */
const forAnyPage = createMiddleware(async (c, next) => {
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  c.header('Timing-Allow-Origin', '*')
  await next()
})

export const script = new Hono<AppEnv>()
  .get('/brim.js', forAnyPage, (c) => {
    const file = c.get('deps').files.widget.get('brim.js')
    if (!file) throw new ApiError('not_found', 'The widget has not been built')
    return sendFile(c, file, latest)
  })
  .get(`/:name{${chunkPattern}}`, forAnyPage, (c) => {
    const file = c.get('deps').files.widget.get(c.req.param('name'))
    if (!file) throw new ApiError('not_found', 'There is no such version of this file any more')
    return sendFile(c, file, immutable)
  })
