/**
 * Which right each route of a workspace asks for. A route without a line here opens to nobody, and
 * `route-walk.test.ts` names it.
 */
import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Right } from '../../../shared/workspace/role.ts'

const root = '/console/api/w/:workspace'

/** By method and path below the workspace. `POST` is no change where it only asks at length. */
export const routeRights: Readonly<Record<string, Right>> = {
  'GET /live': 'read',
  'GET /recent': 'read',
  'GET /overview': 'read',
  'GET /signals': 'read',
  'GET /firings': 'read',
  'GET /vocabulary': 'read',
  'GET /results': 'read',
  'GET /results/csv': 'read',
  'GET /heard': 'read',
  'GET /start': 'read',
  'GET /decisions/:id': 'read',
  'GET /refusals': 'read',
  'GET /debug-code': 'read',

  'GET /definitions/names': 'read',
  'GET /definitions/accounts': 'read',
  'GET /definitions/:kind': 'read',
  'GET /definitions/:kind/:key': 'read',
  'PUT /definitions/:kind/:key': 'author',
  'POST /definitions/:kind/:key/:change': 'author',
  'DELETE /definitions/:kind/:key': 'author',
  'GET /definitions/:kind/:key/versions': 'read',
  'GET /definitions/:kind/:key/versions/:version': 'read',
  'POST /definitions/:kind/:key/versions/:version/revert': 'author',
  'GET /definitions/:kind/:key/publication': 'read',
  'PUT /definitions/:kind/:key/publication': 'author',
  'DELETE /definitions/:kind/:key/publication': 'author',
  'GET /publications': 'read',
  'POST /definitions/:kind/lint': 'read',
  'POST /forecast': 'read',
  'GET /file': 'read',
  'POST /file/plan': 'read',
  'PUT /file': 'author',
  'GET /pictures': 'read',
  'POST /pictures': 'author',
  'POST /preview': 'read',
  'GET /preview/link/:key': 'read',
  'POST /replay': 'read',

  'GET /accounts': 'read',
  'GET /accounts/:id': 'read',
  'GET /accounts/:id/why': 'read',
  'GET /accounts/:id/timeline': 'read',
  'PUT /accounts/:id/claim': 'claim',
  'DELETE /accounts/:id/claim': 'claim',
  'GET /accounts/:id/plays': 'read',
  'GET /alerts': 'read',
  'PUT /alerts/:id/worth': 'claim',
  'GET /play-figures': 'read',
  'POST /dry-run': 'read',
  'GET /ranking': 'read',
  'GET /readiness': 'read',
  'PUT /readiness': 'author',
  'POST /readiness/learn': 'read',

  'GET /accounts/:id/export': 'privacy',
  'GET /accounts/:id/erasure': 'read',
  'DELETE /accounts/:id': 'privacy',
  'GET /users/:id/export': 'privacy',
  'GET /users/:id/erasure': 'read',
  'DELETE /users/:id': 'privacy',

  'GET /views': 'read',
  'POST /views': 'save_views',
  'PUT /views/:id': 'save_views',
  'DELETE /views/:id': 'save_views',

  'GET /settings': 'read',
  'PUT /settings': 'settings',
  'PUT /settings/theme': 'author',

  'GET /destinations': 'read',
  'GET /destinations/lacks': 'read',
  'POST /destinations': 'settings',
  'PUT /destinations/:id': 'settings',
  'DELETE /destinations/:id': 'settings',
  'POST /destinations/:id/sample': 'settings',
  'POST /destinations/:id/rotate': 'settings',
  'POST /destinations/:id/pause': 'settings',
  'POST /destinations/:id/resume': 'settings',
  'POST /destinations/:id/retry': 'settings',
  'GET /deliveries': 'read',
  'GET /deliveries/:id': 'read',
  'POST /deliveries/:id/retry': 'settings',

  'GET /people': 'read',
  'POST /people/invitations': 'people',
  'DELETE /people/invitations/:id': 'people',
  'PUT /people/:id': 'people',
  'DELETE /people/:id': 'people',
  'PUT /second-factor': 'second_factor',
  'DELETE /second-factor/:person': 'people',
  'GET /audit': 'audit',
  'GET /audit/export': 'audit',
  'GET /keys': 'read',
  'POST /keys': 'keys',
  'PUT /keys/:id/origins': 'keys',
  'DELETE /keys/:id': 'keys',
  'GET /sources': 'read',
  'POST /sources': 'keys',
  'PUT /sources/:id': 'keys',
  'DELETE /sources/:id': 'keys',
  'POST /sources/:id/try': 'read',
  'GET /sources/:id/billing': 'read',
  'PUT /sources/:id/secret': 'keys',
  'PUT /sources/:id/customers/:customer': 'keys',
  'GET /sources/:id/requesters': 'read',
  'PUT /sources/:id/requesters/:requester': 'keys',
  'DELETE /sources/:id/requesters/:requester': 'keys',
  'GET /identity': 'read',
  'PUT /identity/mode': 'keys',
  'POST /identity/keys': 'keys',
  'DELETE /identity/keys/:id': 'keys',
  'POST /identity/inspect': 'read',
}

/** `null`: there is no such route. `undefined`: there is, and nobody has said who may ask it. */
export function rightFor(c: Context): Right | undefined | null {
  const route = matchedRoutes(c).find((one) => one.method !== 'ALL')
  return route ? routeRights[nameOfRoute(route)] : null
}

/** What a route of a workspace is called in the table. */
export const nameOfRoute = ({ method, path }: { method: string; path: string }) =>
  `${method} ${path.slice(root.length)}`
