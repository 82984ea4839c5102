import { expect, test } from 'vitest'
import { bare, isSame, readWho } from './identity.ts'

const mira = { user: { id: 'mira', traits: { role: 'admin' } }, account: { id: 'harbour' } }

test.each([
  ['the same person', mira, true],
  ['the same person with other traits', { ...mira, user: { id: 'mira', traits: {} } }, true],
  ['another user', { ...mira, user: { id: 'noor' } }, false],
  ['the same user in another account', { ...mira, account: { id: 'quay' } }, false],
  ['the same user without an account', { user: mira.user }, false],
  ['nobody', undefined, false],
])('knows whether %s is somebody else', (_, next, expected) => {
  expect(isSame(mira, next)).toBe(expected)
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

test('copies traits, and refuses what cannot be sent', () => {
  const tags = ['a']
  const who = readWho({ user: { id: 'mira', tags } as never })
  tags.push('b')
  expect(who?.user.traits).toEqual({ tags: ['a'] })
  expect(() => readWho({ user: { id: 'mira', seats: 3n } as never })).toThrow()
})

test('keeps the token, and what brings the next one, and out of the queue', () => {
  const getToken = () => 'next'
  const who = readWho({ user: { id: 'mira' }, token: 'a.b.c', getToken, more: 1 } as never)
  expect(who).toEqual({ user: { id: 'mira', traits: {} }, token: 'a.b.c', getToken })
  expect(JSON.stringify(who && bare(who))).not.toContain('a.b.c')
})
