/** Whether the members of a workspace need a second factor, and help for who has lost theirs. */
import { Hono } from 'hono'
import { z } from 'zod'
import { may } from '../../../../shared/workspace/role.ts'
import { listMemberships } from '../../../store/control/people.ts'
import { findSecondFactor, removeSecondFactor } from '../../../store/control/second-factors.ts'
import { requireSecondFactor } from '../../../store/control/workspaces.ts'
import { ApiError } from '../../answer/api-error.ts'
import type { MemberEnv } from '../../router.ts'
import { doingIn } from '../doing.ts'
import { validated } from '../validated.ts'

export const secondFactor = new Hono<MemberEnv>()
  /** From the next request on; who has none sets one up first, and can do nothing else here. */
  .put('/', validated('json', z.strictObject({ isRequired: z.boolean() })), async (c) => {
    const { db } = c.get('deps').control
    const { isRequired } = c.req.valid('json')
    const own = await findSecondFactor(db, c.get('person').id)
    if (isRequired && !own?.confirmedAt) {
      throw new ApiError('conflict', 'Set up a second factor of your own first')
    }
    await requireSecondFactor(db, c.get('workspace').id, isRequired, doingIn(c))
    return c.json({ isRequired })
  })
  /**
   * Of a member whose phone is gone; ends their sessions. It opens whatever they may enter, so it
   * takes somebody who has a say about them in every workspace of theirs.
   */
  .delete('/:person', async (c) => {
    const { db } = c.get('deps').control
    const { id: own } = c.get('person')
    const person = c.req.param('person')
    const theirs = await listMemberships(db, person)
    if (!theirs.some((one) => one.id === c.get('workspace').id)) {
      throw new ApiError('not_found', 'There is no such member')
    }
    if (person === own) throw new ApiError('forbidden', 'Turn off your own on your own page')
    const mine = new Map((await listMemberships(db, own)).map(({ id, role }) => [id, role]))
    const isTheirsToDo = theirs.every(({ id, role }) => {
      const as = mine.get(id)
      return as && may(as, 'people') && (as === 'owner' || role !== 'owner')
    })
    if (!isTheirsToDo) {
      throw new ApiError(
        'forbidden',
        'They own this workspace, or belong to one that is not yours: whoever runs Brim can remove it',
      )
    }
    if (!(await removeSecondFactor(db, person, doingIn(c)))) {
      throw new ApiError('not_found', 'They have no second factor')
    }
    return c.json({ removed: person })
  })
