/**
 * Plays name destinations by their keys, which say the same in every workspace that has such a
 * destination. Ids, as they were named by before, are understood and kept as keys.
 */
import type { DefinitionBody, DefinitionKind } from '../../../shared/definition/definition.ts'
import type { Play } from '../../../shared/play/play.ts'
import type { Reader } from '../definition/definition-rows.ts'

export async function withDestinationKeys(
  reader: Reader,
  kind: DefinitionKind,
  body: DefinitionBody,
): Promise<DefinitionBody> {
  if (kind !== 'play') return body
  const play = body as Play
  if (!play.actions.some((action) => 'destination' in action)) return play
  const { rows } = await reader.execute('SELECT id, key FROM destinations')
  const keys = new Map(rows.map((row) => [String(row.id), String(row.key)]))
  return {
    ...play,
    actions: play.actions.map((action) =>
      'destination' in action && action.destination !== undefined
        ? { ...action, destination: keys.get(action.destination) ?? action.destination }
        : action,
    ),
  }
}
