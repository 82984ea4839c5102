/** `GET /b/p/<workspace>/<hash>.webp`: a picture of a prompt, for pages of any site. */
import { type Context, Hono } from 'hono'
import { hasWorkspace } from '../../store/control/workspaces.ts'
import { findPicture } from '../../store/workspace/queries/pictures.ts'
import { ApiError } from '../answer/api-error.ts'
import { limitAddress } from '../request/limit-address.ts'
import type { AppEnv } from '../router.ts'
import { forAnyPage, immutable } from './for-any-page.ts'

export const picture = new Hono<AppEnv>().get(
  '/p/:workspace/:picture{[A-Za-z0-9_-]{22}\\.webp}',
  limitAddress,
  forAnyPage,
  async (c) => {
    const hash = c.req.param('picture').slice(0, 22)
    const body = await read(c, c.req.param('workspace'), hash)
    if (!body) {
      c.header('Cache-Control', 'no-store')
      throw new ApiError('not_found', 'There is no such picture, or nothing shows it any more')
    }
    c.header('Content-Type', 'image/webp')
    c.header('Cache-Control', immutable)
    c.header('ETag', `"${hash}"`)
    // Should somebody open it as a page after all, it is one that may do nothing.
    c.header('Content-Security-Policy', "default-src 'none'; sandbox")
    if (c.req.header('if-none-match')?.includes(hash)) return c.body(null, 304)
    return c.body(new Uint8Array(body))
  },
)

/** A workspace that is not known is not opened: that would make it. */
async function read(c: Context<AppEnv>, workspace: string, hash: string) {
  const { control, openWorkspace } = c.get('deps')
  if (!(await hasWorkspace(control.db, workspace))) return undefined
  return findPicture((await openWorkspace(workspace)).db, hash)
}
