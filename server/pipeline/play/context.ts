/** What a play needs beside definitions: the destinations that its actions name. */
import type { DestinationKind } from '../../../shared/destination/kind.ts'
import type { Play, PlayAction } from '../../../shared/play/play.ts'
import type { Issue } from '../../../shared/protocol/error.ts'
import type { Catalogue } from '../../engine/catalogue.ts'
import type { PlayContext } from '../../engine/lint/play.ts'
import type { Reader } from '../definition/definition-rows.ts'
import { numberOrNull } from '../group/rows.ts'

type Listening = { id: string; key: string; kind: DestinationKind }

async function listening(reader: Reader): Promise<Listening[]> {
  const { rows } = await reader.execute(
    "SELECT id, key, kind FROM destinations WHERE state <> 'gone'",
  )
  return rows.map((row) => ({
    id: String(row.id),
    key: String(row.key),
    kind: row.kind as DestinationKind,
  }))
}

export async function playContext(reader: Reader, catalogue: Catalogue): Promise<PlayContext> {
  const { rows } = await reader.execute('SELECT max(readiness) AS readiest FROM accounts')
  return {
    catalogue,
    destinations: new Set((await listening(reader)).map((one) => one.id)),
    readiest: numberOrNull(rows[0]?.readiest ?? null),
  }
}

/** The kinds that can do what an action asks of its destination. */
const able: Record<'alert' | 'task' | 'webhook', readonly DestinationKind[]> = {
  alert: ['slack', 'email', 'webhook'],
  task: ['hubspot', 'salesforce'],
  webhook: ['webhook'],
}
const wanted = {
  alert: 'An alert goes to Slack, an e-mail address or a webhook',
  task: 'A task goes to HubSpot or Salesforce',
  webhook: 'This is no webhook',
} as const

/** A draft may wait for a destination that is still to be set up; what goes live may not. */
export async function destinationsMissing(
  reader: Reader,
  { actions }: Play,
  mustBeThere: boolean,
): Promise<Issue[]> {
  const kinds = new Map((await listening(reader)).map(({ key, kind }) => [key, kind]))
  return actions.flatMap((action, i) => {
    const key = destinationOf(action)
    if (key === undefined || action.kind === 'nudge' || action.kind === 'digest') return []
    const path = `actions.${i}.destination`
    const kind = kinds.get(key)
    if (!kind) {
      const message = `There is no destination "${key}": choose another, or set up one with this key`
      return mustBeThere ? [{ path, message }] : []
    }
    return able[action.kind].includes(kind) ? [] : [{ path, message: wanted[action.kind] }]
  })
}

const destinationOf = (action: PlayAction) =>
  'destination' in action ? action.destination : undefined
