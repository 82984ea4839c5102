/** Who belongs to a workspace: members with their roles, and links that let others in. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import { dayMs } from '../../../shared/value/duration.ts'
import { type Role, roles } from '../../../shared/workspace/role.ts'
import { invitationMessage } from '../../mail/messages.ts'
import {
  addInvitation,
  listInvitations,
  revokeInvitation,
} from '../../store/control/invitations.ts'
import { listMembers, removeMember, setRole } from '../../store/control/members.ts'
import { findRole, listMemberships } from '../../store/control/people.ts'
import { isSecondFactorRequired } from '../../store/control/workspaces.ts'
import { ApiError } from '../answer/api-error.ts'
import type { MemberEnv } from '../router.ts'
import { demandPatience } from './auth/password.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const role = z.enum(roles)
const newInvitation = z.strictObject({
  role,
  days: z.number().int().min(1).max(30).default(7),
  /** Where the link is mailed to as well. */
  email: z.email('This is no e-mail address').max(254).optional(),
})

export const people = new Hono<MemberEnv>()
  .get('/', async (c) => {
    const { control, post, now } = c.get('deps')
    const { id } = c.get('workspace')
    const [members, invitations, requiresSecondFactor] = await Promise.all([
      listMembers(control.db, id),
      listInvitations(control.db, id, now()),
      isSecondFactorRequired(control.db, id),
    ])
    return c.json({ members, invitations, requiresSecondFactor, byMail: post !== null })
  })
  /** `token` is told once, for the link that is handed over. `mailed`: null where nobody asked for it; `waiting`, it is tried again. */
  .post('/invitations', validated('json', newInvitation), async (c) => {
    const { control, inviteThrottle, post, now, newId } = c.get('deps')
    const { role, days, email } = c.req.valid('json')
    demandOwnerFor(c.get('role'), role)
    if (email && !post) throw new ApiError('conflict', 'Brim cannot send mail here')
    if (email) {
      const { waitMs } = await inviteThrottle.take(c.get('person').id)
      demandPatience(waitMs, 'Too many invitations by mail')
    }
    const at = now()
    const expiresAt = at + days * dayMs
    const id = newId('invitation')
    const words = email && { ...(await wordsOf(c)), to: email, role, days }
    const { token, mail } = await addInvitation(
      control.db,
      {
        ...{ id, role, at, expiresAt },
        workspace: c.get('workspace').id,
        invitedBy: c.get('person').id,
        mail:
          post && words
            ? (token) => {
                const link = `${c.get('deps').url}/console/join#token=${token}`
                const message = invitationMessage({ ...words, link })
                return post.seal(message, { invitation: id, expiresAt })
              }
            : undefined,
      },
      personActor(c.get('person')),
    )
    const mailed = post && mail ? await post.deliver(mail) : null
    return c.json({ token, expiresAt, mailed }, 201)
  })
  .delete('/invitations/:id', async (c) => {
    const which = { workspace: c.get('workspace').id, id: c.req.param('id') }
    if (!(await revokeInvitation(c.get('deps').control.db, which, doingIn(c)))) {
      throw new ApiError('not_found', 'There is no such invitation any more')
    }
    return c.json({ revoked: which.id })
  })
  .put('/:id', validated('json', z.strictObject({ role })), async (c) => {
    const { db } = c.get('deps').control
    const which = { workspace: c.get('workspace').id, person: c.req.param('id') }
    const { role } = c.req.valid('json')
    const before = await findRole(db, which.person, which.workspace)
    if (!before) throw unknown()
    demandOwnerFor(c.get('role'), role, before)
    if (!(await setRole(db, which, role, { ...doingIn(c), as: c.get('role') }))) throw lastOwner()
    return c.json({ id: which.person, role })
  })
  .delete('/:id', async (c) => {
    const { db } = c.get('deps').control
    const which = { workspace: c.get('workspace').id, person: c.req.param('id') }
    const before = await findRole(db, which.person, which.workspace)
    if (!before) throw unknown()
    demandOwnerFor(c.get('role'), before)
    if (!(await removeMember(db, which, { ...doingIn(c), as: c.get('role') }))) throw lastOwner()
    return c.json({ removed: which.person })
  })

/** Who invites, to where. */
async function wordsOf(c: Context<MemberEnv>): Promise<{ by: string; workspace: string }> {
  const of = c.get('workspace').id
  const mine = await listMemberships(c.get('deps').control.db, c.get('person').id)
  const workspace = mine.find((one) => one.id === of)?.name ?? ''
  return { by: c.get('person').name, workspace }
}

const unknown = () => new ApiError('not_found', 'There is no such member')
const lastOwner = () =>
  new ApiError('conflict', 'A workspace keeps an owner: make somebody else one first')

/** Who owns the workspace is the owners' to say. */
function demandOwnerFor(own: Role, ...of: Role[]) {
  if (own !== 'owner' && of.includes('owner')) {
    throw new ApiError('forbidden', 'Only an owner says who else is one')
  }
}
