import { fieldId } from '../../component/Field.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import { placeOf } from '../../model/editor/words.ts'

/** Goes to the field that a path names, or the nearest one around it, in the words and locale it is in. */
export function goToField(editor: Editor, path: string): void {
  const place = placeOf(editor.draft.value, path)
  if (place) editor.write(place.words, place.locale)
  requestAnimationFrame(() => focusField(path))
}

function focusField(path: string): void {
  const parts = path.split('.')
  for (let size = parts.length; size > 0; size--) {
    const field = document.getElementById(fieldId(parts.slice(0, size).join('.')))
    if (!field) continue
    field.focus()
    return
  }
}
