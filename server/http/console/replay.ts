/** A draft trigger over the stored history, for the editor. */
import { Hono } from 'hono'
import { streamReplay } from '../replay.ts'
import type { MemberEnv } from '../router.ts'

export const replay = new Hono<MemberEnv>().post('/', (c) => streamReplay(c, c.get('person').id))
