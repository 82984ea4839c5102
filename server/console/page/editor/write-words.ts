/** Goes to the words of an arm or a form, which stand further up. */
import { fieldId } from '../../component/form/Field.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Words } from '../../model/editor/words.ts'

export function writeWords(editor: Editor, words: Words): void {
  editor.write(words)
  const title = `${editor.root.peek()}.${editor.locale.peek()}.title`
  // When they are drawn.
  requestAnimationFrame(() => document.getElementById(fieldId(title))?.focus())
}
