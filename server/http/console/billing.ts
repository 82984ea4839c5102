/** A source that is billing: what came of it, and whose its customers are. */
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { BillingView } from '../../../shared/event/billing.ts'
import { isBilling } from '../../../shared/event/source.ts'
import { externalId } from '../../../shared/value/key.ts'
import { findSource } from '../../store/control/sources.ts'
import { listBilling, listMapped, listUnmatched } from '../../store/workspace/queries/billing.ts'
import { ApiError } from '../answer/api-error.ts'
import type { MemberEnv } from '../router.ts'
import { doingIn } from './doing.ts'
import { validated } from './validated.ts'

const mostEntries = 50
const mostCustomers = 100

const mapping = z.strictObject({ account: externalId })
const noSource = () => new ApiError('not_found', 'There is no such source')

export const billing = new Hono<MemberEnv>()
  .get('/:id/billing', async (c) => {
    const { id, vendor } = await billingSource(c, c.req.param('id'))
    const { db } = c.get('workspace')
    const [entries, unmatched, mapped] = await Promise.all([
      listBilling(db, vendor, mostEntries),
      listUnmatched(db, vendor, mostCustomers),
      listMapped(db, vendor, mostCustomers),
    ])
    const refused = await c.get('deps').recent.of({ workspace: c.get('workspace').id, id })
    const faults = refused.flatMap(({ at, issues }) => {
      const message = issues[0]?.message
      return message === undefined ? [] : [{ at, message }]
    })
    return c.json({ entries, unmatched, mapped, faults } satisfies BillingView)
  })
  /** Whose a customer is that nobody knew of: what came of it until now is applied. Said again, it moves. */
  .put('/:id/customers/:customer', validated('json', mapping), async (c) => {
    const deps = c.get('deps')
    const { vendor } = await billingSource(c, c.req.param('id'))
    const workspace = c.get('workspace').id
    const { by, at } = doingIn(c)
    const customer = c.req.param('customer')
    const { account } = c.req.valid('json')
    const link = { vendor, customer, account, by, at }
    const linked = await deps.pipeline.linkCustomer(workspace, link)
    if (linked === 'not_found') {
      throw new ApiError(
        'not_found',
        'No such customer waits for an account, or was mapped by hand',
      )
    }
    if (linked === 'erased') throw new ApiError('erased', 'This account was erased')
    await deps.pipeline.settleBilling(workspace, at)
    return c.json({ customer, account })
  })

async function billingSource(c: Context<MemberEnv>, id: string) {
  const found = await findSource(c.get('deps').control.db, { workspace: c.get('workspace').id, id })
  const vendor = found?.source.vendor
  if (!found || vendor === undefined || !isBilling(vendor)) throw noSource()
  return { id: found.id, vendor, source: found }
}
