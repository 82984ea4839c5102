/** What the gallery says in one language. */
import type { z } from 'zod'
import type { Prompt, PromptUsage } from '../../../shared/decision/prompt.ts'
import type { copy, Picture } from '../../../shared/definition/nudge.ts'
import type { Content } from './state.ts'

/** As authored: what has a default may be absent. */
type Authored = Omit<z.input<typeof copy>, 'picture'> & { picture?: Picture }

export type LocaleCopy = {
  dir: Prompt['dir']
  labels: Omit<Prompt['labels'], 'lang'>
  /** How a screen reader says the cells and the name of a comparison. */
  words: NonNullable<Prompt['comparison']>['words']
  usage: Omit<PromptUsage, 'meter'>
  /** The button of the page that the prompt stands over. */
  opener: string
  copies: Record<Content, Authored>
}
