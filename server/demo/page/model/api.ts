/** Tideboard's own backend. */

import type { PlanKey } from '../../catalogue/plans.ts'
import type { Access, CardChange, Column, Session, Tide } from '../../tideboard.ts'

const base = '/demo/api'

export class ApiFailure extends Error {
  override name = 'ApiFailure'
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(base + path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new ApiFailure(answer?.error?.message ?? `Answered ${response.status}`)
  return answer as T
}

export type Identity = { account?: string; user?: string; name?: string; role?: string }

const pathOf = (account: string, ...rest: string[]) =>
  ['/accounts', ...[account, ...rest].map(encodeURIComponent)].join('/')

export const api = {
  signIn: (who: Identity) => call<Session>('POST', '/session', who),
  access: (account: string) => call<Access>('GET', `${pathOf(account)}/access`),
  token: async (account: string, member: string) =>
    (await call<{ token: string }>('GET', `${pathOf(account, 'members', member)}/token`)).token,
  addBoard: (account: string, name: string) =>
    call<Tide>('POST', `${pathOf(account)}/boards`, { name }),
  addCard: (account: string, board: string, card: { title: string; column: Column }) =>
    call<Tide>('POST', `${pathOf(account)}/boards/${encodeURIComponent(board)}/cards`, card),
  changeCard: (account: string, at: { board: string; card: string }, change: CardChange) =>
    call<Tide>('PATCH', cardPath(account, at), change),
  removeCard: (account: string, at: { board: string; card: string }) =>
    call<Tide>('DELETE', cardPath(account, at)),
  addMember: (account: string, member: { name: string; department: string; by: string }) =>
    call<Tide>('POST', `${pathOf(account)}/members`, member),
  choosePlan: (account: string, plan: PlanKey) =>
    call<{ tide: Tide; access: Access }>('POST', `${pathOf(account)}/plan`, { plan }),
  exportUrl: (account: string, board: string) =>
    `${base}${pathOf(account)}/boards/${encodeURIComponent(board)}/export.csv`,
  heardUrl: (account: string) => `${base}${pathOf(account)}/heard`,
}

function cardPath(account: string, { board, card }: { board: string; card: string }): string {
  return `${pathOf(account)}/boards/${encodeURIComponent(board)}/cards/${encodeURIComponent(card)}`
}
