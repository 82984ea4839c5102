import { focusField } from '../../component/form/focus-field.ts'
import type { Editor } from '../../model/editor/editor.ts'
import { placeOf } from '../../model/editor/words.ts'

/** Goes to the field that a path names, or the nearest one around it, in the words and locale it is in. */
export function goToField(editor: Editor, path: string): void {
  const place = placeOf(editor.draft.value, path)
  if (place) editor.write(place.words, place.locale)
  requestAnimationFrame(() => focusField(path))
}
