/** What would go nowhere without a destination. Pure. */
import type { DefinitionBody } from '../../../../shared/definition.ts'
import type { Destination } from '../../../../shared/destination/destination.ts'
import type { SalesTeam } from '../../../../shared/sales-team.ts'

type Play = { draft: DefinitionBody<'play'>; published: DefinitionBody<'play'> | null }
type Where = { team: SalesTeam | undefined; plays: readonly Play[] | undefined }

/** In words: "the sales team is told by it", "the play “Large accounts” tells it". */
export function usesOfDestination(
  { id, key }: Pick<Destination, 'id' | 'key'>,
  { team, plays = [] }: Where,
): string[] {
  const isTeams = team && [team, ...team.reps].some(({ destination }) => destination === id)
  const telling = plays.filter(({ draft, published }) =>
    [...draft.actions, ...(published?.actions ?? [])].some(
      (action) =>
        'destination' in action && (action.destination === key || action.destination === id),
    ),
  )
  return [
    ...(isTeams ? ['the sales team is told by it'] : []),
    ...telling.map(({ draft }) => `the play “${draft.name}” tells it`),
  ]
}
