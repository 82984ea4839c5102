/**
 * What RudderStack's library for browsers asks for besides Segment's API, which it speaks: which tools it
 * should load into the page. There are none, and all it is told goes to its data plane, which is here.
 */
import { Hono } from 'hono'
import type { AppEnv } from '../router.ts'
import { addDoor } from './door.ts'
import { enterWithSource } from './enter.ts'
import { addCall, asSegment, vendors } from './segment.ts'

const config = { source: { id: 'brim', config: {}, destinations: [], enabled: true } }

export const rudderstack = new Hono<AppEnv>()

const ofConfig = { methods: ['GET'] as const, paths: ['/sourceConfig'], refuse: asSegment }
addDoor(rudderstack, ofConfig, async (c) => {
  await enterWithSource(c, c.req.query('writeKey'), vendors)
  return c.json(config)
})

/** By `sendBeacon`, which has no headers: the key stands in the address. */
addCall(rudderstack, '/beacon/v1/batch', 'batch')
