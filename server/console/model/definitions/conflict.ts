/** Somebody else's save of what is being edited: what is different, and which side is taken of each. */
import { signal } from '@preact/signals'
import type {
  Author,
  DefinitionBody,
  DefinitionKind,
  DefinitionRecord,
} from '../../../../shared/definition/definition.ts'
import { type Difference, differencesOf, mergeDrafts, type Side } from '../editor/conflict.ts'

export type Conflict<K extends DefinitionKind = DefinitionKind> = {
  theirs: DefinitionRecord<K>
  /** Who changed it last; null where nobody knows. */
  by: Author | null
  differences: Difference[]
  choices: Record<string, Side>
  /** What was wanted when they came between. */
  publish: boolean
}

type Mine<K extends DefinitionKind> = {
  /** What both began with; nothing where it is new here. */
  base: DefinitionBody<K> | undefined
  draft: DefinitionBody<K>
  publish: boolean
}

export function createConflict<K extends DefinitionKind>() {
  const conflict = signal<Conflict<K> | null>(null)
  return {
    conflict,
    meet(
      { updatedBy, ...theirs }: DefinitionRecord<K> & { updatedBy: Author | null },
      { base = theirs.draft, draft, publish }: Mine<K>,
    ) {
      const differences = differencesOf(base, draft, theirs.draft)
      // Of a type that is known by a parameter, what is left of it is not.
      const record = theirs as unknown as DefinitionRecord<K>
      conflict.value = { theirs: record, by: updatedBy, differences, choices: {}, publish }
    },
    choose(path: string, side: Side) {
      const now = conflict.value
      if (now) conflict.value = { ...now, choices: { ...now.choices, [path]: side } }
    },
    /** Their version with what was chosen of yours, to go on from; what it ends is over then. */
    settled(): { record: DefinitionRecord<K>; draft: DefinitionBody<K>; publish: boolean } | null {
      const now = conflict.value
      if (!now) return null
      conflict.value = null
      const { theirs, differences, choices, publish } = now
      return { record: theirs, draft: mergeDrafts(theirs.draft, differences, choices), publish }
    },
    leave() {
      conflict.value = null
    },
  }
}
