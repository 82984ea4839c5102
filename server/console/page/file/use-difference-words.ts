import type { DefinitionKind } from '../../../../shared/definition/definition.ts'
import { useWorkspace } from '../../component/frame/context.tsx'
import { placeInDefinition, valueInCatalogue } from '../../words/difference.ts'
import { pathInWords } from '../../words/path.ts'
import { placeInPlay, valueInPlay } from '../../words/play.ts'
import { valueInWords } from '../../words/value.ts'
import { usePlayNames } from '../plays/use-play-names.ts'

type DifferenceWords = { place(path: string): string; value(path: string, value: unknown): string }

/** What is different in a definition of this kind, as its own page says it. */
export function useDifferenceWords(kind: DefinitionKind): DifferenceWords {
  const names = usePlayNames()
  const nameOf = useWorkspace().nudges.nameOf.value
  const inCatalogue: DifferenceWords = {
    place: (path) => placeInDefinition(kind, path),
    value: (_path, value) => valueInCatalogue(value),
  }
  switch (kind) {
    case 'play':
      return {
        place: (path) => (path === 'paused' ? inCatalogue.place(path) : placeInPlay(path)),
        value: (path, value) => valueInPlay(path, value, names),
      }
    case 'trigger':
    case 'nudge':
      return {
        place: (path) => (path === 'paused' ? inCatalogue.place(path) : pathInWords(path)),
        value: (path, value) => (valueInWords(path, value, nameOf) ?? 'Not there') || 'Empty',
      }
    default:
      return inCatalogue
  }
}
