/** What a SaaS's backend may ask for, with a secret key. */

import { subjectKinds } from '../../../shared/account/erasure.ts'
import { type DefinitionKind, definitionKinds } from '../../../shared/definition/definition.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { accounts } from './accounts.ts'
import { alerts } from './alerts.ts'
import { claims } from './claims.ts'
import { conversions } from './conversions.ts'
import { decisions } from './decisions.ts'
import { definitionsOf } from './definitions.ts'
import { deliveries } from './deliveries.ts'
import { destinations } from './destinations.ts'
import { erasureOf } from './erasure.ts'
import { file } from './file.ts'
import { idempotent } from './idempotency.ts'
import { ingest } from './ingest.ts'
import { lintOf } from './lint.ts'
import { readiness } from './readiness.ts'
import { replay } from './replay.ts'
import { results } from './results.ts'
import { requireSecretKey } from './secret-key.ts'
import { settings } from './settings.ts'
import { sources } from './sources.ts'
import { trials } from './trials.ts'
import { versionsFor } from './versions.ts'

/** `/meters` takes readings: a definition is of a meter that is not read but metered. */
const paths: Record<DefinitionKind, string> = {
  trigger: '/triggers',
  nudge: '/nudges',
  offer: '/offers',
  plan: '/plans',
  meter: '/metered',
  play: '/plays',
}

export const apiRoutes = createPublicRouter<KeyEnv>()
apiRoutes.use(async (c, next) => {
  c.header('Cache-Control', 'no-store')
  await next()
})
apiRoutes.use(requireSecretKey)
apiRoutes.use(idempotent)
apiRoutes.route('/', ingest)
apiRoutes.route('/', conversions)
apiRoutes.route('/', accounts)
for (const kind of subjectKinds) apiRoutes.route(`/${kind}s`, erasureOf(kind))
apiRoutes.route('/', claims)
apiRoutes.route('/', trials)
apiRoutes.route('/', decisions)
apiRoutes.route('/', replay)
apiRoutes.route('/', results)
apiRoutes.route('/', readiness)
apiRoutes.route('/', settings)
apiRoutes.route('/', destinations)
apiRoutes.route('/', deliveries)
apiRoutes.route('/', sources)
apiRoutes.route('/', alerts)
apiRoutes.route('/', file)
for (const kind of definitionKinds) {
  apiRoutes.route(paths[kind], lintOf(kind))
  apiRoutes.route(paths[kind], definitionsOf(kind))
  apiRoutes.route(paths[kind], versionsFor(kind))
}
