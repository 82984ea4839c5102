/** Everything that is wrong, each with the way to its field. */

import { counted } from '../../../../shared/words/number.ts'
import { fieldId } from '../../component/Field.tsx'
import { Icon } from '../../component/Icon.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Preview } from '../../model/editor/preview.ts'
import { placeOf } from '../../model/editor/words.ts'
import { pathInWords } from '../../words/path.ts'
import { issuesOf } from './issues-of.ts'

type Props = { editor: Editor; preview: Preview }

export const IssueSummary = ({ editor, preview }: Props) => {
  const issues = issuesOf(editor, preview)
  // Not while somebody types: the faults stand at their fields, and the page doesn't jump.
  if (issues.length === 0 || !editor.isRefused.value) return null
  const goTo = (path: string) => {
    const place = placeOf(editor.draft.value, path)
    if (place) editor.write(place.words, place.locale)
    requestAnimationFrame(() => focusField(path))
  }
  return (
    <section class="notice alarm" id="issues" tabIndex={-1} aria-label="To be fixed">
      <Icon name="alert" />
      <div class="stack tight">
        <strong>{counted(issues.length, 'thing')} to fix before this can be saved</strong>
        <ul>
          {issues.map(({ path, message }) => (
            <li key={path + message}>
              <button type="button" class="link" onClick={() => goTo(path)}>
                {pathInWords(path)}
              </button>
              : {message}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** The field itself, or the nearest one around the place that the path names. */
function focusField(path: string) {
  const parts = path.split('.')
  for (let size = parts.length; size > 0; size--) {
    const field = document.getElementById(fieldId(parts.slice(0, size).join('.')))
    if (field) return field.focus()
  }
}
