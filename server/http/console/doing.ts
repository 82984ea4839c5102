/** Who does what is asked for, and when, as it is told in the audit log. */
import type { Context } from 'hono'
import { personActor } from '../../../shared/audit/actor.ts'
import type { Doing } from '../../store/control/audit.ts'
import type { MemberEnv } from '../router.ts'

export const doingIn = (c: Context<MemberEnv>): Doing => ({
  by: personActor(c.get('person')),
  at: c.get('deps').now(),
})
