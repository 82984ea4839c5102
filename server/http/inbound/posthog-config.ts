/**
 * What posthog-js asks before it sends: whether there are flags, recordings, surveys and the like. There
 * are none here, and being told so it asks for nothing more and leaves nothing in the page's log.
 */
import type { Context, Hono } from 'hono'
import type { AppEnv } from '../router.ts'
import { keyIn } from './credentials.ts'
import { addDoor } from './door.ts'
import { enterWithSource } from './enter.ts'
import { readPayload } from './payload.ts'
import { asPostHog } from './posthog.ts'

/** Of surveys not even that there are none: told so, it loads what would draw them. */
const config = {
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  // Brim takes in nothing of what it writes of itself.
  autocapture_opt_out: true,
  autocaptureExceptions: false,
  captureDeadClicks: false,
  capturePerformance: false,
  conversations: false,
  elementsChainAsString: true,
  heatmaps: false,
  productTours: false,
  sessionRecording: false,
  defaultIdentifiedOnly: true,
  isAuthenticated: false,
  siteApps: [],
  toolbarParams: {},
}

/** As its versions of several years ask for them. */
const flags = {
  ...config,
  flags: {},
  featureFlags: {},
  featureFlagPayloads: {},
  errorsWhileComputingFlags: false,
}

export function addPostHogConfig(router: Hono<AppEnv>): Hono<AppEnv> {
  const ofKey = { methods: ['GET'] as const, refuse: asPostHog }
  addDoor(router, { ...ofKey, paths: ['/array/:key/config'] }, async (c) => {
    await enterWithPath(c)
    return c.json(config)
  })
  // The same as a script, where a page's policy lets that run.
  addDoor(router, { ...ofKey, paths: ['/array/:key/config.js'] }, async (c) => {
    const told = { [await enterWithPath(c)]: { config, siteApps: [] } }
    const script = `(window._POSTHOG_REMOTE_CONFIG = Object.assign(window._POSTHOG_REMOTE_CONFIG || {}, ${JSON.stringify(told)}))`
    return c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' })
  })
  addDoor(router, { paths: ['/flags', '/decide'], refuse: asPostHog }, async (c) => {
    await enterWithSource(c, keyIn(await readPayload(c)), ['posthog'])
    return c.json(flags)
  })
  return router
}

async function enterWithPath(c: Context<AppEnv>): Promise<string> {
  const key = c.req.param('key') ?? ''
  await enterWithSource(c, key, ['posthog'])
  return key
}
