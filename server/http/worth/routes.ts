/**
 * Whether an alert was worth it, said by its signed link. Opening it says nothing yet: mail servers and
 * chats open links to look at them.
 */
import { type Context, Hono } from 'hono'
import { linkActor } from '../../../shared/audit/actor.ts'
import { type Worth, worths } from '../../../shared/play/alert.ts'
import { hasWorkspace } from '../../store/control/workspaces.ts'
import { findAlert } from '../../store/workspace/queries/alerts.ts'
import { readText } from '../request/body.ts'
import { limitAddress } from '../request/limit-address.ts'
import type { AppEnv } from '../router.ts'
import { gonePage, policy, worthPage } from './page.ts'

/** One name and one of two words. */
const mostBytes = 1_000

export const worthRoutes = new Hono<AppEnv>()
  .use('/:workspace/:alert/:signature', limitAddress, async (c, next) => {
    c.header('Content-Security-Policy', policy)
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    await next()
  })
  .get('/:workspace/:alert/:signature', async (c) => {
    const found = await findSigned(c)
    if (!found) return c.html(gonePage(), 404)
    const worth = found.worth ?? worthIn(c.req.query('worth'))
    return c.html(worthPage({ title: titleOf(found), worth, isSaid: false }))
  })
  .post('/:workspace/:alert/:signature', async (c) => {
    const found = await findSigned(c)
    const worth = worthIn(new URLSearchParams(await readText(c, mostBytes)).get('worth'))
    if (!found) return c.html(gonePage(), 404)
    if (!worth) return c.html(worthPage({ title: titleOf(found), worth: null, isSaid: false }), 400)
    const { pipeline, now } = c.get('deps')
    const vote = { id: found.id, worth, at: now(), by: linkActor }
    const isSaid = await pipeline.voteOnAlert(c.req.param('workspace'), vote)
    if (!isSaid) return c.html(gonePage(), 404)
    return c.html(worthPage({ title: titleOf(found), worth, isSaid: true }))
  })

async function findSigned(c: Context<AppEnv, '/:workspace/:alert/:signature'>) {
  const { votes, control, openWorkspace } = c.get('deps')
  const { workspace, alert, signature } = c.req.param()
  if (!votes.isSigned(workspace, alert, signature)) return undefined
  // A workspace that is deleted is not made again by a link.
  if (!(await hasWorkspace(control.db, workspace))) return undefined
  return findAlert((await openWorkspace(workspace)).db, alert)
}

const worthIn = (said: string | null | undefined): Worth | null =>
  worths.find((one) => one === said) ?? null

const titleOf = ({
  accountName,
  account,
  name,
}: {
  accountName: string | null
  account: string
  name: string
}) => `${accountName ?? account}: ${name}`
