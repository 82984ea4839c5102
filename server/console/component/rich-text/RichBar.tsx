/** What can be made of a text: bold, italic, a link, a variable. */
import type { ComponentChildren } from 'preact'
import { insertVariable } from '../../model/editor/selection.ts'
import { Button } from '../button/Button.tsx'
import { bold, italic, link, type MakeEdit } from './rich-edit.ts'
import { VariablePicker } from './VariablePicker.tsx'

type Props = {
  /** The text, as its label has it. */
  of: string
  hasLinks: boolean
  isDisabled?: boolean
  onEdit(edit: MakeEdit): void
  children?: ComponentChildren
}

export const RichBar = ({ of, hasLinks, isDisabled = false, onEdit, children }: Props) => {
  const button = (icon: 'bold' | 'italic' | 'link', name: string, edit: MakeEdit) => (
    <Button
      tone="quiet"
      size="small"
      icon={icon}
      label={`${name} in ${of}`}
      disabled={isDisabled}
      onClick={() => onEdit(edit)}
    />
  )
  return (
    <div class="rich-bar">
      {button('bold', 'Bold', bold)}
      {button('italic', 'Italic', italic)}
      {hasLinks && button('link', 'Link', link)}
      {!isDisabled && (
        <VariablePicker
          of={of}
          onChoose={(name, fallback) =>
            onEdit((_text, start, end) => insertVariable(start, end, name, fallback))
          }
        />
      )}
      {children}
    </div>
  )
}
