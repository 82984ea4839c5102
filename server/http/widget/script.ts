/**
 * The widget itself, for pages of any site: the newest for a few minutes under a name that stays, and
 * every release for ever under its own.
 */

import { type Context, Hono } from 'hono'
import { ApiError } from '../answer/api-error.ts'
import { sendFile } from '../page/static-files.ts'
import type { AppEnv } from '../router.ts'
import { forAnyPage, immutable } from './for-any-page.ts'

const latest = 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800'

/** `instead`: what to tell where the file is not there. */
async function send(
  c: Context<AppEnv>,
  path: string,
  cacheControl: string,
  instead: string,
): Promise<Response> {
  const file = c.get('deps').files.widget.get(path)
  if (file) return sendFile(c, file, cacheControl)
  // It may be there after the next start.
  c.header('Cache-Control', 'no-store')
  throw new ApiError('not_found', instead)
}

export const script = new Hono<AppEnv>()
  .get('/:name{(?:brim\\.js|module\\.js|integrity\\.json)}', forAnyPage, (c) =>
    send(c, c.req.param('name'), latest, 'The widget has not been built'),
  )
  .get('/:chunk{[a-z]+-[A-Za-z0-9_-]+\\.js}', forAnyPage, (c) =>
    send(c, c.req.param('chunk'), immutable, 'This chunk is of a version that is no longer kept'),
  )
  .get('/:version{[0-9]+\\.[0-9]+\\.[A-Za-z0-9.-]+}/:name{[A-Za-z0-9._-]+}', forAnyPage, (c) => {
    const { version, name } = c.req.param()
    const instead = `Version ${version} has no ${name} here, or is no longer kept: integrity.json, one folder up, names the one that is`
    return send(c, `${version}/${name}`, immutable, instead)
  })
