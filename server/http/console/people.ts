/** Who belongs to a workspace: members with their roles, and links that let others in. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { personActor } from '../../../shared/audit/actor.ts'
import { dayMs } from '../../../shared/duration.ts'
import { type Role, roles } from '../../../shared/role.ts'
import { invitationMessage } from '../../mail/messages.ts'
import {
  addInvitation,
  listInvitations,
  revokeInvitation,
} from '../../store/control/invitations.ts'
import { listMembers, removeMember, setRole } from '../../store/control/members.ts'
import { findRole, listMemberships } from '../../store/control/people.ts'
import { isSecondFactorRequired } from '../../store/control/workspaces.ts'
import { ApiError } from '../api-error.ts'
import { describeError } from '../describe-error.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const role = z.enum(roles)
const newInvitation = z.strictObject({
  role,
  days: z.number().int().min(1).max(30).default(7),
  /** Where the link is mailed to as well. */
  email: z.email('This is no email address').max(254).optional(),
})

export const people = new Hono<MemberEnv>()
  .get('/', async (c) => {
    const { control, mail, now } = c.get('deps')
    const { id } = c.get('workspace')
    const [members, invitations, requiresSecondFactor] = await Promise.all([
      listMembers(control.db, id),
      listInvitations(control.db, id, now()),
      isSecondFactorRequired(control.db, id),
    ])
    return c.json({ members, invitations, requiresSecondFactor, byMail: mail !== null })
  })
  /** `token` is told once, for the link that is handed over. `mailed`: null where nobody asked for it. */
  .post('/invitations', validated('json', newInvitation), async (c) => {
    const { control, mail, now, newId } = c.get('deps')
    const { role, days, email } = c.req.valid('json')
    demandOwnerFor(c.get('role'), role)
    if (email && !mail) throw new ApiError('conflict', 'Brim cannot send mail here')
    const at = now()
    const token = await addInvitation(
      control.db,
      {
        id: newId('invitation'),
        workspace: c.get('workspace').id,
        role,
        invitedBy: c.get('person').id,
        at,
        expiresAt: at + days * dayMs,
      },
      personActor(c.get('person')),
    )
    const mailed = email ? await mailInvitation(c, { to: email, token, role, days }) : null
    return c.json({ token, expiresAt: at + days * dayMs, mailed }, 201)
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
    if (!(await setRole(db, which, role, doingIn(c)))) throw lastOwner()
    return c.json({ id: which.person, role })
  })
  .delete('/:id', async (c) => {
    const { db } = c.get('deps').control
    const which = { workspace: c.get('workspace').id, person: c.req.param('id') }
    const before = await findRole(db, which.person, which.workspace)
    if (!before) throw unknown()
    demandOwnerFor(c.get('role'), before)
    if (!(await removeMember(db, which, doingIn(c)))) throw lastOwner()
    return c.json({ removed: which.person })
  })

/** The link is good and told either way. */
async function mailInvitation(
  c: Context<MemberEnv>,
  { to, token, role, days }: { to: string; token: string; role: Role; days: number },
): Promise<'sent' | 'failed'> {
  const { control, mail, url, log } = c.get('deps')
  try {
    const of = c.get('workspace').id
    const mine = await listMemberships(control.db, c.get('person').id)
    const workspace = mine.find((one) => one.id === of)?.name ?? ''
    const link = `${url}/console/join#token=${token}`
    const by = c.get('person').name
    await mail?.send(invitationMessage({ to, by, workspace, role, link, days }))
    return 'sent'
  } catch (error) {
    log.error(describeError(error), 'an invitation was not mailed')
    return 'failed'
  }
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
