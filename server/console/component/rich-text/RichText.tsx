/** A text with bold, italic, links and variables: markup with a toolbar, and the browser's own undo. */
import { useRef } from 'preact/hooks'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { withoutFallback } from '../../model/editor/variables.ts'
import { controlProps, Field } from '../form/Field.tsx'
import { RichBar } from './RichBar.tsx'
import { applyEdit, editOf, type MakeEdit } from './rich-edit.ts'

type Props = {
  path: string
  label: string
  value: string
  issues: readonly Issue[]
  most: number
  rows?: number
  isOptional?: boolean
  isLabelHidden?: boolean
  placeholder?: string
  hint?: string
  /** One line, whose toolbar comes with the focus; a label stands on a button, where no link can be. */
  kind?: 'text' | 'line' | 'label'
  onChange(text: string): void
}

/** What keeps people from seeing it whose author may not mean that. */
export function gapsInWords([first, ...more]: readonly string[]): string | undefined {
  if (first === undefined) return undefined
  const names = [first, ...more].map((name) => `{{${name}}}`).join(', ')
  return `Whoever has no value for ${names} doesn’t see this nudge. Words after a bar stand in: {{${first}|your team}}.`
}

export const RichText = (props: Props) => {
  const { path, label, value, issues, most, rows = 1, isOptional, onChange } = props
  const { kind = 'text', isLabelHidden = false, placeholder, hint } = props
  const area = useRef<HTMLTextAreaElement>(null)

  const hasLinks = kind !== 'label'
  const apply = (edit: MakeEdit) => applyEdit(area.current, edit, onChange)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && kind !== 'text') event.preventDefault()
    const edit = editOf(event, hasLinks)
    if (!edit) return
    event.preventDefault()
    apply(edit)
  }

  return (
    <Field
      path={path}
      label={label}
      issues={issues}
      isOptional={isOptional ?? false}
      isLabelHidden={isLabelHidden}
      hint={gapsInWords(withoutFallback(value)) ?? hint}
    >
      <div class={kind === 'text' ? 'rich' : 'rich one-line'}>
        <RichBar of={label} hasLinks={hasLinks} onEdit={apply}>
          {value.length > most * 0.8 && (
            <span class="count">
              {value.length} of {most}
            </span>
          )}
        </RichBar>
        <textarea
          {...controlProps(path, issues)}
          ref={area}
          class="area"
          dir="auto"
          rows={rows}
          maxLength={most}
          placeholder={placeholder}
          value={value}
          onKeyDown={onKeyDown}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </Field>
  )
}
