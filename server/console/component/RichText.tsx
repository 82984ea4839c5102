/** A text with bold, italic, links and variables: markup with a toolbar, and the browser's own undo. */
import { useRef } from 'preact/hooks'
import type { Issue } from '../../../shared/error.ts'
import { type Edit, insertLink, insertVariable, toggleMark } from '../model/editor/selection.ts'
import { withoutFallback } from '../model/editor/variables.ts'
import { Button } from './Button.tsx'
import { controlProps, Field } from './Field.tsx'
import { VariablePicker } from './VariablePicker.tsx'

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
function gapsInWords([first, ...more]: readonly string[]): string | undefined {
  if (first === undefined) return undefined
  const names = [first, ...more].map((name) => `{{${name}}}`).join(', ')
  return `Whoever has no value for ${names} doesn’t see this nudge. Words after a bar stand in: {{${first}|your team}}.`
}

export const RichText = (props: Props) => {
  const { path, label, value, issues, most, rows = 1, isOptional, onChange } = props
  const { kind = 'text', isLabelHidden = false, placeholder, hint } = props
  const area = useRef<HTMLTextAreaElement>(null)

  const apply = (edit: (text: string, start: number, end: number) => Edit) => {
    const target = area.current
    if (!target) return
    const made = edit(target.value, target.selectionStart, target.selectionEnd)
    target.focus()
    target.setSelectionRange(made.from, made.to)
    // Deprecated, and the only way to change a text that the browser's undo can take back.
    if (!document.execCommand('insertText', false, made.insert)) {
      target.setRangeText(made.insert, made.from, made.to)
      onChange(target.value)
    }
    target.setSelectionRange(made.start, made.end)
  }
  const bold = () => apply((text, start, end) => toggleMark(text, start, end, '**'))
  const italic = () => apply((text, start, end) => toggleMark(text, start, end, '*'))
  const link = () => apply(insertLink)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && kind !== 'text') event.preventDefault()
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const run = { b: bold, i: italic, k: kind === 'label' ? undefined : link }[event.key]
    if (!run) return
    event.preventDefault()
    run()
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
        <div class="rich-bar">
          <Button tone="quiet" size="small" icon="bold" label={`Bold in ${label}`} onClick={bold} />
          <Button
            tone="quiet"
            size="small"
            icon="italic"
            label={`Italic in ${label}`}
            onClick={italic}
          />
          {kind !== 'label' && (
            <Button
              tone="quiet"
              size="small"
              icon="link"
              label={`Link in ${label}`}
              onClick={link}
            />
          )}
          <VariablePicker
            of={label}
            onChoose={(name, fallback) =>
              apply((_text, start, end) => insertVariable(start, end, name, fallback))
            }
          />
          {value.length > most * 0.8 && (
            <span class="count">
              {value.length} of {most}
            </span>
          )}
        </div>
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
