/** What there is to tell when the server listens: where it is, and how the first person gets in. */

import { demoLogin } from '../demo-workspace.ts'
import { hasPeople } from '../store/control/people.ts'
import { createSetupToken } from '../store/control/setup.ts'
import type { Ready } from './announce.ts'
import type { Ground } from './compose.ts'

export async function readyAt(url: string, { env, data, demoKeys }: Ground): Promise<Ready> {
  const { db } = data.control
  const isNobodyThere = !env.isDemo && !(await hasPeople(db))
  const token = isNobodyThere ? await createSetupToken(db, data.now()) : null
  return {
    url,
    demo: env.isDemo ? `${url}/demo/` : null,
    console: `${url}/console/`,
    docs: `${url}/docs`,
    setup: token && `${url}/console/setup#token=${token}`,
    login: env.isDemo ? demoLogin : null,
    publishableKey: env.isDemo ? demoKeys.publishable : null,
    secretKey: env.isDemo ? demoKeys.secret : null,
  }
}
