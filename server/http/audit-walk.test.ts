// Each route that changes something, asked once: what the audit log tells of it, and what it must not tell.
import { expect, test } from 'vitest'
import type { AuditAction } from '../../shared/audit/action.ts'
import type { AuditEntry, AuditPage } from '../../shared/audit/entry.ts'
import type { Subscription } from '../../shared/event/billing.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import { codeAt } from '../second-factor/totp.ts'
import { home, testApp } from '../test-app.ts'
import { nameOfRoute } from './console/route-rights.ts'
import { isDoor } from './inbound/test-doors.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Ask = Awaited<ReturnType<App['signIn']>>

const member = '/w/w1'
const plan = (name: string, tier = 1) => ({ name, tier })
const logOf = async (ask: Ask): Promise<AuditPage> =>
  ok(ask('GET', `${member}/audit?limit=200`)) as Promise<AuditPage>

const ok = async (asked: Response | Promise<Response>) => {
  const response = await asked
  expect(response.status, await response.clone().text()).toBeLessThan(300)
  return response.json()
}

/** Routes that change nothing of what a workspace is or does, and why their work is told elsewhere or nowhere. */
const untold: Record<string, string> = {
  'POST /console/api/w/definitions/:kind/lint': 'only asks',
  'POST /console/api/w/forecast': 'only asks',
  'POST /console/api/w/file/plan': 'only asks',
  'POST /console/api/w/preview': 'only asks',
  'POST /console/api/w/replay': 'only asks',
  'POST /console/api/w/identity/inspect': 'only asks',
  'POST /console/api/w/sources/:id/try': 'only asks',
  'POST /console/api/w/readiness/learn': 'only asks',
  'POST /console/api/join/look': 'only asks',
  'POST /console/api/auth/reset-password/look': 'only asks',
  'POST /console/api/me/second-factor': 'is of no effect before it is confirmed',
  'POST /v1/definitions/plan': 'only asks',
  'POST /v1/plans/lint': 'only asks',
  'POST /v1/triggers/replay': 'only asks',
  'POST /v1/plays/dry-run': 'only asks',
  'POST /console/api/w/dry-run': 'only asks',
  'POST /v1/destinations/:id/sample': 'sends something made up, and changes nothing',
  'POST /console/api/w/destinations/:id/sample': 'sends something made up, and changes nothing',
  'POST /v1/decide': 'is kept as a decision, with its receipt',
  'POST /v1/events': 'is data, and stands in the log of events',
  'POST /v1/meters': 'is data, and stands in the log of events',
  'POST /v1/conversions': 'is data, and stands in the log of events',
  'PUT /v1/accounts/:id': 'is data, and stands in the log of events',
  'PUT /v1/users/:id': 'is data, and stands in the log of events',
  'PUT /v1/users/:id/consent': 'is data, and stands in the log of events',
  'PUT /v1/accounts/:id/trials/:offer': 'is data, and stands in the log of events',
}

const signingSecret = 'whsec_that_no_log_has_ever_seen'
const unmatched: Subscription = {
  ...{ id: 'sub_1', customer: 'cus_1', startedAt: 0, standing: 'paying', currency: 'EUR' },
  ...{ mrr: { kind: 'known', micros: 0 }, items: [], account: null, decision: null },
}

type Step = {
  route: string
  tells: AuditAction
  run(at: Walk): Response | Promise<Response>
}
type Walk = App & {
  mailed: Promise<string>
  ask: Ask
  memory: Map<string, string>
  secrets: Set<string>
}

/** Asks as Ada, in the first workspace. */
const asAda =
  (method: string, path: string, body?: (at: Walk) => unknown): Step['run'] =>
  (at) =>
    at.ask(
      method,
      member +
        (path.startsWith('/') ? path : `/${path}`).replace(
          /\{(\w+)\}/g,
          (_, name) => at.memory.get(name) ?? name,
        ),
      body?.(at),
    )
const asKey =
  (method: string, path: string, body?: unknown): Step['run'] =>
  (at) =>
    at.api(
      method,
      path.replace(/\{(\w+)\}/g, (_, name) => at.memory.get(name) ?? name),
      body,
    )

/** Keeps what the answer says, so that nothing of it is found in the log or later steps can name it. */
const keeping =
  (run: Step['run'], take: (answer: Record<string, never>, at: Walk) => void): Step['run'] =>
  async (at) => {
    const response = await run(at)
    if (response.ok) take(await response.clone().json(), at)
    return response
  }

/** The address tells more than where it leads. */
const backend = {
  kind: 'webhook',
  name: 'Backend',
  hears: { events: ['trial_started'] },
  settings: { url: 'https://hooks.example/way-in-7731' },
}
const file = (name: string) => ({ format: 1, plans: { filed: { name, tier: 4 } } })
const later = (at: Walk) => new Date(at.clock.now + 3_600_000).toISOString()
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const definitionSteps = (
  root: string,
  run: (method: string, path: string, body?: unknown) => Step['run'],
  key: string,
): Step[] => {
  const isConsole = root.startsWith('/console')
  const put = (name: string, publish: boolean) =>
    isConsole
      ? run('PUT', `/definitions/plan/${key}`, { body: plan(name, 2), publish })
      : run('PUT', `/plans/${key}?publish=${publish}`, plan(name, 3))
  const path = isConsole ? `/definitions/plan/${key}` : `/plans/${key}`
  const at = `${root}/:key`
  const change = (what: string, tells: AuditAction): Step => ({
    route: isConsole ? `POST ${at}/:change` : `POST ${at}/${what}`,
    tells,
    run: run('POST', `${path}/${what}`),
  })
  const body = isConsole ? {} : undefined
  return [
    { route: `PUT ${at}`, tells: 'definition_created', run: put('One', false) },
    { route: `PUT ${at}`, tells: 'definition_edited', run: put('Two', false) },
    { route: `PUT ${at}`, tells: 'definition_published', run: put('Three', true) },
    change('pause', 'definition_paused'),
    change('resume', 'definition_resumed'),
    { route: `PUT ${at}`, tells: 'definition_edited', run: put('Four', false) },
    {
      route: `PUT ${at}/publication`,
      tells: 'publication_scheduled',
      run: (walk) => run('PUT', `${path}/publication`, { at: later(walk) })(walk),
    },
    {
      route: `DELETE ${at}/publication`,
      tells: 'publication_cancelled',
      run: run('DELETE', `${path}/publication`),
    },
    change('publish', 'definition_published'),
    {
      route: `POST ${at}/versions/:version/revert`,
      tells: 'definition_reverted',
      run: run('POST', `${path}/versions/1/revert`, body),
    },
    change('archive', 'definition_archived'),
    change('restore', 'definition_restored'),
    { route: `DELETE ${at}`, tells: 'definition_deleted', run: run('DELETE', path) },
  ]
}

const destinationSteps = (
  root: string,
  run: (method: string, path: string, body?: unknown) => Step['run'],
): Step[] => {
  const at = `${root}/destinations`
  const kept = (step: Step['run']) =>
    keeping(step, ({ destination, secret }, walk) => {
      walk.memory.set('destination', (destination as unknown as { id: string }).id)
      walk.secrets.add(secret ?? '')
    })
  const change = (what: string, tells: AuditAction): Step => ({
    route: `POST ${at}/:id/${what}`,
    tells,
    run: run('POST', `/destinations/{destination}/${what}`),
  })
  return [
    {
      route: `POST ${at}`,
      tells: 'destination_added',
      run: kept(run('POST', '/destinations', backend)),
    },
    {
      route: `PUT ${at}/:id`,
      tells: 'destination_changed',
      run: run('PUT', '/destinations/{destination}', { ...backend, name: 'Ours' }),
    },
    change('pause', 'destination_paused'),
    change('resume', 'destination_resumed'),
    {
      ...change('rotate', 'destination_secret_rotated'),
      run: kept(run('POST', '/destinations/{destination}/rotate')),
    },
    change('retry', 'deliveries_retried'),
    {
      route: `DELETE ${at}/:id`,
      tells: 'destination_removed',
      run: run('DELETE', '/destinations/{destination}'),
    },
  ]
}

/** The API's; the console's stand with its keys. */
const sourceSteps: Step[] = [
  {
    route: 'POST /v1/sources',
    tells: 'key_created',
    run: keeping(
      (at) =>
        at.api('POST', '/sources', { vendor: 'segment_webhook', sender: 'server', name: 'S' }),
      ({ source, secret }, at) => {
        at.memory.set('api_source', (source as unknown as { id: string }).id)
        at.secrets.add(secret ?? '')
      },
    ),
  },
  {
    route: 'PUT /v1/sources/:id',
    tells: 'source_changed',
    run: (at) => at.api('PUT', `/sources/${at.memory.get('api_source')}`, { name: 'Segment' }),
  },
  {
    route: 'POST /v1/sources/:id/rotate',
    tells: 'source_secret_changed',
    run: keeping(
      (at) => at.api('POST', `/sources/${at.memory.get('api_source')}/rotate`),
      ({ secret }, at) => at.secrets.add(secret ?? ''),
    ),
  },
  {
    route: 'PUT /v1/sources/:id/secret',
    tells: 'source_secret_changed',
    run: async (at) => {
      const { id } = await at.addSource('zendesk')
      at.secrets.add(signingSecret)
      return at.api('PUT', `/sources/${id}/secret`, { secret: signingSecret })
    },
  },
  {
    route: 'DELETE /v1/sources/:id',
    tells: 'key_revoked',
    run: (at) => at.api('DELETE', `/sources/${at.memory.get('api_source')}`),
  },
]

const c = '/console/api/w'
const steps: Step[] = [
  ...definitionSteps(
    `${c}/definitions/:kind`,
    (m, p, b) => asAda(m, p, b ? () => b : undefined),
    'ours',
  ),
  ...definitionSteps('/v1/plans', asKey, 'theirs'),
  {
    route: 'POST /v1/plans',
    tells: 'definition_created',
    run: asKey('POST', '/plans', { key: 'new', ...plan('New', 5) }),
  },
  {
    route: `PUT ${c}/file`,
    tells: 'file_imported',
    run: asAda('PUT', '/file', () => file('Filed')),
  },
  {
    route: 'PUT /v1/definitions',
    tells: 'file_imported',
    run: asKey('PUT', '/definitions', file('Filed anew')),
  },
  {
    route: `POST ${c}/pictures`,
    tells: 'picture_added',
    run: async (at) => {
      const cookie = at.memory.get('cookie') ?? ''
      const headers = {
        'content-type': 'application/octet-stream',
        cookie,
        origin: home,
      }
      return at.app.request(`${home}/console/api/w/w1/pictures`, {
        method: 'POST',
        headers,
        body: png,
      })
    },
  },
  {
    route: `PUT ${c}/settings`,
    tells: 'settings_changed',
    run: asAda('PUT', '/settings', () => ({ holdout: 0.2 })),
  },
  {
    route: `PUT ${c}/readiness`,
    tells: 'settings_changed',
    run: asAda('PUT', '/readiness', () => {
      const { readiness } = settingsOf()
      return { ...readiness, value: { ...readiness.value, full: 777 } }
    }),
  },
  {
    route: 'PUT /v1/settings',
    tells: 'settings_changed',
    run: asKey('PUT', '/settings', { holdout: 0.1 }),
  },
  {
    route: `PUT ${c}/settings/theme`,
    tells: 'theme_changed',
    run: asAda('PUT', '/settings/theme', () => ({ preset: 'soft' })),
  },
  {
    route: 'PUT /v1/alerts/:id/worth',
    tells: 'alert_judged',
    run: asKey('PUT', '/alerts/alert_told/worth', { worth: 'yes' }),
  },
  {
    route: `PUT ${c}/alerts/:id/worth`,
    tells: 'alert_judged',
    run: asAda('PUT', '/alerts/alert_told/worth', () => ({ worth: 'no' })),
  },
  {
    route: 'POST /v1/deliveries/:id/retry',
    tells: 'delivery_retried',
    run: asKey('POST', '/deliveries/{delivery}/retry'),
  },
  {
    route: `POST ${c}/deliveries/:id/retry`,
    tells: 'delivery_retried',
    run: asAda('POST', '/deliveries/{delivery}/retry'),
  },
  ...destinationSteps('/v1', asKey),
  ...sourceSteps,
  ...destinationSteps(c, (method, path, body) => asAda(method, path, () => body)),
  {
    route: `POST ${c}/keys`,
    tells: 'key_created',
    run: keeping(
      asAda('POST', '/keys', () => ({ kind: 'secret', name: 'CI' })),
      (answer, at) => {
        at.secrets.add(answer.secret ?? '')
      },
    ),
  },
  {
    route: `PUT ${c}/keys/:id/origins`,
    tells: 'key_origins_changed',
    run: asAda('PUT', '/keys/k1/origins', () => ({ origins: ['https://new.example'] })),
  },
  { route: `DELETE ${c}/keys/:id`, tells: 'key_revoked', run: asAda('DELETE', '/keys/k1') },
  {
    route: `POST ${c}/sources`,
    tells: 'key_created',
    run: keeping(
      asAda('POST', '/sources', () => ({ vendor: 'segment', sender: 'server', name: 'Tool' })),
      (answer, at) => {
        at.secrets.add(answer.secret ?? '')
        at.memory.set('source', (answer.source as unknown as { id: string }).id)
      },
    ),
  },
  {
    route: `PUT ${c}/sources/:id`,
    tells: 'source_changed',
    run: asAda('PUT', '/sources/{source}', () => ({ name: 'Another tool' })),
  },
  {
    route: `PUT ${c}/sources/:id/secret`,
    tells: 'source_secret_changed',
    run: async (at) => {
      const { id } = await at.addSource('stripe')
      at.memory.set('stripe', id)
      at.secrets.add(signingSecret)
      return at.ask('PUT', `${member}/sources/${id}/secret`, { secret: signingSecret })
    },
  },
  {
    route: `PUT ${c}/sources/:id/customers/:customer`,
    tells: 'customer_mapped',
    run: async (at) => {
      const { deps, clock, memory } = at
      const source = memory.get('stripe') ?? ''
      const event = { id: 'evt_1', type: 'customer.subscription.created', at: clock.now }
      await deps.pipeline.keepBilling('w1', {
        vendor: 'stripe',
        event: { ...event, kind: 'subscription', rank: 0, subscription: unmatched },
        email: null,
        at: clock.now,
      })
      await deps.pipeline.settleBilling('w1', clock.now)
      return at.ask('PUT', `${member}/sources/${source}/customers/cus_1`, { account: 'acme' })
    },
  },
  {
    route: `PUT ${c}/sources/:id/requesters/:requester`,
    tells: 'requester_mapped',
    run: async (at) => {
      const id = at.memory.get('intercom') ?? (await at.addSource('intercom')).id
      at.memory.set('intercom', id)
      return at.ask('PUT', `${member}/sources/${id}/requesters/contact:1`, { account: 'acme' })
    },
  },
  {
    route: `DELETE ${c}/sources/:id/requesters/:requester`,
    tells: 'requester_unmapped',
    run: asAda('DELETE', '/sources/{intercom}/requesters/contact:1'),
  },
  {
    route: `DELETE ${c}/sources/:id`,
    tells: 'key_revoked',
    run: asAda('DELETE', '/sources/{source}'),
  },
  {
    route: `POST ${c}/identity/keys`,
    tells: 'identity_key_added',
    run: keeping(
      asAda('POST', '/identity/keys', () => ({ algorithm: 'HS256' })),
      (answer, at) => {
        at.secrets.add(answer.secret ?? '')
        at.memory.set('kid', (answer.key as unknown as { id: string }).id)
      },
    ),
  },
  {
    route: `PUT ${c}/identity/mode`,
    tells: 'identity_mode_changed',
    run: asAda('PUT', '/identity/mode', () => ({ mode: 'report' })),
  },
  {
    route: `DELETE ${c}/identity/keys/:id`,
    tells: 'identity_key_revoked',
    run: asAda('DELETE', '/identity/keys/{kid}'),
  },
  {
    route: `POST ${c}/people/invitations`,
    tells: 'invitation_made',
    run: keeping(
      asAda('POST', '/people/invitations', () => ({ role: 'viewer' })),
      (answer, at) => {
        at.secrets.add(answer.token ?? '')
        at.memory.set('token', answer.token ?? '')
      },
    ),
  },
  {
    route: 'POST /console/api/join',
    tells: 'invitation_taken',
    run: (at) => {
      const newcomer = { name: 'Cy', email: 'cy@example.com', password: 'newcomer-pass-99' }
      at.secrets.add(newcomer.password)
      return at.request(
        'POST',
        '/console/api/join',
        { token: at.memory.get('token'), newcomer },
        { origin: home },
      )
    },
  },
  {
    route: `DELETE ${c}/people/invitations/:id`,
    tells: 'invitation_revoked',
    run: async (at) => {
      await ok(at.ask('POST', `${member}/people/invitations`, { role: 'editor' }))
      const { invitations } = await ok(at.ask('GET', `${member}/people`))
      return at.ask('DELETE', `${member}/people/invitations/${invitations[0].id}`)
    },
  },
  {
    route: `PUT ${c}/people/:id`,
    tells: 'member_role_changed',
    run: asAda('PUT', '/people/bob', () => ({ role: 'admin' })),
  },
  { route: `DELETE ${c}/people/:id`, tells: 'member_removed', run: asAda('DELETE', '/people/bob') },
  {
    route: `POST ${c}/views`,
    tells: 'view_shared',
    run: keeping(
      asAda('POST', '/views', () => ({
        name: 'Big',
        isShared: true,
        filters: { query: 'zoe-secretly' },
      })),
      (answer, at) => {
        at.memory.set('view', answer.id ?? '')
        at.secrets.add('zoe-secretly')
      },
    ),
  },
  {
    route: `PUT ${c}/views/:id`,
    tells: 'view_changed',
    run: asAda('PUT', '/views/{view}', () => ({ name: 'Bigger', isShared: true, filters: {} })),
  },
  { route: `DELETE ${c}/views/:id`, tells: 'view_removed', run: asAda('DELETE', '/views/{view}') },
  {
    route: `PUT ${c}/accounts/:id/claim`,
    tells: 'account_claimed',
    run: asAda('PUT', '/accounts/acme/claim', () => ({})),
  },
  {
    route: `DELETE ${c}/accounts/:id/claim`,
    tells: 'account_released',
    run: asAda('DELETE', '/accounts/acme/claim'),
  },
  {
    route: 'PUT /v1/accounts/:id/claim',
    tells: 'account_claimed',
    run: asKey('PUT', '/accounts/acme/claim', { by: 'sam@crm.example' }),
  },
  {
    route: 'DELETE /v1/accounts/:id/claim',
    tells: 'account_released',
    run: asKey('DELETE', '/accounts/acme/claim'),
  },
  {
    route: `GET ${c}/accounts/:id/export`,
    tells: 'data_exported',
    run: asAda('GET', '/accounts/acme/export'),
  },
  {
    route: `GET ${c}/users/:id/export`,
    tells: 'data_exported',
    run: asAda('GET', '/users/mara/export'),
  },
  {
    route: 'GET /v1/accounts/:id/export',
    tells: 'data_exported',
    run: asKey('GET', '/accounts/acme/export'),
  },
  {
    route: 'GET /v1/users/:id/export',
    tells: 'data_exported',
    run: asKey('GET', '/users/mara/export'),
  },
  { route: `DELETE ${c}/users/:id`, tells: 'data_erased', run: asAda('DELETE', '/users/mara') },
  {
    route: `DELETE ${c}/accounts/:id`,
    tells: 'data_erased',
    run: asAda('DELETE', '/accounts/acme'),
  },
  { route: 'DELETE /v1/users/:id', tells: 'data_erased', run: asKey('DELETE', '/users/tom') },
  {
    route: 'DELETE /v1/accounts/:id',
    tells: 'data_erased',
    run: asKey('DELETE', '/accounts/other'),
  },
  { route: 'DELETE /v1/users/:id/erasure', tells: 'erasure_lifted', run: lifting('users/tom') },
  {
    route: 'DELETE /v1/accounts/:id/erasure',
    tells: 'erasure_lifted',
    run: lifting('accounts/other'),
  },
  { route: 'POST /console/api/auth/sign-in/email', tells: 'signed_in', run: signingIn },
  {
    route: 'DELETE /console/api/me/sessions/:id',
    tells: 'sessions_ended',
    run: async (at) => {
      const sessions = await ok(at.ask('GET', '/me/sessions'))
      const other = sessions.find((one: { isThis: boolean }) => !one.isThis)
      return at.ask('DELETE', `/me/sessions/${other.id}`)
    },
  },
  {
    route: 'DELETE /console/api/me/sessions',
    tells: 'sessions_ended',
    run: async (at) => {
      await signingIn(at)
      return at.ask('DELETE', '/me/sessions')
    },
  },
  {
    route: 'POST /console/api/auth/change-password',
    tells: 'password_changed',
    run: async (at) => {
      at.secrets.add('the-next-password-5')
      const response = await at.ask('POST', '/auth/change-password', {
        currentPassword: at.owner.password,
        newPassword: 'the-next-password-5',
      })
      // The session that asked is another one from now on.
      at.ask = await at.signIn(at.owner.email, 'the-next-password-5')
      return response
    },
  },
  {
    route: 'POST /console/api/auth/sign-out',
    tells: 'signed_out',
    run: async (at) => {
      const ask = await at.signIn(at.owner.email, 'the-next-password-5')
      const response = await ask('POST', '/auth/sign-out', {})
      at.ask = await at.signIn(at.owner.email, 'the-next-password-5')
      return response
    },
  },
  {
    route: 'POST /console/api/auth/forgot-password',
    tells: 'password_reset_asked',
    run: async (at) => {
      const body = { email: at.owner.email }
      const response = await at.request('POST', '/console/api/auth/forgot-password', body, {
        origin: home,
      })
      // It is sent after the answer.
      at.memory.set('reset', await at.mailed)
      at.secrets.add(await at.mailed)
      return response
    },
  },
  {
    route: 'POST /console/api/auth/reset-password',
    tells: 'password_reset',
    run: async (at) => {
      const body = { token: at.memory.get('reset'), password: at.owner.password }
      const response = await at.request('POST', '/console/api/auth/reset-password', body, {
        origin: home,
      })
      at.ask = await at.signIn()
      return response
    },
  },
  {
    route: 'POST /console/api/me/second-factor/confirm',
    tells: 'second_factor_turned_on',
    run: async (at) => {
      const { secret, uri } = await ok(
        at.ask('POST', '/me/second-factor', { password: at.owner.password }),
      )
      const code = codeAt(secret, at.clock.now)
      const response = await at.ask('POST', '/me/second-factor/confirm', { code })
      const { backupCodes } = await response.clone().json()
      for (const one of [secret, uri, ...backupCodes]) at.secrets.add(one)
      goOn(at, response)
      return response
    },
  },
  {
    route: `PUT ${c}/second-factor`,
    tells: 'second_factor_requirement_changed',
    run: async (at) => {
      const response = await at.ask('PUT', `${member}/second-factor`, { isRequired: true })
      await ok(at.ask('PUT', `${member}/second-factor`, { isRequired: false }))
      return response
    },
  },
  {
    route: 'POST /console/api/me/second-factor/backup-codes',
    tells: 'backup_codes_renewed',
    run: (at) => at.ask('POST', '/me/second-factor/backup-codes', { password: at.owner.password }),
  },
  {
    route: 'POST /console/api/me/second-factor/off',
    tells: 'second_factor_turned_off',
    run: async (at) => {
      const response = await at.ask('POST', '/me/second-factor/off', {
        password: at.owner.password,
      })
      goOn(at, response)
      return response
    },
  },
  {
    route: `DELETE ${c}/second-factor/:person`,
    tells: 'second_factor_removed',
    run: async (at) => {
      await at.deps.control.client.execute("DELETE FROM members WHERE person = 'bob'")
      await at.addMember('bob', 'w1', 'viewer')
      const asBob = await at.signIn('bob@example.com', at.owner.password)
      const { secret } = await ok(
        asBob('POST', '/me/second-factor', { password: at.owner.password }),
      )
      await ok(asBob('POST', '/me/second-factor/confirm', { code: codeAt(secret, at.clock.now) }))
      return at.ask('DELETE', `${member}/second-factor/bob`)
    },
  },
]

/** The session that asked is another one from now on. */
function goOn(at: Walk, response: Response) {
  const cookie = cookieOf(response)
  const { ask } = at
  at.ask = (method, path, body, headers = {}) => ask(method, path, body, { cookie, ...headers })
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')

function lifting(path: string): Step['run'] {
  return async (at) => {
    for (;;) {
      await at.deps.pipeline.sweep('w1', at.clock.now)
      const { status } = await ok(at.api('GET', `/${path}/erasure`))
      if (status === 'erased') return at.api('DELETE', `/${path}/erasure`)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

function signingIn(at: Walk) {
  const { email, password } = at.owner
  return at.request(
    'POST',
    '/console/api/auth/sign-in/email',
    { email, password },
    { origin: home },
  )
}

/** As the tables above name it. */
function named({ method, path }: { method: string; path: string }): string {
  const isMembers = path.startsWith('/console/api/w/:workspace')
  const name = isMembers ? nameOfRoute({ method, path }).replace(' ', ` ${c}`) : `${method} ${path}`
  return name
    .replace(/\/v1\/(triggers|nudges|offers|metered|plays)(?!\/(replay|dry-run)$)/, '/v1/plans')
    .replace(/\{[^}]*\}/g, '')
}

/** What is done once more has been done already. Of the rest each is another one, or begins something anew. */
const isRepeatable = (route: string) =>
  (/^(PUT|DELETE) /.test(route) || /\/(:change|pause|resume|archive)$/.test(route)) &&
  !/\/(sessions|invitations|second-factor|secret|customers)\b/.test(route) &&
  !/^DELETE .*\/(users|accounts)\/:id(\/erasure)?$/.test(route)

async function walked() {
  let take: (token: string) => void = () => {}
  const mailed = new Promise<string>((resolve) => {
    take = resolve
  })
  const mail = {
    send: async ({ text }: { text: string }) => take(/#token=(\S+)/.exec(text)?.[1] ?? ''),
    close: async () => {},
  }
  const app = await testApp({ mail, url: home })
  await app.addMember('bob', 'w1', 'viewer')
  const signed = await signingIn({ ...app } as Walk)
  const cookie = signed.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')
  const memory = new Map([['cookie', cookie]])
  const secrets = new Set([
    app.keys.secret,
    app.owner.password,
    'way-in-7731',
    decodeURIComponent(cookie.split('=')[1] ?? ''),
  ])
  const at: Walk = {
    ...app,
    ask: (m, p, b, h = {}) => app.request(m, `/console/api${p}`, b, { cookie, origin: home, ...h }),
    memory,
    secrets,
    mailed,
  }
  // A delivery to send again, and whom to claim and to erase.
  await ok(app.api('POST', '/destinations', backend))
  await ok(app.api('PUT', '/plans/team?publish=true', plan('Team')))
  await ok(
    app.api('PUT', '/offers/try?publish=true', {
      kind: 'trial',
      name: 'Try',
      plan: 'team',
      lasts: '14d',
    }),
  )
  await ok(app.api('PUT', '/accounts/acme', { traits: { name: 'acme-by-name' } }))
  await ok(app.api('PUT', '/users/mara', { account: 'acme', traits: { name: 'mara-by-name' } }))
  await ok(app.api('PUT', '/accounts/acme/trials/try', { endsAt: '2026-12-24T00:00:00Z' }))
  const { deliveries } = await ok(app.api('GET', '/deliveries'))
  memory.set('delivery', deliveries[0].id)
  for (const one of ['acme-by-name', 'mara-by-name']) secrets.add(one)
  await (await app.deps.openWorkspace('w1')).client.execute(
    `INSERT INTO alerts (id, play, signal, trigger, account, at, way, state)
     VALUES ('alert_told', 'to-owner', 'sig_1', 'wall', 'acme-by-name', 0, 'alert', 'told')`,
  )
  const log: { step: Step; entries: AuditEntry[] }[] = []
  const repeated: string[] = []
  let known = new Set((await logOf(at.ask)).entries.map(({ id }) => id))
  for (const step of steps) {
    const response = await step.run(at)
    expect(response.status, `${step.route}: ${await response.clone().text()}`).toBeLessThan(300)
    await response.text()
    const all = (await logOf(at.ask)).entries
    log.push({ step, entries: all.filter(({ id }) => !known.has(id)) })
    known = new Set([...known, ...all.map(({ id }) => id)])
    if (!isRepeatable(step.route)) continue
    await (await step.run(at)).text()
    const again = (await logOf(at.ask)).entries.filter(({ id }) => !known.has(id))
    repeated.push(...again.map(({ action }) => `${step.route}: ${action}`))
    known = new Set([...known, ...again.map(({ id }) => id)])
  }
  return { at, log, repeated }
}

test('each route that changes something tells of it or says why it need not, and no entry holds a secret', async () => {
  const { at, log, repeated } = await walked()
  // Each is a version of its own.
  expect(repeated.filter((one) => !one.endsWith(': definition_published'))).toEqual([])
  for (const { step, entries } of log) {
    expect(
      entries.map(({ action }) => action),
      step.route,
    ).toContain(step.tells)
    // Nothing that somebody asked for is told of Brim itself, but for who has not signed in.
    if (step.tells === 'password_reset_asked') continue
    expect(
      entries.map(({ by }) => by.kind),
      step.route,
    ).not.toContain('brim')
  }
  const routes = at.app.routes.filter(
    ({ method, path }) =>
      method !== 'ALL' &&
      // What tools send is data.
      !isDoor({ method, path }) &&
      (path.startsWith('/v1/') || path.startsWith('/console/api/')) &&
      (method !== 'GET' || path.endsWith('/:id/export')),
  )
  const told = new Set([
    ...steps.map((one) => one.route),
    ...Object.keys(untold),
    'POST /console/api/setup',
  ])
  const all = new Set(routes.map((route) => named(route).replace('/:id{[^}]*}', '/:id')))
  expect([...all].filter((one) => !told.has(one))).toEqual([])
  expect([...told].filter((one) => !all.has(one))).toEqual([])
  await demandNoSecrets(at)
}, 120_000)

/** Nor what is stored of somebody. */
async function demandNoSecrets(at: Walk) {
  const { client } = await at.deps.openWorkspace('w1')
  const ofWorkspace = (await client.execute('SELECT * FROM audit')).rows
  const ofControl = (await at.deps.control.client.execute('SELECT * FROM audit')).rows
  const exported = await (await at.ask('GET', `${member}/audit/export?format=jsonl`)).text()
  const hashes = (
    await at.deps.control.client.execute('SELECT hash FROM keys UNION SELECT hash FROM invitations')
  ).rows
  const all = JSON.stringify([ofWorkspace, ofControl, exported])
  expect(all.length).toBeGreaterThan(20_000)
  const secrets = [...at.secrets, ...hashes.map((row) => String(row.hash))]
  expect(secrets.length).toBeGreaterThan(12)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7)
    expect(all).not.toContain(secret)
  }
}
