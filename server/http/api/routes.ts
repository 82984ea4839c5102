/** What a SaaS's backend may ask for, with a secret key. */
import { definitionKinds } from '../../../shared/definition.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { accounts } from './accounts.ts'
import { decisions } from './decisions.ts'
import { definitionsOf } from './definitions.ts'
import { ingest } from './ingest.ts'
import { replay } from './replay.ts'
import { requireSecretKey } from './secret-key.ts'

export const apiRoutes = createPublicRouter<KeyEnv>()
apiRoutes.use(async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
})
apiRoutes.use(requireSecretKey)
apiRoutes.route('/', ingest)
apiRoutes.route('/', accounts)
apiRoutes.route('/', decisions)
apiRoutes.route('/', replay)
for (const kind of definitionKinds) apiRoutes.route(`/${kind}s`, definitionsOf(kind))
