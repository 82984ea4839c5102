import { controlProps, Field } from '../../component/Field.tsx'
import { issuesAt } from '../../model/editor/issues.ts'
import type { CopyProps } from './Section.tsx'

export const CountdownFields = ({ editor, issues, locale, copy: { countdown } }: CopyProps) => {
  const path = `copy.${locale}.countdown`
  const found = issuesAt(issues, path)
  return (
    <Field
      path={path}
      label="Countdown"
      issues={found}
      isOptional
      hint="Stands before the time that is left. It counts down to when no live nudge proposes the offer to the account any more; where one goes on without an end, nothing is counted down."
    >
      <input
        {...controlProps(path, found)}
        class="input"
        dir="auto"
        maxLength={80}
        placeholder="The offer ends in"
        value={countdown ?? ''}
        onInput={(event) =>
          editor.setCopy(locale, { countdown: event.currentTarget.value || undefined })
        }
      />
    </Field>
  )
}
