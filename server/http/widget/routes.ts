/** What pages of other sites may ask for. One prefix, so that a site can proxy it as its own. */
import { letPagesRead } from '../answer/let-pages-read.ts'
import { holdBody } from '../request/hold-body.ts'
import { limitAddress } from '../request/limit-address.ts'
import { createPublicRouter } from '../router.ts'
import { explain } from './explain.ts'
import { live } from './live.ts'
import { open } from './open.ts'
import { picture } from './picture.ts'
import { pagePreview } from './preview.ts'
import { script } from './script.ts'
import { sync } from './sync.ts'

export const widgetRoutes = createPublicRouter()
widgetRoutes.use(letPagesRead)
widgetRoutes.use('/v1/*', holdBody)
widgetRoutes.use('/v1/*', limitAddress)
widgetRoutes.use('/v1/*', async (c, next) => {
  c.header('Cache-Control', 'no-store')
  await next()
})
widgetRoutes.route('/', script)
widgetRoutes.route('/', picture)
widgetRoutes.route('/', open)
widgetRoutes.route('/', sync)
widgetRoutes.route('/', live)
widgetRoutes.route('/', explain)
widgetRoutes.route('/', pagePreview)
