/**
 * A page that names a version asks for its API beside the script, `/b/<version>/v1/…`: as everybody,
 * because there is one API, which answers old widgets too.
 */
import { getPath } from 'hono/utils/url'

const besideVersion = /^\/b\/\d[^/]*-[0-9a-f]{12}(?=\/v1\/)/

export function pathOfRequest(request: Request): string {
  return getPath(request).replace(besideVersion, '/b')
}
