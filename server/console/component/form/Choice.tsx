/** One of several, each with a drawing and a name. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { controlProps, Faults } from './Field.tsx'

type Props<T extends string> = {
  path: string
  issues?: readonly Issue[]
  label: string
  value: T | undefined
  options: readonly { value: T; text: string; hint?: string; drawing: ComponentChildren }[]
  /** Only the drawings are seen; names are heard, and shown by the pointer. */
  isDrawnOnly?: boolean
  /** Where it stands, for its style. */
  place?: string
  onChange(value: T): void
  children?: ComponentChildren
}

export const Choice = <T extends string>(props: Props<T>) => {
  const name = useId()
  const { path, issues = [], label, value, options, isDrawnOnly, place, onChange, children } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: what is no radiogroup can't be invalid
    <fieldset class="stack tight" role="radiogroup" {...controlProps(path, issues)}>
      <legend class="field-label">{label}</legend>
      <div class={['drawn-choice', isDrawnOnly && 'narrow', place].filter(Boolean).join(' ')}>
        {options.map((one) => (
          <label key={one.value} title={isDrawnOnly ? one.text : undefined}>
            <input
              type="radio"
              name={name}
              checked={one.value === value}
              onChange={() => onChange(one.value)}
            />
            <span>
              {one.drawing}
              <span class={isDrawnOnly ? 'visually-hidden' : 'drawn-choice-words'}>
                {one.text}
                {one.hint && <span class="hint">{one.hint}</span>}
              </span>
            </span>
          </label>
        ))}
      </div>
      {children}
      <Faults path={path} issues={issues} />
    </fieldset>
  )
}
