/** A workspace with a source of billing, a catalogue, and what tests ask of it. */
import { expect } from 'vitest'
import type { BillingVendor } from '../../../shared/event/source.ts'
import { conversions } from '../../store/workspace/schema.ts'
import { testApp } from '../../test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>

type Signing = {
  vendor: BillingVendor
  secret: string
  header: string
  /** The header's value. */
  sign(payload: string, at: number): string
}

/** Plans without a price and with one, whose id in billing is `price_team`. */
export async function connectBilling(
  { vendor, secret, header, sign }: Signing,
  options: Parameters<typeof testApp>[0] = {},
) {
  const app = await testApp(options)
  const ask = await app.signIn()
  const wanted = { vendor, sender: 'server', name: vendor }
  const anotherSource = async () => {
    const { source } = await (await ask('POST', '/w/w1/sources', wanted)).json()
    const given = await ask('PUT', `/w/w1/sources/${source.id}/secret`, { secret })
    expect(given.status).toBe(200)
    return source as { id: string; text: string }
  }
  const source = await anotherSource()
  const of = `/w/w1/sources/${source.id}`
  const price = { amount: 1000, currency: 'EUR', interval: 'month', per: 'seat' }
  const prices = [{ ...price, billingId: 'price_team' }]
  await app.api('PUT', '/plans/free?publish=true', { name: 'Free', tier: 0 })
  await app.api('PUT', '/plans/team?publish=true', { name: 'Team', tier: 1, prices })
  const signed = (payload: string) => sign(payload, app.clock.now)
  const send = async (payload: string, value = signed(payload), key = source.text) =>
    app.request('POST', `/inbound/${vendor}/${key}`, payload, { [header]: value })
  const sendAll = async (...all: string[]) => {
    for (const one of all) expect((await send(one)).status).toBe(200)
  }
  const view = async () => (await ask('GET', `${of}/billing`)).json()
  const fates = async () =>
    ((await view()).entries as { fate: string; note: string }[]).map(
      ({ fate, note }) => `${fate} ${note}`,
    )
  const map = (customer: string, account: string) =>
    ask('PUT', `${of}/customers/${customer}`, { account })
  return { ...app, ask, anotherSource, source, of, send, sendAll, view, fates, map }
}
export type Connected = Awaited<ReturnType<typeof connectBilling>>

export const bought = async ({ deps }: Pick<App, 'deps'>) => {
  const rows = await (await deps.openWorkspace('w1')).db.select().from(conversions)
  return rows.map(({ account, kind, plan, mrrDelta, decision }) => ({
    ...{ account, kind, plan, mrrDelta, decision },
  }))
}

export const traitsOf = async ({ api }: Pick<App, 'api'>, account = 'acme') =>
  ((await (await api('GET', `/accounts/${account}`)).json()) as { traits?: object }).traits

export const change = (kind: string, mrrDelta: number, more = {}) => ({
  ...{ account: 'acme', kind, plan: 'team', mrrDelta, decision: null },
  ...more,
})

type Offered = { key: string; name: string; kind: string; plan?: string; seats?: number }

const ofTeam: Offered = { key: 'team', name: 'Team', kind: 'upgrade', plan: 'team' }

/** The decision of an offer, of the plan or of another, to somebody of the account. */
export async function decided(app: Connected, { key, ...offer }: Offered = ofTeam) {
  await app.api('PUT', `/offers/${key}?publish=true`, offer)
  const placement = `slot:${key}`
  await app.api('PUT', `/nudges/${key}?publish=true`, {
    name: key,
    format: 'inline',
    placement,
    offer: key,
    copy: { en: { title: 'More', actions: [{ kind: 'link', label: 'See', url: '/more' }] } },
  })
  const question = { user: 'mara', account: 'acme', placements: [placement] }
  const answer = await (await app.api('POST', '/decide', question)).json()
  const { id } = (answer as { decisions: [{ id: string }] }).decisions[0]
  return id
}

/** That it was shown. */
export async function seen(app: Connected, decision: string) {
  const messageId = `seen-${decision}`
  const item = { type: 'outcome', messageId, decisionId: decision, outcome: 'shown' }
  const answer = await app.widget('/sync', { ...app.session(), items: [item] })
  expect(answer.status).toBe(200)
}

/** Each header is refused with its words, and shown; nothing comes of the payload. */
export async function expectRefused(
  app: Connected,
  payload: string,
  headers: [what: string, header: string, words: RegExp][],
) {
  for (const [what, header, words] of headers) {
    const response = await app.send(payload, header)
    expect([response.status, (await response.json()).error.message], what).toEqual([
      401,
      expect.stringMatching(words),
    ])
  }
  const view = await app.view()
  expect(view.entries).toEqual([])
  expect(view.faults).toHaveLength(headers.length)
  return JSON.stringify([view, app.logged])
}

/** Until all that identified who was erased is gone. */
export async function eraseAccount(app: Connected, account: string) {
  await app.api('DELETE', `/accounts/${account}`)
  const { client } = await app.deps.openWorkspace('w1')
  await expect
    .poll(async () => (await client.execute('SELECT subject FROM erasures')).rows[0]?.subject)
    .toBeNull()
}
