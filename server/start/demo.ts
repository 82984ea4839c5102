/** Makes the demo's workspace if it isn't there, and opens the product whose page it is. */
import { join } from 'node:path'
import { demoRoutes } from '../demo/routes.ts'
import { openDemoStore } from '../demo/store.ts'
import {
  allowDemoOrigins,
  demoIdentity,
  demoWorkspace,
  keepDemoIdentity,
  makeDemoWorkspace,
} from '../demo-workspace.ts'
import { describeError } from '../http/answer/describe-error.ts'
import { hasWorkspace } from '../store/control/workspaces.ts'
import { newId } from '../store/new-id.ts'
import type { Ground, House } from './compose.ts'

export type Demo = {
  routes: ReturnType<typeof demoRoutes>
  /** Its pages are at this port, and at the public address. */
  allow(port: number, url: string): Promise<void>
  /** Ends its streams. */
  end(): void
  close(): void
}

/** `fetch`: how its backend reaches Brim. */
export async function openDemo(
  { env, data, log, demoKeys }: Ground,
  { deps, pipeline }: House,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Demo> {
  const location = env.store
  const { control, secret } = data
  if (!(await hasWorkspace(control.db, demoWorkspace))) {
    process.stdout.write('\n  First start: writing 90 days of history, which takes some seconds\n')
  }
  await makeDemoWorkspace({ control, location, pipeline, keys: demoKeys, now: deps.now() })
  const identityKey = demoIdentity(secret)
  await keepDemoIdentity(control, deps.sealer, identityKey, deps.now())
  const store = await openDemoStore(
    location.kind === 'files' ? `file:${join(location.folder, 'demo.db')}` : ':memory:',
  )
  const closing = new AbortController()
  const routes = demoRoutes({
    brim: { url: 'http://brim.internal', secretKey: demoKeys.secret, fetch },
    identityKey,
    store,
    workspace: demoWorkspace,
    onCommit: pipeline.onCommit,
    newId,
    closing: closing.signal,
    onError: (error) => log.warn(describeError(error), 'the demo went on without Brim'),
  })
  return {
    routes,
    allow: async (port, url) => {
      const here = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${port}`)
      await allowDemoOrigins(control, [...new Set([...here, url])], deps.now())
      deps.keys.forget()
    },
    end: () => closing.abort(),
    close: () => store.close(),
  }
}
