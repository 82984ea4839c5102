/** Brim as any customer's backend sees it: its HTTP API and a secret key, nothing else. */

import type { DecisionRecord } from '../../shared/decision/decision.ts'
import type { Traits } from '../../shared/event/event.ts'
import type { AccountResponse, EntitlementsResponse } from '../../shared/protocol/api.ts'

export type BrimAddress = {
  /** The origin of the API. */
  url: string
  secretKey: string
  /** Over the network, or straight into the app of the same process. */
  fetch(request: Request): Response | Promise<Response>
}

type DemoEvent = { name: string; account: string; user: string; properties: Traits }

export type BrimClient = ReturnType<typeof createBrimClient>

export function createBrimClient({ url, secretKey, fetch }: BrimAddress) {
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const response = await fetch(
      new Request(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )
    if (response.ok || response.status === 404) return response
    throw new Error(`Brim answered ${response.status} to ${method} ${path}`)
  }
  const id = encodeURIComponent
  return {
    async account(account: string): Promise<AccountResponse | undefined> {
      const response = await send('GET', `/v1/accounts/${id(account)}`)
      return response.ok ? ((await response.json()) as AccountResponse) : undefined
    },
    async putAccount(account: string, traits: Traits): Promise<void> {
      await send('PUT', `/v1/accounts/${id(account)}`, { traits })
    },
    async putUser(user: string, account: string, traits: Traits): Promise<void> {
      await send('PUT', `/v1/users/${id(user)}`, { account, traits })
    },
    async sendEvents(events: DemoEvent[]): Promise<void> {
      await send('POST', '/v1/events', { events })
    },
    async entitlements(account: string): Promise<EntitlementsResponse | undefined> {
      const response = await send('GET', `/v1/accounts/${id(account)}/entitlements`)
      return response.ok ? ((await response.json()) as EntitlementsResponse) : undefined
    },
    async decision(decision: string): Promise<DecisionRecord | undefined> {
      const response = await send('GET', `/v1/decisions/${id(decision)}`)
      return response.ok ? ((await response.json()) as DecisionRecord) : undefined
    },
  }
}
