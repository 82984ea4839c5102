/** `Authorization: Bearer sk_…`, and what the key may be used for. */
import { createMiddleware } from 'hono/factory'
import type { Scope } from '../../store/control/schema.ts'
import { ApiError } from '../answer/api-error.ts'
import { enterWithKey } from '../key/enter-with-key.ts'
import type { KeyEnv } from '../router.ts'

export const requireSecretKey = createMiddleware<KeyEnv>(async (c, next) => {
  const deps = c.get('deps')
  const [, token] = /^Bearer +(\S{1,128})$/i.exec(c.req.header('authorization') ?? '') ?? []
  const key = await enterWithKey(c, 'secret', token)
  if (!key) {
    c.header('WWW-Authenticate', 'Bearer')
    throw new ApiError('unknown_key', 'Send a secret key: "Authorization: Bearer sk_…"')
  }
  c.set('key', key)
  c.set('workspaceId', key.workspace)
  c.set('workspace', { id: key.workspace, db: deps.lendWorkspace(key.workspace).db })
  await next()
})

export function requireScope(scope: Scope) {
  return createMiddleware<KeyEnv>(async (c, next) => {
    if (!c.get('key').scopes.includes(scope)) {
      throw new ApiError('forbidden', `This key is not made for it: it lacks the scope "${scope}"`)
    }
    await next()
  })
}
