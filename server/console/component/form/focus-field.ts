import { fieldOf } from './field-of.ts'

const focusable = 'input:enabled, select:enabled, textarea:enabled, button:enabled'

/** Goes to the field that a path names: in the middle of the screen, with its label and its faults. */
export function focusField(path: string): void {
  const field = fieldOf(path)
  const control = field?.matches(focusable) ? field : field?.querySelector<HTMLElement>(focusable)
  control?.focus({ preventScroll: true })
  control?.scrollIntoView({ block: 'center' })
}
