/** What one drawn prompt knows and can do. */
import { type Signal, signal } from '@preact/signals'
import { plainText } from '../../shared/copy/resolve.ts'
import type { Prompt, PromptAction } from '../../shared/prompt.ts'

/** What the person did with a prompt. */
export type Answer =
  | { outcome: 'clicked'; action: PromptAction; event: Event }
  | { outcome: 'dismissed' | 'snoozed' | 'never' }

export type Theme = 'light' | 'dark' | undefined
export type Model = {
  prompt: Signal<Prompt>
  /** Set in a preview, where nothing may take focus or the top layer. */
  theme: Signal<Theme>
  isPreview: boolean
  /** What the live region says: empty when it appears, so that filling it is heard. */
  spoken: Signal<string>
  answer(answer: Answer): void
}

export function createModel(
  prompt: Prompt,
  answer: Model['answer'],
  { isPreview = false, theme }: { isPreview?: boolean; theme?: Theme } = {},
): Model {
  return {
    prompt: signal(prompt),
    theme: signal(theme),
    isPreview,
    spoken: signal(''),
    answer,
  }
}

/** Says title and body to screen readers, without moving the focus. */
export function announce({ prompt, spoken }: Model): () => void {
  const { title, body } = prompt.peek()
  const timer = setTimeout(() => {
    spoken.value = `${plainText(title)}. ${plainText(body)}`
  }, 100)
  return () => clearTimeout(timer)
}
