/** The first person comes in through the link that the server printed. */
import { hashPassword } from 'better-auth/crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { createToken } from '../../../store/control/keys.ts'
import { createFirstWorkspace, isSetupOpen, takeSetupToken } from '../../../store/control/setup.ts'
import { newWorkspaceId } from '../../../store/random-text.ts'
import { ApiError } from '../../answer/api-error.ts'
import type { AppEnv } from '../../router.ts'
import { validated } from '../validated.ts'
import { newPassword } from './password.ts'

const setupRequest = z.strictObject({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1, 'A name is needed').max(120),
  email: z.email('This is no e-mail address').max(254),
  password: newPassword,
  workspace: z.string().trim().min(1, 'A name is needed').max(120),
})

const usedUp = () =>
  new ApiError('forbidden', 'This link is used up: start Brim again for a new one')

export const setup = new Hono<AppEnv>().post('/', validated('json', setupRequest), async (c) => {
  const deps = c.get('deps')
  const { token, name, email, password, workspace } = c.req.valid('json')
  const { db } = deps.control
  // A hash is slow on purpose: nobody without a link makes this process work on one.
  if (!(await isSetupOpen(db, token))) throw usedUp()
  // Before the link is taken, so that nothing slow can fail after it.
  const passwordHash = await hashPassword(password)
  const at = deps.now()
  const id = newWorkspaceId()
  // On a server its namespace has to be made, and that may be refused.
  await deps.openWorkspace(id)
  if (!(await takeSetupToken(db, token, at))) throw usedUp()
  const publishableKey = createToken('publishable')
  const secretKey = createToken('secret')
  const key = { workspace: id, at, origins: [] }
  await createFirstWorkspace(db, {
    workspace: { id, name: workspace },
    owner: { id: deps.newId('person'), name, email, passwordHash, at },
    keys: [
      {
        ...key,
        id: deps.newId('key'),
        kind: 'publishable',
        name: 'Website',
        token: publishableKey,
      },
      { ...key, id: deps.newId('key'), kind: 'secret', name: 'Backend', token: secretKey },
    ],
    at,
  })
  return c.json({ workspace: id, publishableKey, secretKey }, 201)
})
