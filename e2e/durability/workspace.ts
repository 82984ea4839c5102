// A workspace of its own, without the demo: set up by the link that the server prints.

import { families } from '../../shared/definition/trigger.ts'
import { toldEvents } from '../../shared/destination/kind.ts'
import type { Brim } from '../harness/brim.ts'

export type Workspace = {
  id: string
  publishableKey: string
  secretKey: string
  /** The session of its owner. */
  cookie: string
}

export const origin = 'https://app.example.com'
/** A trigger fires once for each account that has had so many probes, and never again. */
export const firesAt = 5

const owner = { name: 'Ada', email: 'ada@example.com', password: 'a long enough password' }

const ask = (url: string, method: string, body?: unknown, headers = {}) =>
  fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(5_000),
  })

/** The owner of the workspace signs in, whatever comes of it. */
export const signIn = (url: string) => {
  const { email, password } = owner
  const from = { origin: new URL(url).origin }
  return ask(`${url}/console/api/auth/sign-in/email`, 'POST', { email, password }, from)
}

export const send = async (url: string, method: string, body?: unknown, headers = {}) => {
  const response = await ask(url, method, body, headers)
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return response
}

/** Counts probes above a number: each number is another counter, filled from the log. */
export const probeTrigger = (above: number) => ({
  name: 'Probes',
  family: 'expansion_of_use',
  subject: 'account',
  when: {
    all: [
      { measure: { count: { event: 'probe', within: '7d' } }, gte: firesAt },
      {
        measure: {
          sum: { event: 'probe', property: 'n', where: { n: { gte: above } }, within: '7d' },
        },
        gte: 0,
      },
      { measure: { distinct: { event: 'probe', of: 'user', within: '24h' } }, gte: 1 },
    ],
  },
  cooldown: '400d',
})

const definitions = {
  'plans/team': { name: 'Team', tier: 1 },
  'offers/try-team': { name: 'Try Team', kind: 'trial', plan: 'team', lasts: '14d' },
  'triggers/probes': probeTrigger(0),
  'nudges/try-team': {
    name: 'Try Team',
    format: 'inline',
    placement: 'slot:promo',
    offer: 'try-team',
    copy: { en: { title: 'Try Team', actions: [{ kind: 'trial', label: 'Start' }] } },
    caps: { perUser: { every: '1d', times: 1000 }, lifetime: 1000 },
  },
}

/** All that a destination can hear. */
const everything = {
  families,
  events: toldEvents,
}

/** What each signal of probes sets off: its account's owner is told. */
export const alerting = {
  key: 'to-owner',
  name: 'To the owner',
  when: { triggers: ['probes'] },
  actions: [{ kind: 'alert' }],
}

export const alertsPerDay = 3
/**
 * Reps are told by this destination at any hour, and no digest goes out meanwhile: it is noon where they
 * are, so that no day begins either.
 */
export const salesBy = (destination: string, now: number) => {
  const hour = new Date(now).getUTCHours()
  const toNoon = hour <= 12 ? `-${12 - hour}` : `+${hour - 12}`
  return {
    ownerTrait: 'owner_email',
    rules: [],
    defaultOwner: 'default@sales.example',
    reps: [],
    // Signs of these names are the other way round: in "Etc/GMT-5" it is five hours later.
    timeZone: hour === 12 ? 'UTC' : `Etc/GMT${toNoon}`,
    quiet: { from: '00:00', to: '00:00', weekends: false },
    alertsPerDay,
    digestAt: '00:00',
    destination,
    spendsBudget: true,
  }
}

/** Publishes what the audit counts. `webhook`: where what happens is told, also to reps. */
export const publishAll = async (url: string, secretKey: string, webhook?: string) => {
  const backend = { authorization: `Bearer ${secretKey}` }
  // Nobody is held out by chance.
  await send(`${url}/v1/settings`, 'PUT', { holdout: 0 }, backend)
  if (webhook) {
    const destination = { kind: 'webhook', name: 'Receiver', settings: { url: webhook } }
    const made = await send(
      `${url}/v1/destinations`,
      'POST',
      { ...destination, hears: everything },
      backend,
    )
    const { destination: to } = (await made.json()) as { destination: { id: string } }
    await send(`${url}/v1/settings`, 'PUT', { sales: salesBy(to.id, Date.now()) }, backend)
  }
  const all = { ...definitions, ...(webhook ? { [`plays/${alerting.key}`]: alerting } : {}) }
  for (const [path, body] of Object.entries(all)) {
    await send(`${url}/v1/${path}?publish=true`, 'PUT', body, backend)
  }
}

/** `webhook`: the server must be allowed to send there. */
export const setUp = async (brim: Brim, webhook?: string): Promise<Workspace> => {
  const api = `${brim.url}/console/api`
  const token = new URL(brim.ready.setup ?? '').hash.replace('#token=', '')
  const made = await send(`${api}/setup`, 'POST', { token, ...owner, workspace: 'Durable' })
  const { workspace: id, ...keys } = (await made.json()) as Workspace & { workspace: string }

  const from = { origin: new URL(brim.url).origin }
  const entered = await signIn(brim.url)
  const cookies = entered.headers.getSetCookie().map((one) => one.split(';')[0])
  const cookie = cookies.join('; ')
  const person = { ...from, cookie }
  const listed = await send(`${api}/w/${id}/keys`, 'GET', undefined, person)
  const all = (await listed.json()) as { id: string; kind: string }[]
  const widgetKey = all.find((one) => one.kind === 'publishable')
  await send(`${api}/w/${id}/keys/${widgetKey?.id}/origins`, 'PUT', { origins: [origin] }, person)

  await publishAll(brim.url, keys.secretKey, webhook)
  return { id, publishableKey: keys.publishableKey, secretKey: keys.secretKey, cookie }
}
