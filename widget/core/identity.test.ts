import { expect, test } from 'vitest'
import { bare, become, type Identity, readWho } from './identity.ts'

const mira = { user: { id: 'mira', traits: { role: 'admin' } }, account: { id: 'harbour' } }

test.each([
  ['the same person', mira, 0],
  ['the same person with other traits', { ...mira, user: { id: 'mira', traits: {} } }, 0],
  ['another user', { ...mira, user: { id: 'noor' } }, 1],
  ['the same user in another account', { ...mira, account: { id: 'quay' } }, 1],
  ['the same user without an account', { user: mira.user }, 1],
  ['nobody', undefined, 1],
])('%s begins a new generation or does not', (_, next, generations) => {
  const identity: Identity = { who: mira, generation: 7 }
  expect(become(identity, next)).toBe(generations === 1)
  expect(identity).toEqual({ who: next, generation: 7 + generations })
})

test('takes the id out of what a page says, and leaves the traits', () => {
  expect(readWho({ user: { id: 7, role: 'admin' } as never, account: { id: 'harbour' } })).toEqual({
    user: { id: '7', traits: { role: 'admin' } },
    account: { id: 'harbour', traits: {} },
  })
})

test.each([
  undefined,
  {},
  { user: null },
  { user: {} },
  { user: { id: '' } },
  { user: { id: null } },
])('knows nobody by %j', (given) => {
  expect(readWho(given)).toBeUndefined()
})

test('keeps ids alone for the queue', () => {
  expect(bare(mira)).toEqual({ user: { id: 'mira' }, account: { id: 'harbour' } })
})
