/**
 * Segment's HTTP tracking API, for Segment's libraries, RudderStack's and whoever else speaks it. Of the
 * 4xx its clients send nothing again but of 429: what is too much is never answered otherwise, and a
 * message that is refused by itself is no reason to refuse those beside it.
 */
import { Hono } from 'hono'
import {
  readSegmentBatch,
  readSegmentCall,
  type SegmentCall,
  segmentCalls,
} from '../../inbound/segment.ts'
import type { AppContext, AppEnv } from '../router.ts'
import { answerAs } from './answer-as.ts'
import { basicUser, bearer, keyIn } from './credentials.ts'
import { addDoor } from './door.ts'
import { type ActiveSource, enterWithSource } from './enter.ts'
import { readPayload } from './payload.ts'
import { takeIn } from './take-in.ts'

export const vendors = ['segment', 'rudderstack'] as const
const calls: Record<string, SegmentCall | 'batch'> = {
  ...segmentCalls,
  batch: 'batch',
  b: 'batch',
  import: 'batch',
}

/** 400 is all that Segment says of what is too large. */
export const asSegment = answerAs(({ status, message }) => ({
  status: status === 413 ? 400 : status,
  body: { success: false, message },
}))

export const segment = new Hono<AppEnv>()

for (const [name, call] of Object.entries(calls)) addCall(segment, `/${name}`, call)

export function addCall(router: Hono<AppEnv>, path: string, call: SegmentCall | 'batch'): void {
  addDoor(router, { paths: [path], refuse: asSegment }, async (c) => {
    const { source, body } = await enter(c)
    await takeIn(c, source, () =>
      call === 'batch' ? readSegmentBatch(body) : readSegmentCall(body, call),
    )
    return c.json({ success: true })
  })
}

/** What analytics.js counts of itself. */
addDoor(segment, { paths: ['/m'], refuse: asSegment }, (c) => c.json({ success: true }))

const ofSettings = {
  methods: ['GET'] as const,
  paths: ['/projects/:key/settings'],
  refuse: asSegment,
}
/** Where analytics.js asks where to send to: here. */
addDoor(segment, ofSettings, async (c) => {
  const key = c.req.param('key') ?? ''
  await enterWithSource(c, key, vendors)
  const { host, protocol } = new URL(c.get('deps').url ?? c.req.url)
  const apiHost = host + c.req.path.replace(/\/projects\/.*/, '')
  const own = { apiKey: key, apiHost, protocol: protocol.slice(0, -1) }
  return c.json({ integrations: { 'Segment.io': own }, plan: {} })
})

/** Who says in the header who they are is known before anything is read. */
async function enter(c: AppContext): Promise<{ source: ActiveSource; body: unknown }> {
  const told = basicUser(c)
  const early = told === undefined ? undefined : await enterWithSource(c, told, vendors)
  const body = await readPayload(c)
  const key = keyIn(body) ?? bearer(c) ?? c.req.query('writeKey')
  return { body, source: early ?? (await enterWithSource(c, key, vendors)) }
}
