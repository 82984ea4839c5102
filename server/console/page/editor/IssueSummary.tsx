/** Everything that is wrong, each with the way to its field. */

import { counted } from '../../../../shared/words/number.ts'
import { Icon } from '../../component/Icon.tsx'
import type { Editor } from '../../model/editor/editor.ts'
import type { Preview } from '../../model/editor/preview.ts'
import { pathInWords } from '../../words/path.ts'
import { goToField } from './focus-field.ts'
import { issuesOf } from './issues-of.ts'

type Props = { editor: Editor; preview: Preview }

export const IssueSummary = ({ editor, preview }: Props) => {
  const issues = issuesOf(editor, preview)
  // Not while somebody types: the faults stand at their fields, and the page doesn't jump.
  if (issues.length === 0 || !editor.isRefused.value) return null
  return (
    <section class="notice alarm" id="issues" tabIndex={-1} aria-label="To be fixed">
      <Icon name="alert" />
      <div class="stack tight">
        <strong>{counted(issues.length, 'thing')} to fix before this can be saved</strong>
        <ul>
          {issues.map(({ path, message }) => (
            <li key={path + message}>
              <button type="button" class="link" onClick={() => goToField(editor, path)}>
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
