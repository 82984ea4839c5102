/** What is set for the workspace, and what nudges do where their authors are silent. */
import { Hono } from 'hono'
import { readSettings } from '../../store/workspace/queries/settings.ts'
import type { MemberEnv } from '../router.ts'

export const settings = new Hono<MemberEnv>().get('/', async (c) =>
  c.json(await readSettings(c.get('workspace').db)),
)
