/** What readiness is made of: set here, and learned from the workspace's own conversions. */
import { Hono } from 'hono'
import { readinessModel } from '../../../shared/account/readiness.ts'
import { readSettings } from '../../store/workspace/queries/settings.ts'
import { ApiError } from '../answer/api-error.ts'
import type { MemberEnv } from '../router.ts'
import { changeSettings, editedFrom } from './change-settings.ts'
import { validated } from './validated.ts'

/** A log of a million events takes some seconds. */
const retryAfterS = 5

export const readiness = new Hono<MemberEnv>()
  .get('/', async (c) => c.json((await readSettings(c.get('workspace').db)).readiness))
  .put('/', validated('json', readinessModel.extend(editedFrom)), async (c) => {
    const { from, ...readiness } = c.req.valid('json')
    const saved = await changeSettings(c, {
      patch: { readiness },
      from: from && { readiness: from },
    })
    c.get('deps').reckon(c.get('workspace').id)
    return c.json(saved.readiness)
  })
  /** With the fit rules and beside the weights that are sent. Saves nothing. */
  .post('/learn', validated('json', readinessModel), async (c) => {
    const deps = c.get('deps')
    const draft = c.req.valid('json')
    const learning = await deps.readiness.learn(c.get('workspace').id, draft, deps.now())
    if (learning === 'busy') {
      throw new ApiError('rate_limited', 'Weights are being learned for others', { retryAfterS })
    }
    return c.json(learning)
  })
