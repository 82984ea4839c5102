/** A workspace in use: set up by its link, with the demo's catalogue, ten live triggers and people. */
import { catalogue } from '../../server/demo/catalogue.ts'
import type { Brim } from '../harness/brim.ts'
import { accounts, users } from './load/bodies.ts'
import { moreNudges } from './nudges.ts'
import { moreTriggers } from './triggers.ts'

export type Prepared = {
  workspace: string
  /** What a backend sends along with each request. */
  headers: Record<string, string>
  /** What stands in each request of a page, and where the page is. */
  page: { key: string; origin: string }
  /** Of a source that is Segment's libraries on a server. */
  writeKey: string
}

const json = { 'content-type': 'application/json' }

const send = async (url: string, init: RequestInit): Promise<unknown> => {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return response.json()
}

const setUp = async (brim: Brim) => {
  const link = (brim.ready as { setup?: string | null }).setup
  if (!link) throw new Error('The server has printed no setup link')
  const token = new URL(link).hash.replace('#token=', '')
  const owner = { name: 'Ada', email: 'ada@example.com', password: 'a long enough password' }
  const keys = await send(`${brim.url}/console/api/setup`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token, ...owner, workspace: 'Bench' }),
  })
  const made = keys as { workspace: string; secretKey: string; publishableKey: string }
  const headers = await signIn(brim.url, owner)
  const api = `${brim.url}/console/api/w/${made.workspace}`
  await allowOrigin(api, headers)
  return { ...made, writeKey: await addSource(api, headers) }
}

const origin = 'https://app.example.com'

type Headers = Record<string, string>

const signIn = async (
  url: string,
  { email, password }: { email: string; password: string },
): Promise<Headers> => {
  const from = { ...json, origin: new URL(url).origin }
  const entered = await fetch(`${url}/console/api/auth/sign-in/email`, {
    method: 'POST',
    headers: from,
    body: JSON.stringify({ email, password }),
  })
  const cookie = entered.headers.getSetCookie().map((one) => one.split(';')[0])
  return { ...from, cookie: cookie.join('; ') }
}

/** A page may use the workspace's publishable key. */
const allowOrigin = async (api: string, headers: Headers) => {
  const keys = `${api}/keys`
  const all = (await send(keys, { headers })) as { id: string; kind: string }[]
  const ofPages = all.find((one) => one.kind === 'publishable')
  const body = JSON.stringify({ origins: [origin] })
  await send(`${keys}/${ofPages?.id}/origins`, { method: 'PUT', headers, body })
}

const addSource = async (api: string, headers: Headers): Promise<string> => {
  const body = JSON.stringify({ vendor: 'segment', sender: 'server', name: 'Bench' })
  const made = await send(`${api}/sources`, { method: 'POST', headers, body })
  return (made as { secret: string }).secret
}

const putter = (url: string, headers: Record<string, string>) => (path: string, body: object) =>
  send(`${url}/v1/${path}`, { method: 'PUT', headers, body: JSON.stringify(body) })

/** With the demo's six they are fifty. */
export const publishMoreNudges = async (url: string, headers: Record<string, string>) => {
  const put = putter(url, headers)
  for (const nudge of moreNudges) await put(`nudges/${nudge.key}?publish=true`, nudge)
}

export const prepare = async (brim: Brim): Promise<Prepared> => {
  const { workspace, secretKey, publishableKey, writeKey } = await setUp(brim)
  const headers = { ...json, authorization: `Bearer ${secretKey}` }
  const put = putter(brim.url, headers)

  // Nobody is held out by chance.
  await put('settings', { holdout: 0 })
  // One after the other: a nudge refers to what comes before it.
  for (const { kind, body } of catalogue) await put(`${kind}s/${body.key}?publish=true`, body)
  for (const trigger of moreTriggers) await put(`triggers/${trigger.key}?publish=true`, trigger)
  await Promise.all(accounts.map((id) => put(`accounts/${id}`, { traits: { plan: 'free' } })))
  const traits = { department: 'sales' }
  await Promise.all(users.map(({ id, account }) => put(`users/${id}`, { account, traits })))
  return { workspace, headers, page: { key: publishableKey, origin }, writeKey }
}
