/** Pictures for prompts: uploaded as they are, kept as what is drawn of them. */

import { Hono } from 'hono'
import { personActor } from '../../../shared/audit/actor.ts'
import { pictureLimits } from '../../../shared/theme/picture-limits.ts'
import { drawAnew } from '../../picture/draw-anew.ts'
import { listPictures } from '../../store/workspace/queries/pictures.ts'
import { ApiError } from '../answer/api-error.ts'
import { readBytes } from '../request/body.ts'
import type { MemberEnv } from '../router.ts'

/** Not that of the picture, which is anybody's word; and no form of another site can send it. */
const fileType = 'application/octet-stream'
/** Those that are offered again. */
const mostListed = 60

export const pictures = new Hono<MemberEnv>()
  .get('/', async (c) => {
    const { id, db } = c.get('workspace')
    const { pictures, usedBytes } = await listPictures(db, mostListed)
    const home = c.get('deps').url ?? new URL(c.req.url).origin
    return c.json({
      pictures: pictures.map((one) => ({ ...one, url: addressOf(home, id, one.hash) })),
      usedBytes,
      mostBytes: pictureLimits.workspaceBytes,
    })
  })
  .post('/', async (c) => {
    if (c.req.header('content-type')?.toLowerCase() !== fileType) {
      throw new ApiError('invalid', `Send the file as it is, as ${fileType}`)
    }
    const { pipeline, pictures, now, url } = c.get('deps')
    const { id } = c.get('workspace')
    const bytes = await readBytes(c, pictureLimits.uploadBytes)
    const drawn = await pictures(id, () => drawAnew(bytes))
    if (drawn.kind === 'refused') throw new ApiError('invalid', drawn.message)
    const { hash, body, width, height } = drawn
    const by = personActor(c.get('person'))
    const kept = await pipeline.keepPicture(id, { hash, body, width, height, by, at: now() })
    if (kept === 'full') {
      const most = pictureLimits.workspaceBytes / 1e6
      throw new ApiError(
        'too_large',
        `The workspace’s ${most} MB of pictures are full: those that no nudge shows any more go by themselves after a day`,
      )
    }
    const home = url ?? new URL(c.req.url).origin
    const size = body.byteLength
    return c.json({ hash, width, height, size, url: addressOf(home, id, hash) }, 201)
  })

/** As pages of other sites ask for it. */
function addressOf(home: string, workspace: string, hash: string): string {
  return `${home}/b/p/${workspace}/${hash}.webp`
}
