/** What holds for the whole workspace. */

import { createRoute } from '@hono/zod-openapi'
import { keyActor } from '../../../shared/audit/actor.ts'
import { settingsPatch, settings as settingsSchema } from '../../../shared/workspace/settings.ts'
import { readSettings } from '../../store/workspace/queries/settings.ts'
import { answers, bodyErrors, bodyOf } from '../openapi.ts'
import { plainJson } from '../request/body.ts'
import { createPublicRouter, type KeyEnv } from '../router.ts'
import { requireScope } from './secret-key.ts'

const common = { path: '/settings', tags: ['Settings'], security: [{ secretKey: [] }] }
const errors = ['unknown_key', 'forbidden'] as const

export const settings = createPublicRouter<KeyEnv>()
  .openapi(
    createRoute({
      ...common,
      method: 'get',
      middleware: requireScope('read'),
      summary: 'Read the settings',
      description: 'All of them, with what holds where nothing was set.',
      responses: answers(200, settingsSchema, ...errors),
    }),
    async (c) => c.json(await readSettings(c.get('workspace').db), 200),
  )
  .openapi(
    createRoute({
      ...common,
      method: 'put',
      middleware: [requireScope('author'), plainJson],
      summary: 'Change the settings',
      description:
        'Replaces the fields that are given, each of them whole, and leaves the others as they are. Answers all of them. They hold from the next decision on.',
      request: { body: bodyOf(settingsPatch) },
      responses: answers(200, settingsSchema, ...bodyErrors, ...errors),
    }),
    async (c) => {
      const deps = c.get('deps')
      const workspace = c.get('workspace')
      const by = keyActor(c.get('key'))
      const patch = c.req.valid('json')
      const saved = await deps.pipeline.saveSettings(workspace.id, patch, by)
      if (patch.readiness) deps.reckon(workspace.id)
      return c.json(saved, 200)
    },
  )
