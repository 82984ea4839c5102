/** Alerts, and what came of plays, for the API and the console alike. */
import { z } from 'zod'
import type { Actor } from '../../shared/audit/actor.ts'
import {
  type Alert,
  type AlertPage,
  alertStates,
  type PlayFigures,
  type Worth,
} from '../../shared/play/alert.ts'
import type { PlayedSignals } from '../../shared/play/play.ts'
import { externalId, key } from '../../shared/value/key.ts'
import { repEmail } from '../../shared/workspace/sales-team.ts'
import type { Deps } from '../deps.ts'
import {
  findAlert,
  listAlerts,
  listPlaysOf,
  playFigures,
} from '../store/workspace/queries/alerts.ts'
import { ApiError } from './answer/api-error.ts'
import { readPosition, writePosition } from './request/position.ts'
import type { Workspace } from './router.ts'

export const alertQuery = z.object({
  account: externalId.optional().meta({ description: 'Of this account only' }),
  play: key.optional().meta({ description: 'Of this play only' }),
  rep: repEmail.optional().meta({ description: 'To this rep only, by their address' }),
  state: z.enum(alertStates).optional().meta({ description: 'Those only' }),
  before: z.string().max(500).optional().meta({ description: 'As the page before has it' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'How many at most' }),
})
export type AlertFilters = z.infer<typeof alertQuery>

export async function alertsOf({ db }: Workspace, query: AlertFilters): Promise<AlertPage> {
  const { before, limit, ...filters } = query
  // One more than asked for tells whether there is another page.
  const position = before === undefined ? null : readPosition(before)
  const found = await listAlerts(db, { ...filters, before: position, limit: limit + 1 })
  const alerts = found.slice(0, limit)
  const last = alerts.at(-1)
  return { alerts, before: found.length > limit && last ? writePosition(last) : null }
}

type Said = { id: string; worth: Worth; by: Actor }

export async function sayWorth(
  { deps, workspace }: { deps: Deps; workspace: Workspace },
  { id, worth, by }: Said,
): Promise<Alert> {
  const isSaid = await deps.pipeline.voteOnAlert(workspace.id, { id, worth, by, at: deps.now() })
  const found = await findAlert(workspace.db, id)
  if (!found) throw new ApiError('not_found', 'There is no such alert')
  if (!isSaid) throw new ApiError('conflict', 'Nobody has been told of it yet')
  return found
}

/** Nothing has come of most plays at first. */
export async function figuresOf({ db }: Workspace, play: string): Promise<PlayFigures> {
  const found = (await playFigures(db)).find((one) => one.play === play)
  return found ?? { play, alerts: 0, told: 0, waiting: 0, digest: 0, voted: 0, worth: 0 }
}

/** Of the newest signals: those of a month on most accounts. */
const mostPlayed = 60

export async function playedFor({ db }: Workspace, account: string): Promise<PlayedSignals> {
  return { plays: await listPlaysOf(db, account, mostPlayed) }
}
