/** Who may say who is on a page: the mode, the keys that tokens are signed with, and what came. */

import { Hono } from 'hono'
import { z } from 'zod'
import {
  identityModes,
  mostIdentityKeys,
  verdictInWords,
} from '../../../shared/protocol/identity.ts'
import { createIdentitySecret, isUsable, placeOf, readPublicKey } from '../../identity/key.ts'
import { hourOf } from '../../identity/tally.ts'
import type { Sealer } from '../../seal.ts'
import {
  addIdentityKey,
  countIdentityChecks,
  type IdentityKey,
  listIdentityKeys,
  readIdentityMode,
  revokeIdentityKey,
  setIdentityMode,
} from '../../store/control/identity.ts'
import { randomText } from '../../store/random-text.ts'
import { ApiError, invalid } from '../answer/api-error.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const newKey = z.discriminatedUnion('algorithm', [
  z.strictObject({ algorithm: z.literal('HS256') }),
  /** ES256 or EdDSA: which of them, the key itself says. */
  z.strictObject({ algorithm: z.literal('public'), publicKey: z.string().min(1).max(4_096) }),
])
const hoursShown = 24

export const identity = new Hono<MemberEnv>()
  .get('/', async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const { db } = deps.control
    // What was counted a moment ago belongs to it.
    await deps.identity.flush()
    const since = hourOf(deps.now()) - hoursShown + 1
    const [mode, keys, checks] = await Promise.all([
      readIdentityMode(db, workspace.id),
      listIdentityKeys(db, workspace.id),
      countIdentityChecks(db, workspace.id, since),
    ])
    return c.json({
      mode,
      audience: workspace.id,
      keys: keys.map((key) => describeKey(key, deps.sealer)),
      checks,
    })
  })
  .put('/mode', validated('json', z.strictObject({ mode: z.enum(identityModes) })), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const { db } = deps.control
    const { mode } = c.req.valid('json')
    if (mode === 'enforce' && (await listIdentityKeys(db, workspace.id)).length === 0) {
      throw new ApiError('conflict', 'Without a key nobody could be let in: add one first')
    }
    await setIdentityMode(db, workspace.id, mode, doingIn(c))
    deps.identity.forget()
    return c.json({ mode })
  })
  .post('/keys', validated('json', newKey), async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const { db } = deps.control
    const request = c.req.valid('json')
    const id = `kid_${randomText(12)}`
    const base = { id, workspace: workspace.id, createdAt: deps.now() }
    let secret: string | null = null
    let added: boolean
    const { by } = doingIn(c)
    if (request.algorithm === 'HS256') {
      secret = createIdentitySecret()
      const sealed = deps.sealer.seal(secret, placeOf(base))
      const key = { ...base, algorithm: 'HS256', sealed, publicKey: null } as const
      added = await addIdentityKey(db, key, by)
    } else {
      const read = readPublicKey(request.publicKey)
      if (typeof read === 'string') throw invalid([{ path: 'publicKey', message: read }])
      const { algorithm, jwk } = read
      added = await addIdentityKey(db, { ...base, algorithm, sealed: null, publicKey: jwk }, by)
    }
    if (!added) {
      throw new ApiError('conflict', `There are ${mostIdentityKeys} keys: revoke the old one first`)
    }
    deps.identity.forget()
    const key = (await listIdentityKeys(db, workspace.id)).find((one) => one.id === id)
    if (!key) throw new ApiError('conflict', 'The key was revoked while it was made')
    return c.json({ key: describeKey(key, deps.sealer), secret }, 201)
  })
  .delete('/keys/:id', async (c) => {
    const deps = c.get('deps')
    const workspace = c.get('workspace')
    const which = { workspace: workspace.id, id: c.req.param('id') }
    if (!(await revokeIdentityKey(deps.control.db, which, doingIn(c)))) {
      throw new ApiError('not_found', 'There is no such key')
    }
    deps.identity.forget()
    return c.json({ revoked: which.id })
  })
  .post(
    '/inspect',
    validated('json', z.strictObject({ token: z.string().max(20_000) })),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const token = c.req.valid('json').token.trim()
      const verified = await deps.identity.inspect(workspace.id, token)
      if (verified.verdict !== 'valid') {
        const { verdict, detail } = verified
        return c.json({ verdict, words: verdictInWords(verdict, detail), claims: null })
      }
      const { verdict, claims } = verified
      return c.json({ verdict, words: verdictInWords(verdict, ''), claims })
    },
  )

/** Never what it signs with. */
function describeKey(key: IdentityKey, sealer: Sealer) {
  const { id, algorithm, createdAt, lastUsedAt } = key
  return { id, algorithm, createdAt, lastUsedAt, isUsable: isUsable(key, sealer) }
}
