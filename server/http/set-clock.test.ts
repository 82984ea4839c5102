// Memories that hold for a while: a clock that is set back must not make that while longer.
import { expect, test } from 'vitest'
import { minuteMs } from '../../shared/value/duration.ts'
import type { Store } from '../store/open.ts'
import { testApp } from '../test-app.ts'
import { createThrottle } from './console/auth/throttle.ts'
import { createKeyRing } from './key/key-ring.ts'

test('who guessed by a clock ahead is not kept out until its time has come', async () => {
  const clock = { now: 1000 * minuteMs }
  const throttle = createThrottle({ most: 1, withinMs: 5 * minuteMs }, () => clock.now)
  const waitMs = async () => (await throttle.take('ada')).waitMs
  expect(await waitMs()).toBe(0)
  expect(await waitMs()).toBe(5 * minuteMs)
  clock.now = 0
  expect(await waitMs()).toBe(0)
  expect(await waitMs()).toBe(5 * minuteMs)
})

test('a key that was read by a clock ahead is read anew', async () => {
  const { deps, keys, clock } = await testApp()
  let reads = 0
  const db = new Proxy(deps.control.db, {
    get(target, name, all) {
      if (name === 'select') reads++
      return Reflect.get(target, name, all)
    },
  })
  const ring = createKeyRing({ ...deps.control, db } satisfies Store, () => clock.now)
  await ring.find(keys.secret)
  await ring.find(keys.secret)
  expect(reads).toBe(1)
  clock.now -= 60 * minuteMs
  expect(await ring.find(keys.secret)).toBeDefined()
  expect(reads).toBe(2)
})
