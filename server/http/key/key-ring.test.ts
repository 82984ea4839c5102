import { expect, test } from 'vitest'
import type { Store } from '../../store/open.ts'
import { testApp } from '../../test-app.ts'
import { createKeyRing } from './key-ring.ts'

test('all that come while a key is looked for wait for one answer; what fails is not kept', async () => {
  const { deps, keys, clock } = await testApp()
  let reads = 0
  let isAway = false
  const db = new Proxy(deps.control.db, {
    get(target, name, all) {
      if (name === 'select') {
        reads++
        if (isAway) throw new Error('The database is away')
      }
      return Reflect.get(target, name, all)
    },
  })
  const ring = createKeyRing({ ...deps.control, db } satisfies Store, () => clock.now)
  const findTwice = () => Promise.all([ring.find(keys.secret), ring.find(keys.secret)])

  const [one, other] = await findTwice()
  expect(one).toMatchObject({ id: 'k2' })
  expect(other).toEqual(one)
  expect(reads).toBe(1)

  clock.now += 1_000
  isAway = true
  await expect(findTwice()).rejects.toThrow('away')
  isAway = false
  expect(await findTwice()).toEqual([one, other])
  expect(reads).toBe(3)
})
