/** Mixpanel's ingestion API. What its libraries send by GET they also send by POST. */
import { Hono } from 'hono'
import { type MixpanelCall, readMixpanel } from '../../inbound/mixpanel.ts'
import { ApiError } from '../answer/api-error.ts'
import type { AppContext, AppEnv } from '../router.ts'
import { answerAs } from './answer-as.ts'
import { basicUser, keyIn } from './credentials.ts'
import { addDoor } from './door.ts'
import { enterWithSource } from './enter.ts'
import { dataIn, readPayload } from './payload.ts'
import { takeIn } from './take-in.ts'

const calls: Record<string, MixpanelCall> = {
  '/track': 'track',
  '/import': 'track',
  '/engage': 'engage',
  '/groups': 'groups',
}

const asMixpanel = answerAs(({ status, message }) => ({
  status,
  body: { status: 0, error: message },
}))

export const mixpanel = new Hono<AppEnv>()

for (const [path, call] of Object.entries(calls)) {
  const door = { methods: ['GET', 'POST'] as const, paths: [path], refuse: asMixpanel }
  addDoor(mixpanel, door, async (c) => {
    const body = await bodyOf(c)
    const source = await enterWithSource(c, basicUser(c) ?? keyIn(body), ['mixpanel'])
    const taken = await takeIn(c, source, () => readMixpanel(body, call))
    if (path === '/import') return c.json({ code: 200, status: 'OK', num_records_imported: taken })
    return isVerbose(c.req.query('verbose')) ? c.json({ status: 1, error: null }) : c.text('1')
  })
}

async function bodyOf(c: AppContext): Promise<unknown> {
  if (c.req.method === 'POST') return readPayload(c)
  const data = c.req.query('data')
  if (data === undefined) throw new ApiError('malformed_json', 'There is no "data"')
  return dataIn(data)
}

const isVerbose = (value: string | undefined) => value !== undefined && value !== '0'
