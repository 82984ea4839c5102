/** Help for people who can't come in any more, from whoever runs Brim. */
import { cli } from '../../shared/audit/actor.ts'
import { addPasswordReset } from '../store/control/password-resets.ts'
import { findPersonByEmail } from '../store/control/people.ts'
import { removeSecondFactor } from '../store/control/second-factors.ts'
import { type Command, type Line, Refused } from './command.ts'
import type { Owned } from './run-command.ts'

type Of<K extends Command['command']> = Extract<Command, { command: K }>

/** A link, as it comes by mail where mail is set up. The password stays until it is used. */
export async function resetPassword(
  owned: Pick<Owned, 'control' | 'now' | 'url'>,
  { email }: Of<'password_reset'>,
): Promise<Line[]> {
  const { control, now, url } = owned
  const at = now()
  const person = await findPerson(owned, email)
  const { token, expiresAt } = await addPasswordReset(control.db, { person, by: cli, at })
  return [{ type: 'link', link: `${url}/console/reset#token=${token}`, email, expiresAt }]
}

/** Ends their sessions. */
export async function dropSecondFactor(
  owned: Pick<Owned, 'control' | 'now'>,
  { email }: Of<'second_factor_remove'>,
): Promise<Line[]> {
  const person = await findPerson(owned, email)
  const doing = { by: cli, at: owned.now() }
  if (!(await removeSecondFactor(owned.control.db, person, doing))) {
    throw new Refused(`${email} has no second factor`)
  }
  return [{ type: 'second_factor_removed', email }]
}

async function findPerson({ control }: Pick<Owned, 'control'>, email: string): Promise<string> {
  const person = await findPersonByEmail(control.db, email)
  if (!person) throw new Refused('Nobody with this e-mail address is there')
  return person.id
}
