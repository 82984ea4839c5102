/** What is set for the workspace, and what nudges do where their authors are silent. */

import { Hono } from 'hono'
import { theme } from '../../../shared/theme/theme.ts'
import { settingsPatch } from '../../../shared/workspace/settings.ts'
import { readSettings } from '../../store/workspace/queries/settings.ts'
import type { MemberEnv } from '../router.ts'
import { changeSettings, editedFrom } from './change-settings.ts'
import { validated } from './validated.ts'

export const settings = new Hono<MemberEnv>()
  .get('/', async (c) => c.json(await readSettings(c.get('workspace').db)))
  /** Only what is given changes; `from`: what stood in these fields. */
  .put('/', validated('json', settingsPatch.extend(editedFrom)), async (c) => {
    const { from, ...patch } = c.req.valid('json')
    const saved = await changeSettings(c, { patch, from })
    if (patch.readiness) c.get('deps').reckon(c.get('workspace').id)
    return c.json(saved)
  })
  .put('/theme', validated('json', theme.extend(editedFrom)), async (c) => {
    const { from, ...theme } = c.req.valid('json')
    return c.json(await changeSettings(c, { patch: { theme }, from: from && { theme: from } }))
  })
