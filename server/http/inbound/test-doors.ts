/** For tests that walk all routes: which of them are doors of tools, and a body that each would take. */
import type { Vendor } from '../../../shared/event/source.ts'

type Route = { method: string; path: string }

const ofSegment = /^\/v1\/(track|t|identify|i|group|g|page|p|screen|s|alias|a|batch|b|import|m)\/?$/
const atHome = /^\/(2\/httpapi|batch|v1\/projects\/:key\/settings)\/?$/

/** Whose credential is a write key, and not one of Brim's own. */
export const isDoor = ({ path }: Route) =>
  path.startsWith('/in/') || ofSegment.test(path) || atHome.test(path)

/** What analytics.js counts of itself is dropped, whoever sends it. */
export const takesAnything = ({ method, path }: Route) =>
  method === 'OPTIONS' || /\/v1\/m\/?$/.test(path)

export function vendorOf({ path }: Route): Vendor {
  if (path.startsWith('/in/')) return path.split('/')[2] as Vendor
  if (path.startsWith('/2/')) return 'amplitude'
  return path.startsWith('/batch') ? 'posthog' : 'segment'
}

/** A request of this tool for this door, about `who`. */
export function requestTo(route: Route, key: string, who: string): { path: string; body: unknown } {
  const named = route.path.replace(':key', key)
  const path = /sourceConfig/.test(named) ? `${named}?writeKey=${key}` : named
  switch (vendorOf(route)) {
    case 'amplitude': {
      const event = { event_type: who, user_id: who, groups: { company: who } }
      return { path, body: { api_key: key, events: [event] } }
    }
    case 'posthog':
      return {
        path,
        body: route.method === 'GET' ? undefined : { api_key: key, event: who, distinct_id: who },
      }
    case 'heap':
      return { path, body: { app_id: key, identity: who, account_id: who, event: who } }
    case 'mixpanel': {
      const of = { $token: key, $distinct_id: who, $group_key: 'company', $group_id: who }
      const properties = { token: key, distinct_id: who, company: who }
      const body = { ...of, $set: { seats: 1 }, event: who, properties }
      if (route.method !== 'GET') return { path, body }
      return { path: `${path}?data=${encodeURIComponent(JSON.stringify(body))}`, body: undefined }
    }
    default: {
      const message = { type: 'track', event: who, userId: who, groupId: who }
      const body = { ...message, batch: [message], writeKey: key, context: { groupId: who } }
      return { path, body: route.method === 'GET' ? undefined : body }
    }
  }
}
