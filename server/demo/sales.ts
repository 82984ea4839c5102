/**
 * Tideboard's sales while its history is written: alerts go out when they are due, and some are judged.
 * It has no mail server, so the destination by which they went is gone in the end.
 */
import { type Actor, linkActor } from '../../shared/audit/actor.ts'
import type { AlertData, Message } from '../../shared/destination/message.ts'
import { hourMs } from '../../shared/value/duration.ts'
import { settingsOf } from '../../shared/workspace/settings-of.ts'
import type { DueDelivery, Settlement } from '../pipeline/outbox/turn.ts'
import type { Pipeline } from '../pipeline/pipeline.ts'

type Told = Pick<
  Pipeline,
  'saveSettings' | 'addDestination' | 'removeDestination' | 'turnOutbox' | 'voteOnAlert'
>
type Options = { pipeline: Told; workspace: string; rep: string; by: Actor }

const destination = 'dest_tideboard_sales'
/** Often enough for hours and days to be kept. */
const everyMs = 4 * hourMs

export function createSales({ pipeline, workspace, rep, by }: Options) {
  // Whoever tries the demo is to see its prompts: no alert takes one away.
  const team = {
    ...settingsOf().sales,
    defaultOwner: rep,
    alertsPerDay: 3,
    spendsBudget: false,
  }
  let nextAt = 0
  let told = 0

  /** Two of three that somebody looked at were worth it; some nobody has looked at. */
  const judge = async (alert: AlertData, at: number) => {
    told++
    if (told % 4 === 0) return
    const worth = told % 3 === 0 ? 'no' : 'yes'
    await pipeline.voteOnAlert(workspace, { id: alert.alert, worth, at, by: linkActor })
  }
  const deliver = async (
    { id, body, lease }: DueDelivery,
    setUp: number,
    at: number,
  ): Promise<Settlement> => {
    const message = JSON.parse(body) as Message
    if (message.type === 'alert') await judge(message.data, at)
    const taken = {
      status: null,
      answer: null,
      error: null,
      note: null,
      heldUntil: null,
      tookMs: 0,
    }
    const outcome = { kind: 'delivered' } as const
    return { ...taken, id, destination, lease, setUp, at, health: 'well', outcome }
  }
  const turn = async (at: number) => {
    let settlements: Settlement[] = []
    do {
      const turned = await pipeline.turnOutbox(workspace, { at, settlements, leases: true })
      const [to] = turned.destinations
      settlements = await Promise.all(
        turned.deliveries.map((one) => deliver(one, to?.setUp ?? 0, at)),
      )
    } while (settlements.length > 0)
  }

  return {
    async open(at: number) {
      await pipeline.addDestination(workspace, {
        id: destination,
        kind: 'email',
        name: 'Sales, by e-mail',
        hears: { families: [], triggers: [], events: [] },
        settings: { to: rep },
        credentials: null,
        by,
        at,
      })
      await pipeline.saveSettings(workspace, {
        sales: { ...team, destination },
      })
    },
    /** Time has come to there. */
    async passTime(at: number) {
      if (at < nextAt) return
      nextAt = at + everyMs
      await turn(at)
    },
    async close(at: number) {
      await turn(at)
      await pipeline.removeDestination(workspace, { id: destination, by, at })
      await pipeline.saveSettings(workspace, {
        sales: team,
      })
    },
  }
}
export type Sales = ReturnType<typeof createSales>
