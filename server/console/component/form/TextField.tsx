/** One line of text with its label: what a form asks for, and cannot do without. */
import type { InputHTMLAttributes, RefObject } from 'preact'
import { controlProps, Field, type FieldProps } from './Field.tsx'

type Props = Pick<FieldProps, 'path' | 'label' | 'issues' | 'hint'> & {
  value: string
  onText(text: string): void
  /** What the browser should know of it: its type, what it may fill in. */
  attributes: InputHTMLAttributes<HTMLInputElement>
  /** Digits that are copied from elsewhere, one by one. */
  isCode?: boolean
  input?: RefObject<HTMLInputElement | null>
}

export const TextField = (props: Props) => {
  const { path, label, issues = [], hint, value, onText, attributes, isCode, input } = props
  return (
    <Field path={path} label={label} issues={issues} hint={hint}>
      <input
        {...controlProps(path, issues)}
        {...attributes}
        {...(input && { ref: input })}
        class={isCode ? 'input mono factor-code' : 'input'}
        required
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </Field>
  )
}
