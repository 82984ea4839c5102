import { expect, test } from 'vitest'
import type { Key, Start } from '../../contract.ts'
import { nextStep, progressOf, stepsDone } from './start-steps.ts'

const key: Key = {
  id: 'k',
  kind: 'publishable',
  name: 'Website',
  text: 'pk_1',
  origins: [],
  createdAt: 0,
  lastUsedAt: null,
}
const nothing: Start = { heard: null, places: [], seen: null, origins: [], wrongKeys: [] }
const fresh = { keys: [key], start: nothing, identity: undefined, published: 0 }

test('of a new workspace nothing is done, and the way begins with where pages are', () => {
  const done = stepsDone(fresh)
  expect(Object.values(done)).not.toContain(true)
  expect(nextStep(done)).toBe('origins')
  expect(progressOf(done)).toEqual({ done: 0, of: 5 })
})

test('a page that was refused has the snippet, and is not heard', () => {
  const origin = { key: 'k', origin: 'https://a.example', isAllowed: false, refused: 3, lastAt: 1 }
  const done = stepsDone({ ...fresh, start: { ...nothing, origins: [origin] } })
  expect(done).toMatchObject({ snippet: true, origins: false, heard: false })
})

test('all is done when a prompt was seen, whether tokens are signed or not', () => {
  const seen = { decision: 'd', nudge: 'n', account: 'a', user: 'u', at: 1, path: '/' }
  const heard = { account: 'a', user: 'u', at: 1 }
  const done = stepsDone({
    keys: [{ ...key, origins: ['https://a.example'] }],
    start: { ...nothing, heard, seen },
    identity: undefined,
    published: 1,
  })
  expect(nextStep(done)).toBeUndefined()
  expect(progressOf(done)).toEqual({ done: 5, of: 5 })
})
