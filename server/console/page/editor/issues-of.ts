import type { Issue } from '../../../../shared/protocol/error.ts'
import type { Editor } from '../../model/editor/editor.ts'
import { uniqueIssues } from '../../model/editor/issues.ts'
import type { Preview } from '../../model/editor/preview.ts'

/** What the editor knows and, while it speaks of the present draft, what the preview was told. */
export function issuesOf(editor: Editor, preview: Preview): Issue[] {
  const state = preview.state.value
  const told = state.kind === 'invalid' && !preview.isBehind.value ? state.issues : []
  // A new nudge's key and name are filled in for the preview: the server's word on them counts.
  return uniqueIssues([...editor.issues.value, ...told])
}
