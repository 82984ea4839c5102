import { expect, test } from 'vitest'
import { dayMs } from '../../../shared/duration.ts'
import { testApp } from '../../test-app.ts'
import { retireControl } from './retire.ts'
import { sessions } from './schema.ts'

test('a session that has run out goes, one that has not stays', async () => {
  const { signIn, deps } = await testApp()
  await signIn()
  const { db } = deps.control
  // better-auth tells the time by the machine's clock.
  await retireControl(db, Date.now())
  expect(await db.$count(sessions)).toBe(1)
  await retireControl(db, Date.now() + 8 * dayMs)
  expect(await db.$count(sessions)).toBe(0)
})
