/** What the person who is signed in may do in the workspace that is looked at. */
import { may, type Right } from '../../../shared/role.ts'
import { refusalInWords } from '../../../shared/words/role.ts'
import { useConsole } from './context.tsx'

/** Why it is not for them; `null` where it is, and where nothing is asked for. */
export function useRefusal(right: Right | undefined): string | null {
  const { session } = useConsole()
  const role = session.workspace.value?.role
  if (!right || !role || may(role, right)) return null
  return refusalInWords(role, right)
}
