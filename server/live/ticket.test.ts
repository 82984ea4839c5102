import { expect, test } from 'vitest'
import { createTickets } from './ticket.ts'

const secret = 'the same on every node, and long'
const holder = {
  key: 'pk_1',
  workspace: 'w1',
  visitor: { account: 'acme', user: 'mara@acme.example', page: '/a', locale: null, device: null },
}
const at = (now: number, with_ = secret) => createTickets(with_, () => now)

test('a ticket of one node is read by another, for an hour, and tells nobody else who it is for', async () => {
  const ticket = await at(0).issue(holder)
  expect(await at(3_599_000).read(ticket)).toEqual({ holder, expiresAt: 3_600_000 })
  expect(await at(3_601_000).read(ticket)).toBeUndefined()
  const signed = await at(0).issue(holder, 60_000)
  expect(await at(61_000).read(signed)).toBeUndefined()
  const parts = ticket.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
  expect(parts.join(' ')).not.toMatch(/mara|acme|pk_1/)
  expect(ticket.length).toBeLessThan(600)
})

/** Another byte in the middle of what is sealed. */
const changed = (ticket: string) => {
  const at = ticket.length - 60
  return ticket.slice(0, at) + (ticket[at] === 'A' ? 'B' : 'A') + ticket.slice(at + 1)
}

test.each([
  ['of another secret', async () => at(0, 'another secret, as long as it').issue(holder)],
  ['changed', async () => changed(await at(0).issue(holder))],
  ['cut', async () => (await at(0).issue(holder)).slice(0, -20)],
  ['a plain token', async () => 'eyJhbGciOiJub25lIn0.eyJrZXkiOiJwayJ9.'],
  ['nonsense', async () => '../../etc/passwd'],
  ['nothing', async () => ''],
])('a ticket that is %s opens nothing', async (_, make) => {
  expect(await at(0).read(await make())).toBeUndefined()
})
