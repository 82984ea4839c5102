/** What the person who is signed in may do in the workspace that is looked at. */

import { useContext } from 'preact/hooks'
import { refusalInWords } from '../../../../shared/words/role.ts'
import { may, type Right } from '../../../../shared/workspace/role.ts'
import { ConsoleContext } from './context.tsx'

/** Why it is not for them; `null` where it is, and where nothing is asked for. */
export function useRefusal(right: Right | undefined): string | null {
  // The gallery stands on a page of its own as well, where nobody is signed in.
  const role = useContext(ConsoleContext)?.session.workspace.value?.role
  if (!right || !role || may(role, right)) return null
  return refusalInWords(role, right)
}
