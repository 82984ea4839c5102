/** What one drawn prompt is made of. Drawing it only reads; whoever changes it calls `redraw`. */
import type { Prompt, PromptAction } from '../../shared/decision/prompt.ts'

/** What the person did with a prompt. */
export type Answer =
  | { outcome: 'clicked'; action: PromptAction; event: Event }
  | { outcome: 'dismissed' | 'snoozed' | 'never' }

export type Model = {
  prompt: Prompt
  /** Whether the live region says it: not when it appears, so that filling it is heard. */
  isSpoken: boolean
  /** The address of a picture that could not be loaded. */
  lost?: string
  /** Epoch ms by the server's clock. */
  now(): number
  redraw(): void
}
