/** What is put into a tool's settings or code so that it sends to Brim. */
import type { Vendor } from '../../../../shared/event/source.ts'

export type Recipe = {
  /** What to paste where the tool asks for a host or an address. */
  address: string
  words: string
  /** Absent where it is set in the tool's own pages. */
  code?: string
  /** What that is, where it is no code. */
  called?: string
}

type Where = {
  /** Of Brim. */
  origin: string
  /** The write key, or what stands for it. */
  key: string
}

const stripeRecipe = ({ origin, key }: Where): Recipe => ({
  address: `${origin}/inbound/stripe/${key}`,
  words:
    'In Stripe: Developers → Webhooks → Add endpoint. Paste this address, and choose checkout.session.completed, customer.created, customer.updated and all of customer.subscription.',
  code: `// Whose purchase it is, and which prompt led to it.
const session = await stripe.checkout.sessions.create({
  mode: 'subscription',
  line_items: [{ price: 'price_…', quantity: seats }],
  client_reference_id: account.id,
  metadata: { brim_decision: decisionId },
  subscription_data: { metadata: { account_id: account.id } },
  success_url: 'https://app.example.com/welcome',
})`,
})

const intercomRecipe = ({ origin, key }: Where): Recipe => ({
  address: `${origin}/inbound/intercom/${key}`,
  words:
    'In Intercom’s Developer Hub: your app → Webhooks. Paste this address as the endpoint, and choose the topics conversation.user.created, conversation.user.replied and, for tags that are put on later, conversation_part.tag.created.',
})

const zendeskRecipe = ({ origin, key }: Where): Recipe => ({
  address: `${origin}/inbound/zendesk/${key}`,
  words:
    'In Zendesk’s Admin Center: Apps and integrations → Webhooks → Create webhook, for a trigger, with this address, POST and JSON. Then a trigger that notifies it when a ticket is created, or is updated with a public comment by an end user; its body is below, and names your own ids. (A webhook for Zendesk’s events “Ticket created” and “Comment added” works too, but tells only Zendesk’s ids: whose customers those are you say here.)',
  called: 'The body of the trigger',
  code: `{
  "ticket": {
    "id": "{{ticket.id}}",
    "subject": "{{ticket.title}}",
    "message": "{{ticket.latest_public_comment}}",
    "tags": "{{ticket.tags}}",
    "created_at": "{{ticket.created_at_with_timestamp}}",
    "updated_at": "{{ticket.updated_at_with_timestamp}}"
  },
  "requester": {
    "id": "{{ticket.requester.id}}",
    "external_id": "{{ticket.requester.external_id}}",
    "email": "{{ticket.requester.email}}"
  },
  "organization": {
    "id": "{{ticket.organization.id}}",
    "external_id": "{{ticket.organization.external_id}}"
  }
}`,
})

const paddleRecipe = ({ origin, key }: Where): Recipe => ({
  address: `${origin}/inbound/paddle/${key}`,
  words:
    'In Paddle: Developer tools → Notifications → New destination. Paste this address, and choose all events of subscription, customer and discount, and transaction.completed.',
  code: `// Whose purchase it is, and which prompt led to it.
Paddle.Checkout.open({
  items: [{ priceId: 'pri_…', quantity: seats }],
  customData: { account_id: account.id, brim_decision: decisionId },
})`,
})

export const recipeOf: Readonly<
  Record<Vendor, Record<'server' | 'browser', (where: Where) => Recipe>>
> = {
  segment: {
    server: ({ origin, key }) => ({
      address: `${origin}/in/segment/v1/batch`,
      words: 'In any of Segment’s server libraries, or another that speaks its API.',
      code: `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  writeKey: '${key}',
  host: '${origin}',
})
analytics.track({
  userId: user.id,
  event: 'Paywall Viewed',
  properties: { feature: 'export' },
  context: { groupId: account.id },
})`,
    }),
    browser: ({ origin, key }) => ({
      address: `${origin}/in/segment/v1`,
      words: 'With analytics.js from npm. Say group() once, and each event belongs to the account.',
      code: `import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load({
  writeKey: '${key}',
  cdnURL: '${origin}/in/segment',
})
analytics.identify(user.id)
analytics.group(account.id)
analytics.track('Paywall Viewed', { feature: 'export' })`,
    }),
  },
  stripe: {
    server: stripeRecipe,
    browser: stripeRecipe,
  },
  intercom: { server: intercomRecipe, browser: intercomRecipe },
  zendesk: { server: zendeskRecipe, browser: zendeskRecipe },
  paddle: {
    server: paddleRecipe,
    browser: paddleRecipe,
  },
  segment_webhook: {
    server: ({ origin, key }) => ({
      address: `${origin}/inbound/segment/${key}`,
      words:
        'In Segment: Connections → Destinations → Webhooks (Actions). Paste this address as the webhook URL and the secret of this source as the shared secret. Set its batch size to 500 at most: a body may have 500 KB.',
    }),
    browser: ({ origin, key }) => ({
      address: `${origin}/inbound/segment/${key}`,
      words:
        'In Segment: Connections → Destinations → Webhooks (Actions). Paste this address as the webhook URL and the secret of this source as the shared secret. Set its batch size to 500 at most: a body may have 500 KB.',
    }),
  },
  rudderstack: {
    server: ({ origin, key }) => ({
      address: `${origin}/in/segment`,
      words: 'Brim takes the place of the data plane.',
      code: `import Analytics from '@rudderstack/rudder-sdk-node'

const analytics = new Analytics('${key}', {
  dataPlaneUrl: '${origin}/in/segment',
})`,
    }),
    browser: ({ origin, key }) => ({
      address: `${origin}/in/segment`,
      words: 'Brim takes the place of the data plane and of the configuration.',
      code: `import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'

const analytics = new RudderAnalytics()
analytics.load('${key}', '${origin}/in/segment', {
  configUrl: '${origin}/in/segment',
})
analytics.identify(user.id)
analytics.group(account.id)
analytics.track('Paywall Viewed', { feature: 'export' })`,
    }),
  },
  amplitude: {
    server: ({ origin, key }) => ({
      address: `${origin}/in/amplitude/2/httpapi`,
      words: 'The group of type company is the account.',
      code: `import { init, track } from '@amplitude/analytics-node'

init('${key}', { serverUrl: '${origin}/in/amplitude/2/httpapi' })
track(
  { event_type: 'Paywall Viewed', event_properties: { feature: 'export' },
    groups: { company: account.id } },
  undefined,
  { user_id: user.id },
)`,
    }),
    browser: ({ origin, key }) => ({
      address: `${origin}/in/amplitude/2/httpapi`,
      words: 'The group of type company is the account.',
      code: `import * as amplitude from '@amplitude/analytics-browser'

amplitude.init('${key}', user.id, {
  serverUrl: '${origin}/in/amplitude/2/httpapi',
  remoteConfig: { fetchRemoteConfig: false },
})
amplitude.setGroup('company', account.id)
amplitude.track('Paywall Viewed', { feature: 'export' })`,
    }),
  },
  posthog: {
    server: ({ origin, key }) => ({
      address: `${origin}/in/posthog`,
      words: 'The group of type company is the account.',
      code: `import { PostHog } from 'posthog-node'

const posthog = new PostHog('${key}', { host: '${origin}/in/posthog' })
posthog.capture({
  distinctId: user.id,
  event: 'Paywall Viewed',
  properties: { feature: 'export' },
  groups: { company: account.id },
})`,
    }),
    browser: ({ origin, key }) => ({
      address: `${origin}/in/posthog`,
      words:
        'The group of type company is the account. Brim takes events only: flags, recordings and surveys stay with PostHog.',
      code: `import posthog from 'posthog-js'

posthog.init('${key}', { api_host: '${origin}/in/posthog' })
posthog.identify(user.id)
posthog.group('company', account.id)
posthog.capture('Paywall Viewed', { feature: 'export' })`,
    }),
  },
  mixpanel: {
    server: ({ origin, key }) => ({
      address: `${origin}/in/mixpanel`,
      words:
        'The property company is the account. This library sends nothing again by itself: give each event an $insert_id and send again what was not answered.',
      code: `import Mixpanel from 'mixpanel'

const mixpanel = Mixpanel.init('${key}', {
  host: '${hostOf(origin)}',
  path: '/in/mixpanel',
})
mixpanel.track('Paywall Viewed', {
  distinct_id: user.id, company: account.id, feature: 'export',
  $insert_id: id,
})`,
    }),
    browser: ({ origin, key }) => ({
      address: `${origin}/in/mixpanel`,
      words: 'The group of type company is the account.',
      code: `import mixpanel from 'mixpanel-browser'

mixpanel.init('${key}', { api_host: '${origin}/in/mixpanel' })
mixpanel.identify(user.id)
mixpanel.set_group('company', account.id)
mixpanel.track('Paywall Viewed', { feature: 'export' })`,
    }),
  },
  heap: {
    server: heapRecipe,
    browser: heapRecipe,
  },
}

function heapRecipe({ origin, key }: Where): Recipe {
  return {
    address: `${origin}/in/heap`,
    words: 'Heap’s server-side API: its host is replaced by this address.',
    code: `curl ${origin}/in/heap/api/track -H 'Content-Type: application/json' -d '{
  "app_id": "${key}", "identity": "u_42", "event": "Paywall Viewed",
  "idempotency_key": "e_1", "properties": { "feature": "export", "account_id": "acme" }
}'`,
  }
}

const hostOf = (origin: string) => origin.replace(/^https?:\/\//, '')
