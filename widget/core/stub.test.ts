import { expect, test } from 'vitest'
import type { Brim } from './api.ts'
import { drain, type Stub } from './stub.ts'

test('makes the calls that waited, and those that the stub still gets', () => {
  const tracked: unknown[] = []
  const brim = { track: (name: string) => tracked.push(name) } as unknown as Brim
  const stub: Stub = {
    q: [
      ['track', ['before']],
      ['unheard-of', []],
      // What the stub has given up.
      [{ shown: false } as never, ['export']],
    ],
  }
  drain(stub, brim)
  stub.q?.push(['track', ['after']])
  expect(tracked).toEqual(['before', 'after'])
})

test('answers those who wait for an answer', () => {
  const answers: unknown[] = []
  const brim = { version: '1', on: () => 'undo' } as unknown as Brim
  drain({ q: [['on', ['action'], (answer) => answers.push(answer)]] }, brim)
  expect(answers).toEqual(['undo'])
})

test.each([undefined, {}, { q: undefined }])('has nothing to do for %j', (stub) => {
  expect(() => drain(stub as Stub, {} as Brim)).not.toThrow()
})
