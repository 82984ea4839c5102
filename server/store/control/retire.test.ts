import { expect, test } from 'vitest'
import { brim } from '../../../shared/audit/actor.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { testApp } from '../../test-app.ts'
import { addPasswordReset } from './password-resets.ts'
import { retireControl } from './retire.ts'
import { passwordResets, sessions } from './schema.ts'

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

test('a link for a new password goes when its hour is over', async () => {
  const { deps, clock } = await testApp()
  const { db } = deps.control
  await addPasswordReset(db, { person: 'ada', by: brim, at: clock.now })
  await retireControl(db, clock.now + 3_599_000)
  expect(await db.$count(passwordResets)).toBe(1)
  await retireControl(db, clock.now + 3_601_000)
  expect(await db.$count(passwordResets)).toBe(0)
})
