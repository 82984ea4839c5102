/** What would go nowhere without a destination. Pure. */
import type { DefinitionBody } from '../../../../shared/definition/definition.ts'
import type { Destination } from '../../../../shared/destination/destination.ts'
import type { SalesTeam } from '../../../../shared/workspace/sales-team.ts'

type Play = { draft: DefinitionBody<'play'>; published: DefinitionBody<'play'> | null }
type Where = { team: SalesTeam | undefined; plays: readonly Play[] | undefined }

/** Who goes by it: "the sales team", "the rep Ada", "the play “Large accounts”". */
export function usesOfDestination(
  { id, key }: Pick<Destination, 'id' | 'key'>,
  { team, plays = [] }: Where,
): string[] {
  const reps = team?.reps.filter(({ destination }) => destination === id) ?? []
  const telling = plays.filter(({ draft, published }) =>
    [...draft.actions, ...(published?.actions ?? [])].some(
      (action) =>
        'destination' in action && (action.destination === key || action.destination === id),
    ),
  )
  return [
    ...(team?.destination === id ? ['the sales team'] : []),
    ...reps.map(({ name, email }) => `the rep ${name ?? email}`),
    ...telling.map(({ draft }) => `the play “${draft.name}”`),
  ]
}
