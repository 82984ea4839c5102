/** Everything that is wrong with a form, each with the way to its field. */
import { useSignal } from '@preact/signals'
import { useId, useLayoutEffect } from 'preact/hooks'
import type { Issue } from '../../../shared/error.ts'
import { counted } from '../../../shared/words/number.ts'
import { fieldInWords, fieldOf } from './field-of.ts'
import { focusField } from './focus-field.ts'
import { Icon } from './Icon.tsx'
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
          {issues.map(({ path, message }) => (
            <li key={path + message}>
              <Way path={path} words={wordsOf?.(path)} onGo={onGo} />
              {message}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

type WayProps = { path: string; words: string | undefined; onGo(path: string): void }

/** A field is called what its label says, which is known once the form is drawn. */
const Way = ({ path, words, onGo }: WayProps) => {
  const name = useSignal(words)
  useLayoutEffect(() => {
    const field = words === undefined ? fieldOf(path) : null
    name.value = words ?? (field ? fieldInWords(field) : undefined)
  })
  if (!name.value) return null
  return (
    <>
      <button type="button" class="link" onClick={() => onGo(path)}>
        {name.value}
      </button>
      :{' '}
    </>
  )
}
