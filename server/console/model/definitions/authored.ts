/** Something that is being authored, of whatever kind, as saving and publishing see it. */
import type { ReadonlySignal } from '@preact/signals'
import type {
  DefinitionBody,
  DefinitionKind,
  DefinitionRecord,
} from '../../../../shared/definition/definition.ts'
import { sameBody } from '../editor/draft.ts'

export type Outcome = 'saved' | 'invalid' | 'conflict' | 'failed'

export type Authored<K extends DefinitionKind = DefinitionKind> = {
  kind: K
  /** What the server has; null for something new. */
  record: ReadonlySignal<DefinitionRecord<K> | null>
  draft: ReadonlySignal<DefinitionBody<K>>
  isDirty: ReadonlySignal<boolean>
  hasUnpublished: ReadonlySignal<boolean>
  busy: ReadonlySignal<'saving' | 'publishing' | null>
  /** Why the last save was not done, where no field says it. */
  failure: ReadonlySignal<string | null>
  save(publish: boolean): Promise<Outcome>
  /** Answers what was thrown away, which `restore` takes back. */
  discard(): DefinitionBody<K>
  restore(thrown: DefinitionBody<K>): void
  /** It was paused, resumed or scheduled. */
  update(record: DefinitionRecord<K>): void
}

/**
 * The record after it was paused, resumed or scheduled, or somebody else was first. Where something is
 * typed here and they typed something else, the next save finds it, and asks what is to be kept.
 */
export function followed<K extends DefinitionKind>(
  known: DefinitionRecord<K> | null,
  next: DefinitionRecord<K>,
  isDirty: boolean,
): DefinitionRecord<K> {
  if (!known || !isDirty || sameBody(known.draft, next.draft)) return next
  return { ...next, draft: known.draft, revision: known.revision }
}
