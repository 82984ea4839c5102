/** What is set for the workspace, and what nudges do where their authors are silent. */

import { Hono } from 'hono'
import { personActor } from '../../../shared/audit/actor.ts'
import { theme } from '../../../shared/theme/theme.ts'
import { settingsPatch } from '../../../shared/workspace/settings.ts'
import { readSettings } from '../../store/workspace/queries/settings.ts'
import type { MemberEnv } from '../router.ts'
import { validated } from './validated.ts'

export const settings = new Hono<MemberEnv>()
  .get('/', async (c) => c.json(await readSettings(c.get('workspace').db)))
  /** Only what is given changes. */
  .put('/', validated('json', settingsPatch), async (c) => {
    const { id } = c.get('workspace')
    const { pipeline, reckon } = c.get('deps')
    const patch = c.req.valid('json')
    const saved = await pipeline.saveSettings(id, patch, personActor(c.get('person')))
    if (patch.readiness) reckon(id)
    return c.json(saved)
  })
  .put('/theme', validated('json', theme), async (c) => {
    const { id } = c.get('workspace')
    const { pipeline } = c.get('deps')
    const by = personActor(c.get('person'))
    return c.json(await pipeline.saveSettings(id, { theme: c.req.valid('json') }, by))
  })
