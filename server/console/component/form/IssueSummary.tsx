/** Everything that is wrong with a form, each with the way to its field. */
import { useSignal } from '@preact/signals'
import { useId, useLayoutEffect } from 'preact/hooks'
import type { Issue } from '../../../../shared/protocol/error.ts'
import { counted } from '../../../../shared/words/number.ts'
import { Icon } from '../mark/Icon.tsx'
import { fieldInWords, fieldOf, inOrderOfPage } from './field-of.ts'
import { focusField } from './focus-field.ts'
import { issuesId } from './show-issues.ts'

type Props = {
  /** Of a save that was refused: while somebody types, faults stand at their fields alone. */
  issues: readonly Issue[]
  /** What a field is called that is not on the page before somebody goes there. */
  wordsOf?(path: string): string | undefined
  onGo?(path: string): void
}

export const IssueSummary = ({ issues, wordsOf, onGo = focusField }: Props) => {
  const title = useId()
  const ways = useWays(issues, wordsOf)
  if (issues.length === 0) return null
  return (
    <section
      class="notice alarm issues"
      id={issuesId}
      tabIndex={-1}
      aria-label="To be fixed"
      aria-describedby={title}
    >
      <Icon name="alert" />
      <div class="stack tight">
        <h2 id={title}>{counted(issues.length, 'thing')} to fix before this can be saved</h2>
        <ul>
          {ways.map(({ path, name, message }) => (
            <li key={path + message}>
              {name && (
                <button type="button" class="link" onClick={() => onGo(path)}>
                  {name}
                </button>
              )}
              <span>{message}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

type Way = { path: string; message: string; name: string | undefined }

/** In the order and by the names that the form has, which are known once it is drawn. */
function useWays(issues: readonly Issue[], wordsOf: Props['wordsOf']): readonly Way[] {
  const ways = useSignal<readonly Way[]>([])
  useLayoutEffect(() => {
    const found = issues.map(({ path, message }) => ({ path, message, field: fieldOf(path) }))
    const next = found.toSorted(inOrderOfPage).map(({ path, message, field }) => ({
      path,
      message,
      name: wordsOf?.(path) ?? (field ? fieldInWords(field) : undefined),
    }))
    // Looked at each time, and drawn anew only where something is another.
    if (JSON.stringify(next) !== JSON.stringify(ways.peek())) ways.value = next
  })
  return ways.value
}
