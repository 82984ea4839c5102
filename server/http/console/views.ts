/** Saved lists of accounts. A view belongs to who saved it; others see it where it is shared. */

import { type Context, Hono } from 'hono'
import { accountView } from '../../../shared/account/account-view.ts'
import { addView, changeView, listViews, mostViews, removeView } from '../../store/control/views.ts'
import { ApiError } from '../answer/api-error.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

export const views = new Hono<MemberEnv>()
  .get('/', async (c) => {
    return c.json(await listViews(c.get('deps').control.db, whoIn(c)))
  })
  .post('/', validated('json', accountView), async (c) => {
    const deps = c.get('deps')
    const who = whoIn(c)
    const id = deps.newId('view')
    const view = { ...c.req.valid('json'), ...who, id, createdAt: deps.now() }
    const added = await addView(deps.control.db, view, doingIn(c).by)
    if (!added) {
      throw new ApiError(
        'conflict',
        `You have ${mostViews} views: remove one that you no longer use`,
      )
    }
    return c.json(added, 201)
  })
  .put('/:id', validated('json', accountView), async (c) => {
    const who = whoIn(c)
    const which = { ...who, id: c.req.param('id') }
    const changed = await changeView(
      c.get('deps').control.db,
      which,
      c.req.valid('json'),
      doingIn(c),
    )
    if (!changed) throw new ApiError('not_found', 'There is no such view of yours')
    return c.json(changed)
  })
  .delete('/:id', async (c) => {
    const which = { ...whoIn(c), id: c.req.param('id') }
    if (!(await removeView(c.get('deps').control.db, which, doingIn(c)))) {
      throw new ApiError('not_found', 'There is no such view of yours')
    }
    return c.json({ removed: which.id })
  })

const whoIn = (c: Context<MemberEnv>) => ({
  workspace: c.get('workspace').id,
  person: c.get('person').id,
})
