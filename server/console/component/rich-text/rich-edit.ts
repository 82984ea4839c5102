/** Changes a text as its author would by typing, so that the browser's own undo takes it back. */
import { type Edit, insertLink, toggleMark } from '../../model/editor/selection.ts'

export type MakeEdit = (text: string, start: number, end: number) => Edit

export const bold: MakeEdit = (text, start, end) => toggleMark(text, start, end, '**')
export const italic: MakeEdit = (text, start, end) => toggleMark(text, start, end, '*')
export const link: MakeEdit = insertLink

export function applyEdit(
  target: HTMLTextAreaElement | null,
  edit: MakeEdit,
  onChange: (text: string) => void,
): void {
  if (!target?.isConnected) return
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

/** What Ctrl or Command does with B, I and K; nothing where the key is for somebody else. */
export function editOf(event: KeyboardEvent, hasLinks: boolean): MakeEdit | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return undefined
  return { b: bold, i: italic, k: hasLinks ? link : undefined }[event.key]
}
