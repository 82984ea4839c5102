/**
 * What tools send that a SaaS sends its events to already, each in its own form. With a write key under
 * `/in/<tool>`, and, for clients that are told a host and nothing else, where they go of themselves.
 */
import { Hono } from 'hono'
import { billingVendors } from '../../../shared/event/source.ts'
import { letPagesReadWithCookies } from '../answer/let-pages-read.ts'
import { holdBody } from '../request/hold-body.ts'
import type { AppEnv } from '../router.ts'
import { addAmplitude } from './amplitude.ts'
import { billingWebhook } from './billing.ts'
import { heap } from './heap.ts'
import { intercom, zendesk } from './help-desk.ts'
import { mixpanel } from './mixpanel.ts'
import { addPostHog } from './posthog.ts'
import { addPostHogConfig } from './posthog-config.ts'
import { rudderstack } from './rudderstack.ts'
import { segment } from './segment.ts'
import { segmentWebhook } from './webhook.ts'

const posthog = addPostHogConfig(
  addPostHog(new Hono<AppEnv>(), ['/batch', '/capture', '/e', '/i/v0/e', '/track', '/engage']),
)

const ofTools = new Hono<AppEnv>()
  .route('/segment/v1', segment)
  .route('/segment', rudderstack)
  .route('/amplitude', addAmplitude(new Hono<AppEnv>(), ['/2/httpapi', '/batch']))
  .route('/posthog', posthog)
  .route('/mixpanel', mixpanel)
  .route('/heap', heap)

export const inboundRoutes = new Hono<AppEnv>()
// Also of an address that is none: a library asks for more than is here.
inboundRoutes.use('/in/*', letPagesReadWithCookies)
inboundRoutes.route('/in', ofTools)
inboundRoutes.use('/inbound/*', holdBody)
inboundRoutes.route('/inbound', segmentWebhook)
for (const vendor of billingVendors) {
  inboundRoutes.route(`/inbound/${vendor}`, billingWebhook(vendor))
}
inboundRoutes.route('/inbound/intercom', intercom)
inboundRoutes.route('/inbound/zendesk', zendesk)
inboundRoutes.route('/v1', segment)
addAmplitude(inboundRoutes, ['/2/httpapi'])
addPostHog(inboundRoutes, ['/batch'])
